import { Subject } from '../reading/subject';
import type { Graph } from '../graph';
import { BuiltInClass } from './built-in-class';
import { defaultClass } from './default-class';
import type { StorageClass, VolumeClass } from './storage-class';
import { cloudClass } from './storage-facts';

/** A PersistentVolumeClaim, written as an object or as a template of a StatefulSet. */
export class Claim extends Subject {
  constructor(readonly graph: Graph, at: Subject, readonly namespace: string) {
    super(at.node, at, [], at.type);
  }

  /** Access modes as written. */
  get accessModes(): readonly string[] {
    return this.in('spec').strings('accessModes');
  }

  /** May one node at a time mount it (ReadWriteOnce, ReadWriteOncePod and nothing wider)? */
  get isSingleNode(): boolean {
    const modes = this.accessModes;
    return modes.length > 0 && modes.every((m) => m === 'ReadWriteOnce' || m === 'ReadWriteOncePod');
  }

  /** May one pod at a time mount it? */
  get isSinglePod(): boolean {
    const modes = this.accessModes;
    return modes.length > 0 && modes.every((m) => m === 'ReadWriteOncePod');
  }

  /** Name of its class; `null` = the cluster's default class, empty = none. */
  get storageClassName(): string | null {
    return this.in('spec').string('storageClassName') ?? null;
  }

  /** Its class, where it is in the set. */
  get storageClass(): StorageClass | null {
    const name = this.storageClassName;
    return name === null ? this.graph.join(defaultClass) : this.graph.object('storage.k8s.io', 'StorageClass', '', name) as StorageClass | null;
  }

  /** Its class: of the set, else the declared cloud's own. `null` = not known here. */
  get volumeClass(): VolumeClass | null {
    const declared = this.storageClass;
    const { cloud } = this.graph.profile;
    if (declared !== null || cloud === null) return declared;
    const facts = cloudClass(cloud, this.storageClassName);
    return facts === undefined ? null : new BuiltInClass(this, cloud, facts);
  }

  /** The claim of this name, where it is in the set. */
  static named(graph: Graph, namespace: string, name: string): Claim | null {
    const object = graph.object('', 'PersistentVolumeClaim', namespace, name);
    return object === null ? null : new Claim(graph, object, namespace);
  }
}

/** How a pod uses a claim. */
export interface ClaimUse {
  /** Name of the claim, or of the claim template. */
  readonly name: string;
  /** Do all replicas mount the same claim (`volumes`), or has each its own (`volumeClaimTemplates`)? */
  readonly shared: boolean;
  /** The volume or the template. */
  readonly at: Subject;
  /** The claim, where it is in the set. */
  readonly claim: Claim | null;
}
