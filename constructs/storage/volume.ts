import { Quantity, parseQuantity } from '../../src/graph/reading/quantity';
import { positive, type ByteQuantity } from '../compute/budget';
import type { Mount } from '../compute/pod-template';
import { demand } from '../refusal';
import type { SharedVolume } from './shared-volume';

/** Files that die with the pod: caches, uploads on their way, heap dumps. The same object in two containers is one folder they share. */
export interface Scratch {
  /** The most it may hold. */
  readonly scratch: ByteQuantity;
  /** Keep it in memory; it then counts as memory of the container that writes. Default: the disk of the node. */
  readonly medium?: 'memory';
  readonly shared?: never;
}

/** Files that all pods of one or several workloads read and write. */
export interface SharedFolder {
  readonly shared: SharedVolume;
  /** Default `false`. */
  readonly readOnly?: boolean;
  readonly scratch?: never;
}

/**
 * What data needs decides what holds it. Scratch and shared files are volumes of any workload. Data of one writer is a StatefulStore of
 * one replica, a database a StatefulStore of several: neither is a volume here, because a Deployment could not keep it.
 */
export type Volume = Scratch | SharedFolder;

/** Volumes by the folder they appear in. */
export type Volumes = Readonly<Record<`/${string}`, Volume>>;

/** The volumes of one pod: each once, whichever of its containers mount it. */
export class PodVolumes {
  private readonly names = new Map<Scratch | SharedVolume, string>();

  constructor(private readonly where: string) {}

  /** Where these appear in a container. */
  mounts(volumes: Volumes = {}): readonly Mount[] {
    return Object.entries(volumes).map(([mountPath, volume]) => {
      demand(/^(?:\/[^/:]+)+$/.test(mountPath), this.where, 'environment', () => ({
        found: `a volume at "${mountPath}"`, expected: 'an absolute path below the root, without a colon or a slash at its end', remedy: 'name the folder the process uses, such as "/var/cache/app"',
      }));
      return { name: this.nameOf(volume), mountPath, ...(volume.shared !== undefined && volume.readOnly === true && { readOnly: true }) };
    });
  }

  /** As the pod writes them. */
  get written(): readonly object[] {
    return [...this.names].map(([of, name]) => ('scratch' in of
      ? { name, emptyDir: { sizeLimit: of.scratch, ...(of.medium === 'memory' && { medium: 'Memory' }) } }
      : { name, persistentVolumeClaim: { claimName: of.name } }));
  }

  private nameOf(volume: Volume): string {
    const of = volume.shared ?? volume;
    const known = this.names.get(of);
    if (known !== undefined) return known;
    if (volume.shared === undefined) positive(this.where, 'scratch', volume.scratch);
    const name = `${volume.shared === undefined ? 'scratch' : 'shared'}-volume-${this.names.size}`;
    this.names.set(of, name);
    return name;
  }
}

/** The most these hold on a medium, each counted once. */
export function scratchIn(volumes: readonly (Volumes | undefined)[], medium: 'disk' | 'memory'): Quantity {
  const all = new Set(volumes.flatMap((some) => Object.values(some ?? {})));
  return [...all].filter((volume): volume is Scratch => volume.scratch !== undefined && (volume.medium ?? 'disk') === medium)
    .reduce((sum, { scratch }) => sum.add(parseQuantity(scratch) ?? Quantity.zero), Quantity.zero);
}
