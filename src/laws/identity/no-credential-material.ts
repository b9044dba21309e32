import { keyMaterialOf } from '../../graph/identity/key-material';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/no-credential-material',
  title: 'No manifest contains the key of a cloud',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error, for a key in a manifest is a key in every clone and backup of it: it has to be revoked, and AWS does so by itself when it finds one in public; the workload stops that moment.',
  signature: 'S1',
  why: 'A key that is written down is copied with every clone, log and backup of the manifest. It is revoked when somebody finds it, and the pods that use it fail at their next call.',
  remedy: 'Revoke the key first, then give the ServiceAccount a cloud identity. What must stay a secret comes from a store outside of the repository.',
  waiveWhen: 'The key is a test value that opens nothing and has to look real.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    'https://cloud.google.com/iam/docs/best-practices-for-managing-service-account-keys',
  ],
  on: 'Manifest',
  messages: {
    key: { text: '{object} contains {what}, in {place}', severity: 'error' },
  },
  applies: ({ kind, group, isWorkload }) => isWorkload || (group === '' && (kind === 'Secret' || kind === 'ConfigMap')),
  judge(object, { broken }) {
    for (const { what, path, place } of keyMaterialOf(object)) {
      broken('key', { path, at: 'key', args: { object: object.title, what, place } });
    }
  },
});
