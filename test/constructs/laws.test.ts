import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS, type Scale } from '../../constructs';
import { apiObjectsIn, loadConstructs } from '../../src/gates/construct-resources';
import { checkSchema } from '../../src/graph/schema/check';
import { check } from '../../src/judge/check';
import { KINDS, build, cases, scales, telemetry, type Case, type Kind } from './arbitraries';
import { CLOUDS, manifestsOf, platforms } from './manifests';

/** Kinds of which the scaffold holds every object it names. */
const CLOSED = ['ServiceAccount', 'StorageClass', 'PriorityClass', 'Deployment', 'StatefulSet', 'DaemonSet', 'Service', 'Namespace', 'PodDisruptionBudget', 'NetworkPolicy', 'Role', 'ClusterRole'];

/** What a chart breaks, in words; nothing is what every construct promises. */
function broken(kind: Kind, c: Case, scale: Scale): readonly string[] {
  const app = new App();
  const chart = new Chart(app, 'test');
  build(chart, kind, c, scale);
  const manifests = manifestsOf(chart);
  const faults = manifests.flatMap((m) => checkSchema(m, m.apiVersion, m.kind, c.platform.kubeVersion).map((fault) => `${m.kind}: ${JSON.stringify(fault)}`));
  const { findings, waived, undecided, accounting } = check(loadConstructs(apiObjectsIn(app)), {
    config: {
      preset: 'strict', role: 'platform', kubeVersion: c.platform.kubeVersion, cloud: c.cloud, zones: c.platform.zones, closedWorld: CLOSED,
      platformProvides: ['keda'],
    },
  });
  return [
    ...faults,
    ...findings.map((f) => `${f.law} ${f.messageId} ${f.resource.kind}/${f.resource.name} ${JSON.stringify(f.args)}`),
    ...[...waived, ...accounting.errors].map((odd) => JSON.stringify(odd)),
    ...undecided.filter(({ because }) => because !== 'the platform provides keda').map(({ law, because }) => `${law} undecided: ${because}`),
  ];
}

const PLAIN: Omit<Case, 'cloud' | 'platform'> = {
  tenancy: {}, budget: { cpu: { request: '250m', limit: '1' }, memory: '256Mi' }, placement: {}, identity: true, secrets: 'store', rights: [], recommend: true, user: 1000,
};

describe.each(KINDS)('a %s', (kind) => {
  const least = kind === 'StatelessService' ? 2 : 1;

  test.each(CLOUDS)('keeps every law in strict on %s, from the oldest version to the newest', (cloud) => {
    const wrong = KUBE_VERSIONS.flatMap((version) => broken(kind, { ...PLAIN, cloud, platform: platforms(version, { telemetry })[cloud] }, { min: 2, max: 5 }).map((what) => `${version} ${what}`));
    expect(wrong).toEqual([]);
  });

  test('keeps every law in strict, whatever else is asked of it', () => {
    fc.assert(fc.property(cases.chain((c) => scales(c.cloud, least).map((scale) => ({ c, scale }))), ({ c, scale }) => {
      // One pod on a node that may go is refused, see worker.test.ts.
      fc.pre(kind !== 'Worker' || c.placement.spot !== true || (scale.min ?? scale.replicas) !== 1);
      expect(broken(kind, c, scale)).toEqual([]);
    }), { numRuns: Number(process.env['RUNS'] ?? 60), seed: 7 });
  });
});
