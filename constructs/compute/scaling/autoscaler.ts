import { ApiObject } from 'cdk8s';
import { demand } from '../../refusal';
import type { EventScale, LoadScale, Scale } from './scale';
import { podIdentityOf, triggerOf } from './trigger';
import type { Workload } from '../workload/workload';

/** What scales the Deployment of a workload; it owns `spec.replicas`. `null` for a fixed scale. Serves compute/hpa-owns-replicas, hpa-needs-requests, single-autoscaler. */
export function autoscaler(workload: Workload, scale: Scale): ApiObject | null {
  if (scale.replicas !== undefined) return null;
  return scale.triggers === undefined ? byLoad(workload, scale) : byEvents(workload, scale);
}

/** Watches what pods use and proposes requests, which nobody sets by itself. Needs the VerticalPodAutoscaler; read `status.recommendation`. */
export function recommender(workload: Workload, kind: 'DaemonSet' | 'Deployment' | 'StatefulSet'): ApiObject {
  return new ApiObject(workload, 'Recommender', {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: workload.metadata,
    spec: { targetRef: { apiVersion: 'apps/v1', kind, name: workload.name }, updatePolicy: { updateMode: 'Off' } },
  });
}

function byLoad(workload: Workload, { min, max, cpuUtilization = 70, memoryUtilization }: LoadScale): ApiObject {
  const metrics = Object.entries({ cpu: cpuUtilization, memory: memoryUtilization }).flatMap(([name, averageUtilization]) => {
    if (averageUtilization === undefined) return [];
    demand(Number.isInteger(averageUtilization) && averageUtilization >= 1 && averageUtilization <= 100, workload.node.path, 'compute/hpa-bounds', () => ({
      found: `${name}Utilization ${averageUtilization}`, expected: `a whole percentage of the ${name} request, 1 to 100`, remedy: 'leave the default: 70 of the CPU',
    }));
    return [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }];
  });
  return new ApiObject(workload, 'Autoscaler', {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: workload.metadata,
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: workload.name }, minReplicas: min, maxReplicas: max, metrics },
  });
}

function byEvents(workload: Workload, { min, max, triggers, pollingSeconds = 30, cooldownSeconds = 300 }: EventScale): ApiObject {
  const { name, node: { path }, metadata, platform } = workload;
  demand(Number.isInteger(pollingSeconds) && pollingSeconds >= 10 && Number.isInteger(cooldownSeconds) && cooldownSeconds >= 0, path, 'compute/keda-valid', () => ({
    found: `pollingSeconds ${pollingSeconds}, cooldownSeconds ${cooldownSeconds}`, expected: 'whole seconds, 10 or more between two looks', remedy: 'leave the defaults (30 and 300)',
  }));
  const podIdentity = podIdentityOf(triggers);
  if (podIdentity !== null) new ApiObject(workload, 'TriggerAuthentication', { apiVersion: 'keda.sh/v1alpha1', kind: 'TriggerAuthentication', metadata, spec: { podIdentity } });
  return new ApiObject(workload, 'Autoscaler', {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata,
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicaCount: min,
      maxReplicaCount: max,
      pollingInterval: pollingSeconds,
      cooldownPeriod: cooldownSeconds,
      triggers: triggers.map((trigger) => triggerOf(path, platform, trigger, name)),
    },
  });
}
