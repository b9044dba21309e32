import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS, type Scale } from '../../constructs';
import { KINDS, build, cases, scales, telemetry, type Case, type Kind } from './arbitraries';
import { brokenIn } from './judged';
import { CLOUDS, platforms } from './manifests';

/** What one workload in the scaffold breaks. */
function broken(kind: Kind, c: Case, scale: Scale): readonly string[] {
  const app = new App();
  build(new Chart(app, 'test'), kind, c, scale);
  return brokenIn(app, c.platform);
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
