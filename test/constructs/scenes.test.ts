import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as exported from '../../constructs';
import { KINDS, build, cases, scales, telemetry } from './arbitraries';
import { brokenIn } from './judged';
import { CLOUDS, platforms } from './manifests';
import { SCENES, type Scene } from './scenes';
import { besidesFrontDoors } from './strict';

/** What no manifest of an app can tell: who else scrapes, and alerts on what is not scraped here. */
const isOfApp = (fault: string): boolean => !/^undecided observability\/(?:use-signals|signature-alerts) /.test(fault);

function played(scene: Scene, platform: exported.Platform): App {
  const app = new App();
  scene(new Chart(app, 'test'), platform);
  return app;
}

const settings = fc.record({ cloud: fc.constantFrom(...CLOUDS), version: fc.constantFrom(...exported.KUBE_VERSIONS) });

describe.each(Object.entries(SCENES))('%s', (_, scenes) => {
  test.each(CLOUDS)('keeps every law in strict on %s, from the oldest version to the newest', (cloud) => {
    const [scene] = fc.sample(scenes(cloud), { numRuns: 1, seed: 7 });
    const wrong = exported.KUBE_VERSIONS.flatMap((version) => {
      const platform = platforms(version, { telemetry })[cloud];
      return besidesFrontDoors(brokenIn(played(scene!, platform), platform)).filter(isOfApp).map((fault) => `${version} ${fault}`);
    });
    expect(wrong).toEqual([]);
  });

  test('keeps every law in strict, whatever is said to it', () => {
    fc.assert(fc.property(settings.chain(({ cloud, version }) => scenes(cloud).map((scene) => ({ scene, platform: platforms(version, { telemetry })[cloud] }))), ({ scene, platform }) => {
      expect(besidesFrontDoors(brokenIn(played(scene, platform), platform)).filter(isOfApp)).toEqual([]);
    }), { numRuns: Number(process.env['RUNS'] ?? 40), seed: 7 });
  });
});

describe('what is exported', () => {
  const classes = Object.entries(exported).filter(([, value]) => typeof value === 'function' && value.toString().startsWith('class'))
    .map(([name, value]) => ({ name, made: value as unknown as abstract new () => object }));

  test('is a construct, or plain data', () => {
    expect(classes.filter(({ made }) => !(made.prototype instanceof Construct)).map(({ name }) => name).sort()).toEqual([
      'CloudIdentity', 'EksPodIdentity', 'Federation', 'Irsa', 'KubeadmConfiguration', 'MtuPlan', 'Platform', 'Refusal',
    ]);
  });

  test('is built by a property, each construct on each cloud', () => {
    for (const cloud of CLOUDS) {
      const platform = platforms('1.34', { telemetry })[cloud];
      const all = cases.filter((c) => c.cloud === cloud).map((c) => ({ ...c, rights: [{ verbs: ['get'], resources: ['pods'] }] as const, tenancy: {} }));
      const apps = [
        ...Object.values(SCENES).flatMap((scenes) => fc.sample(scenes(cloud), { numRuns: 4, seed: 7 }).map((scene) => played(scene, platform))),
        ...KINDS.flatMap((kind) => fc.sample(fc.tuple(all, scales(cloud, 2)), { numRuns: 8, seed: 7 }).map(([c, scale]) => played((chart) => build(chart, kind, c, scale), platform))),
      ];
      const nodes = apps.flatMap((app) => app.node.findAll());
      const missing = classes.filter(({ made }) => made.prototype instanceof Construct && !nodes.some((node) => node instanceof made));
      expect(missing.map(({ name }) => name)).toEqual([]);
    }
  });
});
