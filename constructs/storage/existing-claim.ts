import { ApiObject } from 'cdk8s';
import type { Workload } from '../compute/workload/workload';
import { nameOf, type NamedObject } from '../named';
import { demand } from '../refusal';

/** How a claim may be mounted. @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

/** A PersistentVolumeClaim of any cdk8s-plus, an `ApiObject`, or whatever has its name. */
export interface NamedClaim extends NamedObject {
  /** Claims of cdk8s-plus know them. */
  readonly accessModes?: readonly AccessMode[] | undefined;
}

/** A claim of the namespace that is made elsewhere. What it takes of a quota, its maker counts. */
export interface ExistingClaim {
  readonly claim: string | NamedClaim;
  /** How it may be mounted. Default: as the claim itself says. Serves storage/no-shared-rwo, rwo-rollout. */
  readonly accessModes?: readonly AccessMode[];
  /** Default `false`. */
  readonly readOnly?: boolean;
  readonly scratch?: never;
  readonly shared?: never;
}

/** The pods of a workload, as far as claims are concerned. */
export interface Mounters {
  readonly workload: Workload;
  /** The most there are at once, those of a rollout among them. */
  readonly most: number;
  /** Do they end by themselves? Then somebody else may mount the claim after them. */
  readonly areJobs: boolean;
}

/** Who mounts a claim for one node, by app. */
const holders = new WeakMap<object, Map<string, string>>();

/** The volume of a claim, checked. @throws Refusal where its access modes are not known, or more pods mount it than may. */
export function claimed({ claim, readOnly = false, accessModes }: ExistingClaim, mounters: Mounters): object {
  const { workload: { node: { path } } } = mounters;
  const name = nameOf(claim);
  const modes = accessModes ?? modesOf(claim);
  demand(modes.length > 0, path, 'storage/no-shared-rwo', () => ({
    found: `claim "${name}", and not how it may be mounted`, expected: 'its access modes: most claims are for one node',
    remedy: 'add accessModes: [\'ReadWriteMany\'], or what the claim says, or pass the claim of cdk8s-plus itself',
  }));
  const isWritable = modes.some((mode) => mode !== 'ReadOnlyMany');
  demand(isWritable || readOnly, path, 'storage/no-shared-rwo', () => ({
    found: `claim "${name}", which can only be read, mounted to write`, expected: 'readOnly: true', remedy: 'say readOnly: true, or claim ReadWriteMany',
  }));
  if (modes.every((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteOncePod')) checkOnePod(name, modes, mounters);
  return { claimName: name, ...(!isWritable && { readOnly: true }) };
}

/** Access modes an object knows of itself. */
function modesOf(claim: string | NamedClaim): readonly string[] {
  if (typeof claim === 'string') return [];
  if (claim.accessModes !== undefined) return claim.accessModes;
  const written = ApiObject.isApiObject(claim) ? claim.toJson() as { readonly spec?: { readonly accessModes?: readonly string[] } } : {};
  return written.spec?.accessModes ?? [];
}

function checkOnePod(name: string, modes: readonly string[], { workload, most, areJobs }: Mounters): void {
  const { node: { path, root }, namespace } = workload;
  const remedy = 'claim ReadWriteMany of a class of shared files, or keep the data in a StatefulStore, which gives each replica a disk of its own';
  demand(most <= 1, path, 'storage/no-shared-rwo', () => ({
    found: `claim "${name}" (${modes.join(', ')}), mounted by ${Number.isFinite(most) ? `${most} pods at once, those of a rollout among them` : 'a pod on every node'}`,
    expected: 'one pod: only one node at a time can mount it', remedy,
  }));
  if (areJobs) return;
  const held = holders.get(root) ?? new Map<string, string>();
  holders.set(root, held);
  const key = `${namespace.name}/${name}`;
  const holder = held.get(key) ?? path;
  demand(holder === path, path, 'storage/no-shared-rwo', () => ({
    found: `claim "${name}" (${modes.join(', ')}), which ${holder} mounts too`, expected: 'one workload: only one node at a time can mount it', remedy,
  }));
  held.set(key, path);
}
