import type { App, Chart } from 'cdk8s';
import type { Platform } from '../../constructs';
import { faultsOf } from './strict';

/** Kinds of which the scaffold holds every object it names. */
const CLOSED = [
  'ServiceAccount', 'StorageClass', 'PriorityClass', 'Deployment', 'StatefulSet', 'DaemonSet', 'Service', 'Namespace', 'PodDisruptionBudget', 'NetworkPolicy', 'Role', 'ClusterRole',
];

/** What an app breaks of the laws, in strict, as a platform team that runs KEDA. Nothing is what constructs promise. */
export function brokenIn(app: App, platform: Platform): readonly string[] {
  return app.charts.flatMap((chart: Chart) => faultsOf(chart, platform, { closedWorld: CLOSED, platformProvides: ['keda'] }))
    .filter((fault) => !fault.endsWith('the platform provides keda'));
}
