import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cloud, Platform } from '../platform';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { awsBackup, type AwsBackup } from './snapshot/aws-backup';
import { veleroSchedule, type Velero } from './snapshot/velero';
import { volumeSnapshots, type VolumeSnapshots } from './snapshot/volume-snapshots';
import { BACKUP, type StatefulStore } from './stateful-store';

/** Whose disks are copied, how often, and who does it. */
export interface SnapshotsProps<C extends Cloud> {
  /** The cluster; AWS Backup is there on AWS only. */
  readonly platform: Platform<C>;
  /** The store whose claims are copied. */
  readonly store: StatefulStore;
  /** The mechanism, by name: nobody is backed up by a default. Serves storage/backup-declared. */
  readonly by: VolumeSnapshots | Velero | (C extends 'aws' ? AwsBackup : never);
}

/**
 * Copies of the disks of a store, by a mechanism somebody chose. A disk is copied as it is in that moment, as after a power cut: a database
 * that must not lose the last seconds ships its log besides. Keeps storage/backup-declared. Nothing proves that a copy can be restored but
 * restoring it.
 */
export class Snapshots<C extends Cloud = Cloud> extends Construct {
  /** What was made for it, by its mechanism: CronJob and VolumeSnapshotClass, or Schedule; nothing for AWS Backup, whose plan is elsewhere. */
  readonly resources: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: SnapshotsProps<C>) {
    super(scopeOf(scope, id), id);
    const { platform, store, by } = checked(SHAPES, 'SnapshotsProps', this.node.path, props);
    demand(store.platform.cloud === platform.cloud, this.node.path, 'platform', () => ({
      found: `a store on ${store.platform.cloud}`, expected: `one on ${platform.cloud}`, remedy: 'pass the platform of the namespace of the store',
    }));
    const mechanism: VolumeSnapshots | Velero | AwsBackup = by;
    const { resources, said } = make(this, store, mechanism);
    this.resources = resources;
    store.resource.metadata.addAnnotation(BACKUP, said);
  }
}

/** What a mechanism made, and what it says of itself. */
export interface Made {
  readonly resources: readonly ApiObject[];
  readonly said: string;
}

function make(scope: Construct, store: StatefulStore, by: VolumeSnapshots | Velero | AwsBackup): Made {
  switch (by.mechanism) {
    case 'volume-snapshot': return volumeSnapshots(scope, store, by);
    case 'velero': return veleroSchedule(scope, store, by);
    case 'aws-backup': return awsBackup(scope, by);
  }
}
