import type { Cloud } from '../../profile';
import { isFileStorage, reachOf, type Reach } from './storage-facts';
import type { Subject } from '../reading/subject';
import { KubeObject } from '../object/kube-object';

/** What decides when and where the volumes of a claim come to be: a StorageClass of the set, or one the cloud comes with. */
export interface VolumeClass extends Subject {
  readonly name: string;
  readonly provisioner: string;
  /** In how many zones a volume of this class can be mounted. */
  readonly reach: Reach;
  /** The replication that makes a disk reach more than one zone. */
  readonly replication: 'zrs' | 'regional' | null;
  /** Are its volumes mounted over the network, with no device to attach? */
  readonly isFileStorage: boolean;
  /** Is the volume made as soon as it is claimed, before any pod has a zone? */
  readonly bindsBeforePlacement: boolean;
  /** The zones it is limited to; `null` when to none. */
  readonly allowedZones: readonly string[] | null;
  /** The cloud that brings it; `null` for a class of the set. */
  readonly cloud: Cloud | null;
  /** The field to look at for when it binds. */
  readonly bindingField: string;
}

/** A StorageClass. */
export class StorageClass extends KubeObject implements VolumeClass {
  readonly cloud = null;

  get provisioner(): string {
    return this.string('provisioner') ?? '';
  }

  get reach(): Reach {
    const reach = reachOf(this.provisioner);
    return reach === 'zone' && this.replication !== null ? 'zones' : reach;
  }

  get isFileStorage(): boolean {
    return isFileStorage(this.provisioner);
  }

  get bindingField(): string {
    return this.has('volumeBindingMode') ? 'volumeBindingMode' : 'provisioner';
  }

  get bindsBeforePlacement(): boolean {
    return this.string('volumeBindingMode') !== 'WaitForFirstConsumer';
  }

  /** The zones `allowedTopologies` names; `null` when it names none. */
  get allowedZones(): readonly string[] | null {
    const zones = this.list('allowedTopologies').flatMap((term) => term.list('matchLabelExpressions')
      .filter((e) => /zone(?:-id)?$/.test(e.string('key') ?? '')).flatMap((e) => e.strings('values')));
    return zones.length === 0 ? null : [...new Set(zones)];
  }

  /** The replication that makes a disk reach more than one zone: Azure `…_ZRS`, Google `regional-pd` and its like. */
  get replication(): 'zrs' | 'regional' | null {
    const sku = this.parameter('skuName') ?? this.parameter('storageAccountType') ?? '';
    if (/_zrs$/i.test(sku)) return 'zrs';
    const regional = this.parameter('replication-type') === 'regional-pd' || this.parameter('type') === 'hyperdisk-balanced-high-availability';
    return regional ? 'regional' : null;
  }

  get isDefault(): boolean {
    const key = 'storageclass.kubernetes.io/is-default-class';
    return (this.annotation(key) ?? this.annotation(key.replace('storageclass.', 'storageclass.beta.'))) === 'true';
  }

  /** A parameter of the driver; the EBS and Azure drivers read its name in any case. */
  private parameter(name: string): string | undefined {
    const parameters = this.in('parameters');
    const key = parameters.keys().find((k) => k.toLowerCase() === name.toLowerCase());
    return key === undefined ? undefined : parameters.string(key);
  }
}
