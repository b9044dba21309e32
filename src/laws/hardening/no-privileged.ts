import { privileged } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/no-privileged',
  title: 'No container is privileged',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'A privileged container is root on its node: whoever breaks out of the app owns the machine and every pod on it.',
  remedy: 'Remove privileged; add the one capability that is needed, if any.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  waiveWhen: 'The pod is an agent of the node: a network, a storage driver, a log shipper.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    privileged: { text: 'container {container} is privileged: it is root on its node', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at } of privileged.violations(container)) broken('privileged', { path, at, args: { container: container.name } });
  },
});
