import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS } from '../../constructs';
import { STEPS, ShopChart, type Step } from '../../examples/adopt/shop';
import { brokenIn } from '../constructs/judged';
import { CLOUDS, platforms } from '../constructs/manifests';

const telemetry = { namespace: 'observability', service: 'otel-collector' };

function brokenAt(step: Step, cloud: (typeof CLOUDS)[number] = 'aws', version: (typeof KUBE_VERSIONS)[number] = '1.34'): readonly string[] {
  const app = new App();
  const platform = platforms(version, { telemetry })[cloud];
  new ShopChart(app, 'shop', { platform, step });
  return brokenIn(app, platform);
}

describe('an app that is brought under the laws', () => {
  test('breaks less at every step', () => {
    const counts = STEPS.map((step) => brokenAt(step).length);
    expect(counts[0]).toBeGreaterThan(20);
    expect(counts.slice(2)).toEqual([0, 0]);
  });

  test.each(CLOUDS)('keeps every law in strict on %s once it is kept, from the oldest version to the newest', (cloud) => {
    expect(KUBE_VERSIONS.flatMap((version) => [...brokenAt('kept', cloud, version), ...brokenAt('rebuilt', cloud, version)].map((what) => `${version} ${what}`))).toEqual([]);
  });
});
