import { literalSecretsOf } from '../../graph/identity/literal-secret';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/no-literal-secret',
  title: 'No variable or ConfigMap spells out a secret',
  owner: 'app',
  presets: ['strict'],
  because: 'Asked in strict only, for it goes by names, and a name may lie; it warns there.',
  signature: 'S1',
  why: 'Whoever may read the manifest, the ConfigMap or the pod may read the secret, and nobody rotates what is written in a repository. Roles guard Secrets, and nothing guards these.',
  remedy: 'Keep the value in a Secret that comes from a store, and refer to it with secretKeyRef, or mount it as a file.',
  keptBy: '`SecretFrom` and `SecretFiles` take secrets from a vault, so that no manifest holds one.',
  waiveWhen: 'The value is no secret, whatever its name says, or opens a database of a demonstration.',
  sources: ['https://kubernetes.io/docs/concepts/configuration/secret/', 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  on: 'Manifest',
  messages: {
    variable: { text: 'variable {name} of container {container} spells out what seems to be a secret', severity: 'warning' },
    entry: { text: 'key {name} of {object} spells out what seems to be a secret; a ConfigMap is for what all may read', severity: 'warning' },
  },
  applies: ({ isWorkload, kind, group }) => isWorkload || (kind === 'ConfigMap' && group === ''),
  judge(object, { broken }) {
    for (const { name, container, path } of literalSecretsOf(object)) {
      const breach = { path, at: 'key', args: { name, container: container ?? '', object: object.title } } as const;
      broken(container === null ? 'entry' : 'variable', breach);
    }
  },
});
