import type { Construct } from 'constructs';
import type { Budget } from '../../compute/resources/budget';
import type { Companion } from '../../compute/pod/companion';
import type { ImageReference } from '../../compute/pod/image';
import type { Namespace } from '../../compute/namespace/namespace';
import type { Placement } from '../../compute/placement/placement';
import { ScheduledJob, type ScheduledJobProps } from '../../compute/scheduled-job';

/** What every job that looks after etcd must or may tell. */
export interface EtcdJobProps {
  /** Best one of its own: who may start pods there holds the key to etcd. */
  readonly namespace: Namespace;
  /** Name of all its objects. */
  readonly name?: string;
  /** An image with `sh`, `sed`, `sha256sum` and the programs of etcd, of the version the members run, and a user that is not root. */
  readonly image: ImageReference;
  /** PriorityClass of its pods, e.g. the batch rung of a PriorityLadder. */
  readonly priorityClassName: string;
  /** Five fields of cron. */
  readonly schedule?: string;
  /** Whose clock it is. Default `Etc/UTC`. */
  readonly timeZone?: string;
  /** Numeric user of the image. Default 1000. */
  readonly user?: number;
  /** Default 100m to 400m cpu, 256Mi to 512Mi memory. */
  readonly budget?: Budget;
  /** Which nodes. Default: any. */
  readonly placement?: Placement;
  /** Seconds after which a run that hangs is ended. */
  readonly deadlineSeconds?: number;
}

/** What differs between them. */
type Parts = Pick<ScheduledJobProps, 'env' | 'files' | 'volumes' | 'disk' | 'identity'> & {
  readonly name: string;
  readonly schedule: string;
  readonly deadlineSeconds: number;
  readonly script: string;
  readonly init?: readonly Companion[];
};

const JOB_BUDGET: Budget = { cpu: { request: '100m', limit: '400m' }, memory: { request: '256Mi', limit: '512Mi' } };

/** A job that runs a script once, and does not try again: what failed wants to be looked at. */
export function etcdJob(scope: Construct, props: EtcdJobProps, { script, identity, ...parts }: Parts): ScheduledJob {
  const { namespace, image, priorityClassName, timeZone, placement, user = 1000, budget = JOB_BUDGET } = props;
  return new ScheduledJob(scope, 'Job', {
    ...parts,
    ...(identity && { identity }),
    namespace, image, priorityClassName, user, budget,
    ...(timeZone !== undefined && { timeZone }),
    ...(placement && { placement }),
    command: ['sh', '-c', script],
    attempts: 1,
  });
}
