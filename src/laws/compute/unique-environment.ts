import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/unique-environment',
  title: 'An environment variable is set once',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server takes it and warns; which value wins depends on how the object is applied.',
  signature: null,
  why: 'Of two variables of one name the last wins in the container, and kubectl apply, which merges by name, may drop either. The one you edit is then not the one that is read.',
  remedy: 'Remove all but one of them.',
  keptBy: 'The environment of a workload construct is a map, and a name that is set twice is refused.',
  sources: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  on: 'Container',
  messages: {
    twice: { text: 'container {container} sets {name} again: this value hides the one before', severity: 'warning' },
  },
  applies: (container) => container.has('env'),
  judge(container, { broken }) {
    for (const { variable, earlier } of container.repeatedVariables()) {
      broken('twice', {
        path: [...variable.path.slice(container.path.length), 'name'],
        args: { container: container.name, name: variable.string('name') ?? '' },
        related: [{ message: 'is hidden', resource: container.object.resource, path: [...earlier.path, 'name'] }],
      });
    }
  },
});
