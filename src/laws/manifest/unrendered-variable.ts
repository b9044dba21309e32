import { pathText } from '../../graph/reading/path-text';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/unrendered-variable',
  title: 'Manifests are checked as they are applied',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It only says what is not known, so that nobody takes silence for a pass.',
  signature: null,
  why: 'A value that is a variable is not known, and laws that need it stay undecided. If nothing fills it in before the apply, the cluster gets the variable itself.',
  remedy: 'Check the rendered output: pipe it through looplaw check -, for instance from envsubst or flux build.',
  sources: ['https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution'],
  on: 'Manifest',
  messages: {
    one: { text: '{first} is a variable, and not known here', severity: 'info' },
    some: { text: '{count} values are variables, and not known here; the first is {first}', severity: 'info' },
  },
  judge({ unresolvedValues }, { broken }) {
    const [path, ...others] = unresolvedValues;
    if (path === undefined) return;
    broken(others.length === 0 ? 'one' : 'some', { path, args: { first: pathText(path), count: unresolvedValues.length } });
  },
});
