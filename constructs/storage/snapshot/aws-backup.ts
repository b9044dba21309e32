import type { Construct } from 'constructs';
import { demand } from '../../refusal';
import type { Made } from '../snapshots';
import type { ZonalStorageClass } from '../zonal-storage-class';

/** AWS Backup. Its plan selects disks by a tag, which the class gives each of them; plan and vault are made where the account is. */
export interface AwsBackup {
  readonly mechanism: 'aws-backup';
  /** The class of the store's disks. */
  readonly storageClass: ZonalStorageClass<'aws'>;
  /** Key of the tag the plan selects by; the class must set it. */
  readonly tag: string;
}

/** Nothing is made in the cluster: the tag is on the disks. */
export function awsBackup({ node: { path } }: Construct, { storageClass, tag }: AwsBackup): Made {
  const value = storageClass.tags[tag];
  demand(value !== undefined, path, 'storage/backup-declared', () => ({
    found: `class "${storageClass.name}", whose disks have no tag "${tag}"`, expected: 'a class that sets the tag the plan selects by',
    remedy: `make a ZonalStorageClass with tags: { '${tag}': '…' }; parameters of an existing class cannot be changed`,
  }));
  return { resources: [], said: `AWS Backup, by the tag ${tag}=${value} of its disks` };
}
