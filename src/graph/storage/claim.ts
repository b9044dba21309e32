import { Subject } from '../reading/subject';
import type { Graph } from '../graph';
import type { Workload } from '../workload/workload';
import { BuiltInClass } from './built-in-class';
import { workloadsByClaim } from './claims';
import { defaultClassOf } from './default-class';
import type { PersistentVolume } from './persistent-volume';
import { claimKey, volumesByClaim } from './volumes';
import type { StorageClass, VolumeClass } from './storage-class';
import { cloudClass } from './storage-facts';

const BETA_CLASS = 'volume.beta.kubernetes.io/storage-class';

/** A PersistentVolumeClaim, written as an object or as a template: of a StatefulSet, or of a volume that lives as long as its pod. */
export class Claim extends Subject {
  constructor(readonly graph: Graph, at: Subject, readonly namespace: string, /** Whose template it is; `null` for an object. */ readonly owner: Workload | null) {
    super(at.node, at, [], at.type);
  }

  get name(): string {
    return this.in('metadata').string('name') ?? '';
  }

  /** How people call it. */
  get title(): string {
    return this.owner === null ? `claim ${this.name}` : `claim template ${this.name} of ${this.owner.title}`;
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

  /** May many nodes write to it? */
  get isShared(): boolean {
    return this.accessModes.includes('ReadWriteMany');
  }

  /** Is it handed to the pod as a device, and not as a file system? */
  get isBlock(): boolean {
    return this.in('spec').string('volumeMode') === 'Block';
  }

  /** Name of its class; `null` = the cluster's default class, empty = none. The annotation of old outweighs the field. */
  get storageClassName(): string | null {
    return this.in('metadata').in('annotations').string(BETA_CLASS) ?? this.in('spec').string('storageClassName') ?? null;
  }

  /** The field that names its class. */
  get classField(): readonly string[] {
    return this.in('metadata').in('annotations').has(BETA_CLASS) ? ['metadata', 'annotations', BETA_CLASS] : ['spec', 'storageClassName'];
  }

  /** Its class, where it is in the set. Undecided where the set has several default ones. */
  get storageClass(): StorageClass | null {
    const name = this.storageClassName;
    return name === null ? defaultClassOf(this.graph) : this.graph.object('storage.k8s.io', 'StorageClass', '', name) as StorageClass | null;
  }

  /** Its class: of the set, else the declared cloud's own. `null` = not known here. */
  get volumeClass(): VolumeClass | null {
    const declared = this.storageClass;
    const { cloud } = this.graph.profile;
    if (declared !== null || cloud === null) return declared;
    const facts = cloudClass(cloud, this.storageClassName);
    return facts === undefined ? null : new BuiltInClass(this, cloud, facts);
  }

  /** Does it take a volume that is there already, by name or because that volume is kept for it? */
  get isBound(): boolean {
    return this.volumeName !== '' || this.volume !== null;
  }

  /** Name of the volume it asks for; empty = any that fits. */
  get volumeName(): string {
    return this.in('spec').string('volumeName') ?? '';
  }

  /** The volume it takes, where it is in the set. */
  get volume(): PersistentVolume | null {
    const name = this.volumeName;
    if (name !== '') return this.graph.object('', 'PersistentVolume', '', name) as PersistentVolume | null;
    return this.owner === null ? this.graph.join(volumesByClaim).get(claimKey(this.namespace, this.name)) ?? null : null;
  }

  /** The workloads that mount it. */
  get users(): readonly Workload[] {
    return this.owner === null ? this.graph.join(workloadsByClaim).get(claimKey(this.namespace, this.name)) ?? [] : [this.owner];
  }

  /** The claim of this name, where it is in the set. */
  static named(graph: Graph, namespace: string, name: string): Claim | null {
    const object = graph.object('', 'PersistentVolumeClaim', namespace, name);
    return object === null ? null : new Claim(graph, object, namespace, null);
  }
}

/** How a pod uses a claim. */
export interface ClaimUse {
  /** Name of the claim, or of the claim template. */
  readonly name: string;
  /** Name under which containers mount it. */
  readonly volume: string;
  /** Do all replicas mount the same claim (`volumes`), or has each its own (`volumeClaimTemplates`)? */
  readonly shared: boolean;
  /** The volume or the template. */
  readonly at: Subject;
  /** The claim, where it is in the set. */
  readonly claim: Claim | null;
}
