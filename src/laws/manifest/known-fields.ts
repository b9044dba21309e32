import { pathText } from '../../graph/reading/path-text';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/known-fields',
  title: 'Every field is one the API server knows',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'kubectl refuses it under strict validation, which is its default; without, the field is dropped, and what it should do is not done.',
  signature: null,
  why: 'A field with a wrong name, or in the wrong place, is refused by strict decoding. A client that is not strict drops it without a word: the probe or the limit one relies on is not there.',
  remedy: 'Spell the field as the API reference does, put it where it belongs, or set kubeVersion to the version of the cluster.',
  sources: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  on: 'Manifest',
  messages: {
    unknown: { text: '{field} is no field of {parent}', severity: 'error' },
    misspelt: { text: '{field} is no field of {parent}; did you mean {suggestion}?', severity: 'error' },
    later: { text: '{field} of {parent} exists from Kubernetes {version} on; the target is {target}', severity: 'error' },
    earlier: { text: '{field} of {parent} existed up to Kubernetes {version}; the target is {target}', severity: 'error' },
  },
  judge(object, { profile, broken }) {
    for (const problem of object.refusals) {
      if (problem.kind !== 'unknown-field') continue;
      const { path, suggestion, since, until } = problem;
      broken(suggestion !== null ? 'misspelt' : since !== null ? 'later' : until !== null ? 'earlier' : 'unknown', {
        path,
        at: 'key',
        args: {
          field: String(path.at(-1)),
          parent: path.length === 1 ? object.kind : pathText(path.slice(0, -1)),
          suggestion: suggestion ?? '',
          version: since ?? until ?? '',
          target: profile.kubeVersion,
        },
      });
    }
  },
});
