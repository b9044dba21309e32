import { pathText } from '../../graph/reading/path-text';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/typed-fields',
  title: 'Every field holds a value of its type',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server refuses the object, for it can not decode the field.',
  signature: null,
  why: 'The API server refuses the whole object when one field has a value of another type. Most often YAML made a boolean or a number of a text that has no quotes.',
  remedy: 'Write the value in the form the field takes; quote texts that look like numbers or booleans.',
  sources: ['https://kubernetes.io/docs/reference/using-api/api-concepts/', 'https://yaml.org/type/bool.html'],
  on: 'Manifest',
  messages: {
    unquoted: { text: '{field} takes a string, and a {found} is written: quote it', severity: 'error' },
    mistyped: { text: '{field} must be of type {expected}, found {found}', severity: 'error' },
  },
  judge(object, { broken }) {
    for (const problem of object.refusals) {
      if (problem.kind !== 'wrong-type') continue;
      const { path, expected, found } = problem;
      const isUnquoted = expected === 'string' && (found === 'boolean' || found === 'number');
      broken(isUnquoted ? 'unquoted' : 'mistyped', { path, args: { field: pathText(path), expected, found } });
    }
  },
});
