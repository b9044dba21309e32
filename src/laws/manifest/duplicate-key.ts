import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/duplicate-key',
  title: 'No key is written twice in one map',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'kubectl refuses it under strict validation, which is its default; without, one of the two is lost in silence.',
  signature: null,
  why: 'Of two equal keys the last one wins and the first is lost without a word. Reviewers read the first; strict decoding refuses both.',
  remedy: 'Keep one of the two, or merge what they hold.',
  sources: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation', 'https://yaml.org/spec/1.2.2/#3213-node-comparison'],
  on: 'Manifest',
  messages: {
    twice: { text: '{key} is written twice, in line {first} and in line {second}; the last one wins', severity: 'error' },
  },
  judge({ resource }, { broken }) {
    for (const { path, first, second } of resource.duplicateKeys) {
      broken('twice', { path, at: 'key', args: { key: String(path.at(-1)), first: first.line, second: second.line } });
    }
  },
});
