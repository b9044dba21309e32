import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/duplicate-key',
  title: 'No key is written twice in one map',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'kubectl refuses it under strict validation, which is its default; without, one of the two is lost in silence. Terraform refuses an argument that is written twice.',
  signature: null,
  why: 'Of two equal keys the last one wins and the first is lost without a word. Reviewers read the first; strict decoding refuses both.',
  remedy: 'Keep one of the two, or merge what they hold; blocks of Terraform become a list.',
  sources: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation', 'https://yaml.org/spec/1.2.2/#3213-node-comparison', 'https://developer.hashicorp.com/terraform/language/syntax/json'],
  on: 'Written',
  messages: {
    twice: { text: '{key} is written twice, in line {first} and in line {second}; the last one wins', severity: 'error' },
    inTerraform: { text: '{key} is written twice, in line {first} and in line {second}; Terraform refuses an argument and takes a block for two, of which only the last one is judged', severity: 'error' },
  },
  judge({ resource }, { broken }) {
    for (const { path, first, second } of resource.duplicateKeys) {
      broken(resource.declaration === undefined ? 'twice' : 'inTerraform', { path, at: 'key', args: { key: String(path.at(-1)), first: first.line, second: second.line } });
    }
  },
});
