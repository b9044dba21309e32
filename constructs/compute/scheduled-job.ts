import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { run, type JobProps } from './workload/job';
import { Workload } from './workload/workload';

/** What work that is done again and again must tell. */
export type ScheduledJobProps = JobProps & {
  /** Five fields of cron: `30 3 * * *`, or `@weekly` and the like. */
  readonly schedule: string;
  /** Whose clock it is, as the time zone database names it. Default `Etc/UTC`. */
  readonly timeZone?: string;
  /** What happens when the next run is due and the last one is not over: it is left out, or it takes its place. Default `Forbid`. Serves compute/job-bounded. */
  readonly overlap?: 'Forbid' | 'Replace';
  /** Seconds a run may start late; what is later is left out. Default 600, at least 60. Serves compute/job-bounded. */
  readonly startingDeadlineSeconds?: number;
};

/** Five fields of cron, or one of its names. */
export const SCHEDULE = /^(?:@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)|[\d*,/-]+ [\d*,/-]+ [\d*,/?-]+ [\da-z*,/-]+ [\da-z*,/?-]+)$/i;

/**
 * Work that is done by the clock: CronJob, NetworkPolicy. Runs never overlap, end, and are cleared away. Keeps the laws its props name, and
 * compute/job-bounded, workload-pattern, network/policy-coverage, observability/log-context.
 */
export class ScheduledJob extends Workload {
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id, 'job', checked(SHAPES, 'ScheduledJobProps', [scope, id], props));
    const { path } = this.node;
    const { schedule, timeZone = 'Etc/UTC', overlap = 'Forbid', startingDeadlineSeconds = 600 } = props;
    demand(SCHEDULE.test(schedule), path, 'compute/job-bounded', () => ({
      found: `schedule "${schedule}"`, expected: 'five fields of cron, or @daily and the like; the time zone goes into timeZone', remedy: 'write e.g. "30 3 * * *"',
    }));
    demand(isTimeZone(timeZone), path, 'compute/job-bounded', () => ({
      found: `timeZone "${timeZone}"`, expected: 'a name of the time zone database; the API server refuses others', remedy: 'write e.g. "Europe/Berlin"',
    }));
    // Below 10 seconds the controller, which looks that often, may never start a run.
    demand(Number.isInteger(startingDeadlineSeconds) && startingDeadlineSeconds >= 60, path, 'compute/job-bounded', () => ({
      found: `startingDeadlineSeconds ${startingDeadlineSeconds}`, expected: 'whole seconds, 60 or more', remedy: 'leave the default of 600',
    }));
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: this.metadata,
      spec: {
        schedule,
        timeZone,
        concurrencyPolicy: overlap,
        startingDeadlineSeconds,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 3,
        jobTemplate: { metadata: { labels: { ...this.labels } }, spec: run(this, props) },
      },
    });
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '' && name !== 'Local';
  } catch {
    return false;
  }
}
