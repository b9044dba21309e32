import { demand } from '../refusal';
import { type Budget, type ContainerResources } from './budget';
import { stop, type Shutdown } from './graceful-termination';
import { podResources } from './pod-resources';
import { podTemplate } from './pod-template';
import { peakOf } from './quota-ledger';
import type { Workload, WorkloadProps } from './workload';

/** What work that ends must tell, besides what every workload does. */
export type JobProps = WorkloadProps & Shutdown & {
  /** What each pod is promised and can never exceed. Serves compute/budgeted-pod, memory-limited, cpu-limited, request-limit-ratio. */
  readonly budget: Budget;
  /** Seconds after which a run that hangs is ended, tries included. Serves compute/job-bounded. */
  readonly deadlineSeconds: number;
  /** How often a run is tried; what a drain interrupts does not count. Default 4. */
  readonly attempts?: number;
  /** Pods side by side. Default 1. */
  readonly parallelism?: number;
  /** Pods that have to succeed, each told its number by `JOB_COMPLETION_INDEX`. Default: as many as run side by side. */
  readonly completions?: number;
};

/** A Job, and what it needs at most. */
export interface Run {
  readonly spec: object;
  readonly resources: ContainerResources;
  readonly pods: number;
}

/** The `spec` of a Job: bounded in time and tries, and not failed by a drain. Books what it needs. Serves compute/job-bounded. */
export function run(workload: Workload, props: JobProps): Run {
  const { path } = workload.node;
  const { deadlineSeconds, attempts = 4, parallelism: pods = 1, completions = pods } = props;
  for (const [what, value, least] of [['deadlineSeconds', deadlineSeconds, 1], ['attempts', attempts, 1], ['parallelism', pods, 1], ['completions', completions, pods]] as const) {
    demand(Number.isInteger(value) && value >= least, path, 'compute/job-bounded', () => ({
      found: `${what} ${value}`, expected: `a whole number from ${least}`, remedy: what === 'completions' ? 'complete at least what runs side by side' : 'name the slowest run you have seen, doubled',
    }));
  }
  const { own: resources, pod } = podResources(path, props);
  const template = podTemplate(workload, props, { resources, process: stop(workload, props, props.placement?.spot ?? false), restartPolicy: 'Never' });
  workload.namespace.book?.(workload, peakOf(pods, pod));
  const spec = {
    activeDeadlineSeconds: deadlineSeconds,
    backoffLimit: attempts - 1,
    parallelism: pods,
    completions,
    ...(completions > 1 && { completionMode: 'Indexed' }),
    podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] },
    template,
  };
  return { spec, resources, pods };
}
