import type { Chart } from 'cdk8s';
import type { Platform } from '../../constructs';
import { apiObjectsIn, loadConstructs } from '../../src/gates/construct-resources';
import { checkSchema } from '../../src/graph/schema/check';
import { check } from '../../src/judge/check';
import type { Verdict } from '../../src/judge/verdict';
import { manifestsOf } from './manifests';

/** Kinds of which a chart of these tests holds every object it names. */
const CLOSED = ['ServiceAccount', 'Deployment', 'StatefulSet', 'Service', 'Namespace', 'PodDisruptionBudget', 'NetworkPolicy', 'Role', 'RoleBinding', 'ConfigMap'];

/** Every law that is asked of a platform team, to the letter. */
export function strictly(chart: Chart, platform: Platform, changes: object = {}): Verdict {
  return check(loadConstructs(apiObjectsIn(chart)), {
    config: { preset: 'strict', role: 'platform', kubeVersion: platform.kubeVersion, cloud: platform.cloud, zones: platform.zones, closedWorld: CLOSED, ...changes },
  });
}

/** Which pods and addresses a front door has no manifest of the app can tell; whether the policy lets them in is then undecided. */
export function besidesFrontDoors(faults: readonly string[]): readonly string[] {
  return faults.filter((fault) => !fault.startsWith('undecided network/policy-allows-front-door '));
}

/** What the laws find in a chart, one line each, and what stays undecided. */
export function faultsOf(chart: Chart, platform: Platform, changes: object = {}): readonly string[] {
  const { findings, undecided, waived, accounting } = strictly(chart, platform, changes);
  return [
    ...findings.map((f) => `${f.law} ${f.messageId} ${f.resource.kind}/${f.resource.name}`),
    ...undecided.map((u) => `undecided ${u.law} ${u.resource.kind}/${u.resource.name}: ${u.because}`),
    ...waived.map((w) => `waived ${w.law}`),
    ...accounting.errors.map((e) => e.message),
    ...manifestsOf(chart).flatMap((m) => checkSchema(m, m.apiVersion, m.kind, platform.kubeVersion).map((f) => `schema ${m.kind}/${m.metadata.name}: ${JSON.stringify(f)}`)),
  ];
}
