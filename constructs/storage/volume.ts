import { Quantity, parseQuantity } from '../../src/graph/reading/quantity';
import { positive, type ByteQuantity } from '../compute/resources/budget';
import type { Mount } from '../compute/pod/pod-template';
import { nameOf } from '../named';
import { demand } from '../refusal';
import { claimed, type ExistingClaim, type Mounters } from './existing-claim';
import type { SharedVolume } from './shared-volume';

/** Files that die with the pod: caches, uploads on their way, heap dumps. The same object in two containers is one folder they share. */
export interface Scratch {
  /** The most it may hold. */
  readonly scratch: ByteQuantity;
  /** Keep it in memory; it then counts as memory of the container that writes. Default: the disk of the node. */
  readonly medium?: 'memory';
  readonly shared?: never;
  readonly claim?: never;
}

/** Files that all pods of one or several workloads read and write. */
export interface SharedFolder {
  readonly shared: SharedVolume;
  /** Default `false`. */
  readonly readOnly?: boolean;
  readonly scratch?: never;
  readonly claim?: never;
}

/**
 * What data needs decides what holds it. Scratch and shared files are volumes of any workload, claims that exist of those with few enough pods. Data of one writer is a StatefulStore of
 * one replica, a database a StatefulStore of several: neither is a volume here, because a Deployment could not keep it.
 */
export type Volume = Scratch | SharedFolder | ExistingClaim;

/** Volumes by the folder they appear in. */
export type Volumes = Readonly<Record<`/${string}`, Volume>>;

/** A volume as a pod writes it. */
interface PodVolume {
  readonly name: string;
  readonly emptyDir?: object;
  readonly persistentVolumeClaim?: object;
}

/** Refuses what no volume can appear in. */
export function checkFolder(where: string, mountPath: string): void {
  demand(/^(?:\/[^/:]+)+$/.test(mountPath), where, 'environment', () => ({
    found: `a volume at "${mountPath}"`, expected: 'an absolute path below the root, without a colon or a slash at its end', remedy: 'name the folder the process uses, such as "/var/cache/app"',
  }));
}

/** The volumes of one pod: each once, whichever of its containers mount it. */
export class PodVolumes {
  /** By the object that is meant; claims that exist by their name. */
  private readonly all = new Map<Scratch | SharedVolume | string, PodVolume>();

  constructor(private readonly mounters: Mounters) {}

  /** Where these appear in a container. */
  mounts(volumes: Volumes = {}): readonly Mount[] {
    return Object.entries(volumes).map(([mountPath, volume]) => {
      checkFolder(this.where, mountPath);
      return { name: this.nameOf(volume), mountPath, ...(volume.scratch === undefined && volume.readOnly === true && { readOnly: true }) };
    });
  }

  /** As the pod writes them. */
  get written(): readonly object[] {
    return [...this.all.values()];
  }

  private get where(): string {
    return this.mounters.workload.node.path;
  }

  private nameOf(volume: Volume): string {
    const of = volume.claim === undefined ? volume.shared ?? volume : nameOf(volume.claim);
    const written = this.all.get(of) ?? this.write(volume);
    this.all.set(of, written);
    return written.name;
  }

  private write(volume: Volume): PodVolume {
    const i = this.all.size;
    if (volume.claim !== undefined) return { name: `claim-${i}`, persistentVolumeClaim: claimed(volume, this.mounters) };
    if (volume.shared !== undefined) return { name: `shared-volume-${i}`, persistentVolumeClaim: { claimName: volume.shared.name } };
    positive(this.where, 'scratch', volume.scratch);
    return { name: `scratch-volume-${i}`, emptyDir: { sizeLimit: volume.scratch, ...(volume.medium === 'memory' && { medium: 'Memory' }) } };
  }
}

/** The most these hold on a medium, each counted once. */
export function scratchIn(volumes: readonly (Volumes | undefined)[], medium: 'disk' | 'memory'): Quantity {
  const all = new Set(volumes.flatMap((some) => Object.values(some ?? {})));
  return [...all].filter((volume): volume is Scratch => volume.scratch !== undefined && (volume.medium ?? 'disk') === medium)
    .reduce((sum, { scratch }) => sum.add(parseQuantity(scratch) ?? Quantity.zero), Quantity.zero);
}
