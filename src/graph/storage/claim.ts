import type { Path } from '../../load/resource';
import { Subject } from '../reading/subject';
import { Undecided } from '../reading/unknown';
import { nearestName } from '../schema/nearest';
import type { Graph } from '../graph';
import type { Workload } from '../workload/workload';
import { BuiltInClass } from './built-in-class';
import { claimKey, workloadsByClaim } from './claims';
import { defaultClassOf, defaultClasses } from './default-class';
import type { PersistentVolume } from './persistent-volume';
import { volumesByClaim, volumesByClass } from './volumes';
import type { StorageClass, VolumeClass } from './storage-class';
import { cloudClass, cloudClasses } from './storage-facts';

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
    return this.owner === null ? `claim ${this.name}` : `claim template${this.name === '' ? '' : ` ${this.name}`} of ${this.owner.title}`;
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

  /** Its class. Undecided where that is not known here; `null` where it is certain that there is none. */
  get certainClass(): VolumeClass | null {
    const { volumeClass, storageClassName } = this;
    if (volumeClass === null && storageClassName !== '') this.graph.assertComplete('StorageClass', storageClassName ?? 'by default');
    return volumeClass;
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

  /** Does its driver keep a second pod out (ReadWriteOncePod)? CSI drivers do. Undecided where the class is not in the set. */
  get mayBeSinglePod(): boolean {
    return this.certainClass?.provisioner.includes('.csi.') === true;
  }

  /** Is there a volume in the set that names this class, and so may be taken without one being made? */
  mayTakeVolumeOf(className: string): boolean {
    return this.graph.join(volumesByClass).has(className);
  }

  /** Is it known which class it gets when it names none: one of the set, or the declared cloud's? */
  get hasKnownDefault(): boolean {
    const { cloud } = this.graph.profile;
    return this.graph.join(defaultClasses).length > 0 || (cloud !== null && cloudClass(cloud, null) !== undefined);
  }

  /** The class whose name was probably meant; `null` when none is near. */
  get nearestClass(): string | null {
    const { cloud } = this.graph.profile;
    const known = [...this.graph.ofKind('StorageClass', 'storage.k8s.io').map(({ name }) => name), ...(cloud === null ? [] : cloudClasses(cloud).map(({ name }) => name))];
    return nearestName(this.storageClassName ?? '', known);
  }

  /** Throws `Undecided` for a part of a claim, to be laid over one that is written elsewhere: the API server takes none without access modes. */
  assertWhole(): void {
    this.owner?.pod.assertWhole();
    if (this.accessModes.length === 0) throw new Undecided('it has no access modes, so it is a patch of something that is written elsewhere', this.path);
  }

  /** The claim of this name, where it is in the set. */
  static named(graph: Graph, namespace: string, name: string): Claim | null {
    const object = graph.found('', 'PersistentVolumeClaim', namespace, name);
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
  /** From the root of the object to where the claim is named. */
  readonly field: Path;
  /** The claim, where it is in the set. */
  readonly claim: Claim | null;
}
