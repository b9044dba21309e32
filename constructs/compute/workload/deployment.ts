import { ApiObject } from 'cdk8s';
import type { Scale } from '../scaling/scale';
import type { Workload } from './workload';

/** Share of the pods a rollout adds on top. */
const SURGE = 0.25;

/** The most pods there are: the largest scale and a rollout on top of it. */
export function peakPods(max: number): number {
  return max + Math.ceil(max * SURGE);
}

/** The Deployment of a workload. It rolls forward on a full cluster too, and leaves its size to the autoscaler. Serves compute/rollout-no-deadlock. */
export function deployment(workload: Workload, scale: Scale, template: object): ApiObject {
  return new ApiObject(workload, 'Resource', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: workload.metadata,
    spec: {
      ...(scale.replicas !== undefined && { replicas: scale.replicas }),
      revisionHistoryLimit: 3,
      selector: { matchLabels: workload.selector },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: `${SURGE * 100}%`, maxUnavailable: 1 } },
      template,
    },
  });
}
