import type { App, Chart } from 'cdk8s';
import type { Platform } from '../../constructs';
import { apiObjectsIn, loadConstructs } from '../../src/gates/construct-resources';
import { checkSchema } from '../../src/graph/schema/check';
import { check } from '../../src/judge/check';
import { manifestsOf } from './manifests';

/** Kinds of which the scaffold holds every object it names. */
const CLOSED = ['ServiceAccount', 'StorageClass', 'PriorityClass', 'Deployment', 'StatefulSet', 'DaemonSet', 'Service', 'Namespace', 'PodDisruptionBudget', 'NetworkPolicy', 'Role', 'ClusterRole'];

/** What an app breaks of the laws, in strict, as a platform team; and what it says that the cluster does not know. Nothing is what constructs promise. */
export function brokenIn(app: App, platform: Platform): readonly string[] {
  const manifests = app.charts.flatMap((chart: Chart) => manifestsOf(chart));
  const faults = manifests.flatMap((m) => checkSchema(m, m.apiVersion, m.kind, platform.kubeVersion).map((fault) => `${m.kind}: ${JSON.stringify(fault)}`));
  const { findings, waived, undecided, accounting } = check(loadConstructs(apiObjectsIn(app)), {
    config: { preset: 'strict', role: 'platform', kubeVersion: platform.kubeVersion, cloud: platform.cloud, zones: platform.zones, closedWorld: CLOSED, platformProvides: ['keda'] },
  });
  return [
    ...faults,
    ...findings.map((f) => `${f.law} ${f.messageId} ${f.resource.kind}/${f.resource.name} ${JSON.stringify(f.args)}`),
    ...[...waived, ...accounting.errors].map((odd) => JSON.stringify(odd)),
    ...undecided.filter(({ because }) => because !== 'the platform provides keda').map(({ law, because }) => `${law} undecided: ${because}`),
  ];
}
