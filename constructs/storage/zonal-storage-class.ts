import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterObject } from '../cluster-object';
import { checkName } from '../name';
import type { Labels } from '../labels';
import type { Cloud, Platform } from '../platform';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { Refusal } from '../refusal';
import { scopeOf } from '../scope';
import { DRIVERS, type Disks } from './disk';

/** Which disks a class makes. */
export interface ZonalStorageClassProps<C extends Cloud> {
  /** The cluster whose disks these are. */
  readonly platform: Platform<C>;
  /** Name of the class. All but its expansion is immutable: another disk needs another name. */
  readonly name: string;
  /** Default: gp3, Premium_LRS, pd-ssd. A disk of another cloud does not compile. Serves storage/volume-parameters-valid, performance-class. */
  readonly disk?: Disks[C];
  /** Key of one's own: ARN of a KMS key on AWS, id of a DiskEncryptionSet on Azure, name of a Cloud KMS key on GCP. Default: that of the cloud. */
  readonly encryptionKey?: string;
  /** File system. Default: that of the driver, `ext4`. */
  readonly fsType?: 'ext4' | 'xfs';
  /** Tags of the disks, by which AWS Backup selects them. Default none. Serves storage/backup-declared. */
  readonly tags?: C extends 'aws' ? Labels : never;
}

/**
 * A class of disks that wait for the scheduler: the pod gets its zone first, the disk follows, stays when the claim goes, and can grow.
 * Keeps storage/deferred-binding, reclaim-retain, allow-expansion, csi-provisioner, volume-parameters-valid, performance-class.
 * Retain leaves the disk of a deleted claim behind; somebody must delete it.
 */
export class ZonalStorageClass<C extends Cloud = Cloud> extends Construct {
  readonly name: string;
  /** Only nodes of its zone reach a disk. */
  readonly reach = 'zone';
  /** Of the disks. */
  readonly tags: Labels;
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ZonalStorageClassProps<C>) {
    super(scopeOf(scope, id), id);
    const { platform, name, disk, encryptionKey, fsType, tags = {} as never } = checked(SHAPES, 'ZonalStorageClassProps', this.node.path, props);
    checkName(this.node.path, name);
    const driver = DRIVERS[platform.cloud];
    const chosen = disk ?? driver.standard;
    const flaw = driver.flaw(chosen);
    if (flaw !== null) throw new Refusal(this.node.path, 'storage/volume-parameters-valid', flaw);

    this.name = name;
    this.tags = tags;
    this.resource = clusterObject(this, 'Resource', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name },
      provisioner: driver.provisioner(platform),
      parameters: {
        ...driver.parameters(chosen),
        ...(encryptionKey !== undefined && { [driver.encryptionKey]: encryptionKey }),
        ...(fsType !== undefined && { 'csi.storage.k8s.io/fstype': fsType }),
        ...Object.fromEntries(Object.entries(this.tags).map(([key, value], i) => [`tagSpecification_${i + 1}`, `${key}=${value}`])),
      },
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Retain',
      allowVolumeExpansion: true,
    });
  }
}
