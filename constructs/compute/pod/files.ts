import type { SecretFiles } from '../../identity/secret-files';
import { nameOf, type NameOf } from '../../named';
import { demand } from '../../refusal';
import { checkFolder } from '../../storage/volume';
import type { Mount } from './pod-template';
import type { Workload, WorkloadProps } from '../workload/workload';

/** Read-only files in a folder of the container, one for each key. */
export type Files =
  | { /** A Secret of the namespace. */ readonly secret: NameOf; readonly config?: never; readonly vault?: never }
  | { /** A ConfigMap of the namespace. */ readonly config: NameOf; readonly secret?: never; readonly vault?: never }
  | { /** Straight from the vault, no Secret in between. */ readonly vault: SecretFiles; readonly secret?: never; readonly config?: never };

/** A folder of files, as pod and container write it. */
interface MountedFiles {
  readonly mount: Mount;
  readonly volume: object;
}

/** Names a volume for each folder. @throws Refusal where the vault knows the pods under another identity. */
export function mountedFiles(workload: Workload, { files = {}, identity }: WorkloadProps): readonly MountedFiles[] {
  return Object.entries(files).map(([mountPath, source], i) => {
    const name = `files-${i}`;
    const { vault } = source;
    checkFolder(workload.node.path, mountPath);
    demand(vault === undefined || vault.identity === identity, workload.node.path, 'identity/workload-identity-wired', () => ({
      found: `files of "${vault?.name}" at ${mountPath}, which are fetched as "${vault?.identity.name}"`,
      expected: 'the identity of the workload: the vault is asked in the name of the pod',
      remedy: 'give the workload the identity the files were made with',
    }));
    return { mount: { name, mountPath, readOnly: true }, volume: { name, ...volumeOf(source) } };
  });
}

function volumeOf({ secret, config, vault }: Files): object {
  if (secret !== undefined) return { secret: { secretName: nameOf(secret), defaultMode: 0o440 } };
  if (config !== undefined) return { configMap: { name: nameOf(config) } };
  return { csi: vault.volume };
}
