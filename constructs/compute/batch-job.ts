import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { run, type JobProps } from './workload/job';
import { Workload } from './workload/workload';

/** What work that is done once must tell. */
export type BatchJobProps = JobProps & {
  /** Seconds a finished Job stays, for its logs and its status. Default one day. Serves compute/job-bounded. */
  readonly keepSeconds?: number;
};

/**
 * Work that is done once, such as a migration: Job, NetworkPolicy. A Job cannot be changed; another run needs another name, e.g. with the
 * release in it. Keeps the laws its props name, and compute/job-bounded, network/policy-coverage, observability/log-context.
 */
export class BatchJob extends Workload {
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: BatchJobProps) {
    super(scope, id, 'job', checked(SHAPES, 'BatchJobProps', [scope, id], props));
    const { keepSeconds = 86_400 } = props;
    demand(Number.isInteger(keepSeconds) && keepSeconds >= 0, this.node.path, 'compute/job-bounded', () => ({
      found: `keepSeconds ${keepSeconds}`, expected: 'whole seconds', remedy: 'leave the default, one day',
    }));
    const spec = run(this, props);
    this.resource = new ApiObject(this, 'Resource', { apiVersion: 'batch/v1', kind: 'Job', metadata: this.metadata, spec: { ttlSecondsAfterFinished: keepSeconds, ...spec } });
  }
}
