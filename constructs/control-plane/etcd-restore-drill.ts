import { Construct } from 'constructs';
import type { ByteQuantity } from '../compute/resources/budget';
import type { ScheduledJob } from '../compute/scheduled-job';
import type { WorkloadIdentity } from '../identity/workload-identity';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { oneWriter } from '../storage/one-writer';
import { etcdJob, type EtcdJobProps } from './etcd/job';
import { drill } from './etcd/scripts';
import { FOLDER, atPlace, openPlace } from './etcd/snapshot-place';
import type { EtcdSnapshots } from './etcd-snapshots';

/** Which snapshots are tried, and when. Default schedule `0 5 * * 0`, Sundays at five, name `etcd-restore-drill`, one hour. */
export type EtcdRestoreDrillProps = Omit<EtcdJobProps, 'namespace'> & {
  /** Whose newest snapshot is restored; the drill runs beside it. */
  readonly of: EtcdSnapshots;
  /** Who may read the bucket, and nothing else: not the identity that writes. Default: none, for a disk. */
  readonly identity?: WorkloadIdentity;
  /** What some key must begin with, or the copy counts for nothing. Default `/registry/`, as all of Kubernetes does. */
  readonly prefix?: string;
  /** Hours the newest snapshot may be old. Default 24. */
  readonly oldestHours?: number;
  /** Room for the restored database, which is gone after the drill. Default `10Gi`. */
  readonly room?: ByteQuantity;
};

const WORK = '/restore';

/**
 * Proves that snapshots can be restored: a CronJob that takes the newest, restores it into a folder of its own, starts an etcd on it which
 * nobody but the job reaches, and reads it. It never talks to the etcd that was saved. A drill that fails fails its Job. Keeps
 * storage/ephemeral-bounded.
 */
export class EtcdRestoreDrill extends Construct {
  readonly job: ScheduledJob;

  constructor(scope: Construct, id: string, props: EtcdRestoreDrillProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'EtcdRestoreDrillProps', this.node.path, props);
    const { of, identity, name = 'etcd-restore-drill', schedule = '0 5 * * 0', deadlineSeconds = 3600, prefix = '/registry/', oldestHours = 24, room = '10Gi' } = props;
    const { namespace, place } = of;
    const { path } = this.node;
    demand(Number.isInteger(oldestHours) && oldestHours >= 1, path, 'storage/backup-declared', () => ({
      found: `snapshots as old as ${oldestHours} hours`, expected: 'whole hours from 1', remedy: 'leave the default of 24',
    }));
    demand((place.mechanism === 'disk') === (identity === undefined), path, 'identity/dedicated-service-account', () => ({
      found: identity === undefined ? 'no identity that reads the bucket' : 'an identity for a disk, which asks for none', expected: 'an identity of its own for a bucket, none for a disk',
      remedy: identity === undefined ? 'pass a WorkloadIdentity whose role may list and get, and nothing else' : 'leave identity out',
    }));
    const at = atPlace(path, namespace.platform.cloud, place, identity);
    // One disk, two jobs: whoever comes second waits for the first.
    const held = { claim: of.job.name, accessModes: [oneWriter(namespace.platform)], readOnly: true } as const;
    this.job = etcdJob(this, { budget: { cpu: '500m', memory: '1Gi' }, ...props, namespace }, {
      name, schedule, deadlineSeconds,
      ...(at.holds.identity && { identity: at.holds.identity }),
      volumes: { [FOLDER]: place.mechanism === 'disk' ? held : { scratch: place.room ?? '10Gi' }, [WORK]: { scratch: room } },
      env: { ...at.env, NAME: of.name, WORK, BELOW: prefix, OLDEST: String(oldestHours), PORT: '23790' },
      script: drill(at.scripts.fetch),
    });
    openPlace(this.job, place);
  }
}
