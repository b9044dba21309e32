import { Construct } from 'constructs';
import { positive, type ByteQuantity } from '../compute/resources/budget';
import type { ScheduledJob } from '../compute/scheduled-job';
import { parseQuantity } from '../../src/graph/reading/quantity';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { etcdJob, type EtcdJobProps } from './etcd/job';
import { openWay, told, type EtcdAccess } from './etcd/members';
import { DEFRAG } from './etcd/scripts';

/** Which etcd gives space back, and when. Default schedule `0 3 * * *`, name `etcd-defrag`, one hour for all members. */
export type EtcdDefragProps = EtcdJobProps & EtcdAccess & {
  /** A member that has less to give back is left alone: it answers nobody while it works. Default `64Mi`. */
  readonly least?: ByteQuantity;
  /** Seconds one member may take; etcd needs about ten for each GiB. Default 300. */
  readonly memberSeconds?: number;
};

/**
 * Gives back the space etcd has compacted: a CronJob that defragments one member after another, the one that leads last, and touches none
 * unless all of them are well. A run that stops fails, and so does its Job. Keeps control-plane/etcd-defrag.
 */
export class EtcdDefrag extends Construct {
  readonly job: ScheduledJob;

  constructor(scope: Construct, id: string, props: EtcdDefragProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'EtcdDefragProps', this.node.path, props);
    const { name = 'etcd-defrag', schedule = '0 3 * * *', deadlineSeconds = 3600, least = '64Mi', memberSeconds = 300 } = props;
    const { path } = this.node;
    positive(path, 'least', least);
    demand(Number.isInteger(memberSeconds) && memberSeconds >= 10 && memberSeconds < deadlineSeconds, path, 'compute/job-bounded', () => ({
      found: `${memberSeconds} seconds for a member of ${deadlineSeconds} for all`, expected: 'whole seconds from 10, fewer than deadlineSeconds', remedy: 'leave the default of 300, or raise deadlineSeconds',
    }));
    const { env, files } = told(path, props);
    this.job = etcdJob(this, props, {
      name, schedule, deadlineSeconds, files,
      env: { ...env, LEAST: String(parseQuantity(least)?.value() ?? 0), WAIT: String(memberSeconds) },
      script: DEFRAG,
    });
    openWay(this.job, props);
  }
}
