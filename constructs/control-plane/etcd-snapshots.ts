import { Construct } from 'constructs';
import type { Namespace } from '../compute/namespace/namespace';
import type { ScheduledJob } from '../compute/scheduled-job';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { etcdJob, type EtcdJobProps } from './etcd/job';
import { openWay, told, type EtcdAccess } from './etcd/members';
import { SNAPSHOT } from './etcd/scripts';
import { atPlace, openPlace, type SnapshotPlace } from './etcd/snapshot-place';

/** Which etcd is saved, when and where to. Default schedule `17 * * * *`, name `etcd-snapshots`, 20 minutes. */
export type EtcdSnapshotsProps = EtcdJobProps & EtcdAccess & {
  /** The place, by name; never a disk of etcd. Serves control-plane/etcd-backup. */
  readonly to: SnapshotPlace;
};

/**
 * Saves what etcd holds outside of it: a CronJob that takes a snapshot of a member that is well, proves by its sum and its revision that it is
 * whole, and only then stores it. A run that has nothing to show fails, and so does its Job. Keeps control-plane/etcd-backup.
 */
export class EtcdSnapshots extends Construct {
  readonly job: ScheduledJob;
  readonly namespace: Namespace;
  /** What names of snapshots begin with. */
  readonly name: string;
  readonly place: SnapshotPlace;

  constructor(scope: Construct, id: string, props: EtcdSnapshotsProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'EtcdSnapshotsProps', this.node.path, props);
    const { namespace, to, name = 'etcd-snapshots', schedule = '17 * * * *', deadlineSeconds = 1200 } = props;
    const { path } = this.node;
    const keep = to.mechanism === 'disk' ? to.keep ?? 14 : 0;
    demand(to.mechanism !== 'disk' || (Number.isInteger(keep) && keep >= 2), path, 'storage/backup-declared', () => ({
      found: `${keep} snapshots are kept`, expected: 'whole ones from 2: the newest may be the one that can not be restored', remedy: 'leave the default of 14',
    }));
    this.name = name;
    this.namespace = namespace;
    this.place = to;
    const { env, files } = told(path, props);
    const at = atPlace(path, namespace.platform.cloud, to);
    this.job = etcdJob(this, props, {
      name, schedule, deadlineSeconds, files, ...at.holds,
      env: { ...env, ...at.env, NAME: name, KEEP: String(keep) },
      script: SNAPSHOT + at.scripts.send,
    });
    openWay(this.job, props);
    openPlace(this.job, to);
  }
}
