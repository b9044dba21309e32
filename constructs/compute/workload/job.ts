import { demand } from '../../refusal';
import type { Data } from '../../storage/stateful-store';
import type { Budget } from '../resources/budget';
import { stop, type Shutdown } from './graceful-termination';
import { jobDisk } from './job-disk';
import { podResources } from '../resources/pod-resources';
import { podTemplate } from '../pod/pod-template';
import { peakOf } from '../resources/quota-ledger';
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
  /** A disk of its own that stays from run to run; then one pod at a time. Default none. Serves storage/explicit-storage-class, no-shared-rwo. */
  readonly disk?: Data;
};

/** A pod that a drain takes has not failed. It needs `restartPolicy: Never`. @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy */
export const DRAINS_DO_NOT_COUNT = { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }] } as const;

/** The `spec` of a Job: bounded in time and tries, and not failed by a drain. Books what it needs. Serves compute/job-bounded. */
export function run(workload: Workload, props: JobProps): object {
  const { path } = workload.node;
  const { deadlineSeconds, attempts = 4, parallelism: pods = 1, completions = pods, disk } = props;
  for (const [what, value, least] of [['deadlineSeconds', deadlineSeconds, 1], ['attempts', attempts, 1], ['parallelism', pods, 1], ['completions', completions, pods]] as const) {
    demand(Number.isInteger(value) && value >= least, path, 'compute/job-bounded', () => ({
      found: `${what} ${value}`, expected: `a whole number from ${least}`, remedy: what === 'completions' ? 'complete at least what runs side by side' : 'name the slowest run you have seen, doubled',
    }));
  }
  demand(disk === undefined || pods === 1, path, 'storage/no-shared-rwo', () => ({
    found: `one disk for ${pods} pods side by side`, expected: 'one pod at a time: a disk has one writer', remedy: 'leave parallelism at 1, or keep the data in a store',
  }));
  demand((props.sidecars ?? []).length === 0 || workload.platform.isAtLeast('1.29'), path, 'compute/job-bounded', () => ({
    found: `a sidecar in a job on ${workload.platform.kubeVersion}`, expected: '1.29 or later: before, a sidecar never ends, and neither does the job', remedy: 'leave the sidecar out',
  }));
  const { own: resources, pod } = podResources(path, props);
  workload.namespace.book?.(workload, { ...peakOf(pods, pod), ...(disk && { persistentvolumeclaims: '1', 'requests.storage': disk.size }) });
  const claimed = disk && jobDisk(workload, disk);
  const template = podTemplate(workload, props, {
    resources, process: stop(workload, props, props.placement?.spot ?? false), restartPolicy: 'Never', most: pods, ...(claimed && { mounts: [claimed.mount], volumes: [claimed.volume] }),
  });
  return {
    activeDeadlineSeconds: deadlineSeconds,
    backoffLimit: attempts - 1,
    parallelism: pods,
    completions,
    ...(completions > 1 && { completionMode: 'Indexed' }),
    podFailurePolicy: DRAINS_DO_NOT_COUNT,
    template,
  };
}
