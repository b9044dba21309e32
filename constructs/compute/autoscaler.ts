import { ApiObject } from 'cdk8s';
import { demand } from '../refusal';
import type { Workload } from './workload';

/** A range the autoscaler moves in, or a fixed number of pods. */
export type Scale =
  | {
    /** At least 2. Serves compute/replicas-for-availability. */
    readonly min: number;
    readonly max: number;
    /** Use of the CPU request to aim at, in percent. Default 70. */
    readonly cpuUtilization?: number;
    readonly replicas?: never;
  }
  | { readonly replicas: number; readonly min?: never; readonly max?: never; readonly cpuUtilization?: never };

/** The smallest and the largest number of pods a scale stands for. */
export function bounds(where: string, scale: Scale): { readonly min: number; readonly max: number } {
  const { min, max } = scale.replicas === undefined ? scale : { min: scale.replicas, max: scale.replicas };
  demand(Number.isInteger(min) && min >= 2, where, 'compute/replicas-for-availability', () => ({
    found: `${min} pods at least`, expected: '2 or more: with one pod every drain and every rollout is an outage',
    remedy: 'raise the scale, e.g. { min: 2, max: 6 }',
  }));
  demand(scale.replicas !== undefined || (Number.isInteger(max) && max > min), where, 'compute/hpa-bounds', () => ({
    found: `min ${min}, max ${max}`, expected: 'a max above min', remedy: 'raise max, or say { replicas: n } for a fixed scale',
  }));
  return { min, max };
}

/** The autoscaler of a Deployment; it owns `spec.replicas`. Serves compute/hpa-owns-replicas, hpa-needs-requests. */
export function autoscaler(workload: Workload, scale: Extract<Scale, { readonly min: number }>): ApiObject {
  const { min, max, cpuUtilization = 70 } = scale;
  demand(Number.isInteger(cpuUtilization) && cpuUtilization >= 1 && cpuUtilization <= 100, workload.node.path, 'compute/hpa-bounds', () => ({
    found: `cpuUtilization ${cpuUtilization}`, expected: 'a whole percentage of the CPU request, 1 to 100', remedy: 'leave the default of 70',
  }));
  return new ApiObject(workload, 'Autoscaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: workload.metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: workload.name },
      minReplicas: min,
      maxReplicas: max,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: cpuUtilization } } }],
    },
  });
}
