import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, JsonPatch, Lazy, Testing } from 'cdk8s';
import { Cpu, Deployment } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { enforceLoopLaws, type EnforceOptions } from '../../src/gates/cdk8s';
import type { Config } from '../../src/config/config';

const config: Config = { laws: {} };
const newApp = () => new App({ outdir: mkdtempSync(join(tmpdir(), 'looplaw-gate-')) });

function storageClass(chart: Chart, mode?: string): ApiObject {
  return new ApiObject(chart, 'class', {
    apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'ebs.csi.aws.com', reclaimPolicy: 'Retain', allowVolumeExpansion: true,
    ...(mode !== undefined && { volumeBindingMode: mode }),
  });
}

function gated(mode: string | undefined, options: EnforceOptions = {}) {
  const app = newApp();
  const told: string[] = [];
  enforceLoopLaws(app, { config, write: (text) => told.push(text), ...options });
  const chart = new Chart(app, 'platform');
  storageClass(chart, mode);
  return { app, chart, told, written: () => (existsSync(app.outdir) ? readdirSync(app.outdir) : []) };
}

describe('the gate in an app', () => {
  test('lets through what keeps the laws', () => {
    const { app, told, written } = gated('WaitForFirstConsumer');
    app.synth();
    expect(written()).toEqual(['platform.k8s.yaml']);
    expect(told).toEqual([]);
  });

  test('writes nothing when a law is broken, and names construct, law and fix', () => {
    const { app, written } = gated(undefined);
    expect(() => app.synth()).toThrow(/platform\/class[\s\S]*storage\/deferred-binding[\s\S]*WaitForFirstConsumer/);
    expect(written()).toEqual([]);
  });

  test('works in synthYaml and Testing.synth', () => {
    const { app, chart } = gated(undefined);
    expect(() => app.synthYaml()).toThrow(/storage\/deferred-binding/);
    expect(() => { Testing.synth(chart); }).toThrow(/storage\/deferred-binding/);
    const kept = gated('WaitForFirstConsumer');
    expect(kept.app.synthYaml()).toContain('WaitForFirstConsumer');
    expect(Testing.synth(kept.chart)).toHaveLength(1);
  });

  test('in warn mode tells and writes', () => {
    const { app, told, written } = gated(undefined, { mode: 'warn' });
    app.synth();
    expect(written()).toEqual(['platform.k8s.yaml']);
    expect(told.join('')).toMatch(/error: .*storage\/deferred-binding/);
    expect(told).toHaveLength(1);
  });

  test('judges what is written: patches, lazy values and included files', () => {
    const patched = gated('WaitForFirstConsumer');
    ApiObject.of(patched.chart.node.findChild('class')).addJsonPatch(JsonPatch.replace('/volumeBindingMode', 'Immediate'));
    expect(() => patched.app.synth()).toThrow(/storage\/deferred-binding/);

    const lazy = newApp();
    enforceLoopLaws(lazy, { config });
    const mode = Lazy.any({ produce: () => 'Immediate' }) as string;
    storageClass(new Chart(lazy, 'c'), mode);
    expect(() => lazy.synth()).toThrow(/storage\/deferred-binding/);

    const including = newApp();
    enforceLoopLaws(including, { config });
    const file = join(including.outdir, 'class.yaml');
    writeFileSync(file, 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ebs.csi.aws.com\n');
    new Include(new Chart(including, 'c'), 'included', { url: file });
    expect(() => including.synth()).toThrow(/c\/included/);
  });

  test('sees a change made between two syntheses', () => {
    const { app, chart } = gated('WaitForFirstConsumer');
    app.synth();
    ApiObject.of(chart.node.findChild('class')).addJsonPatch(JsonPatch.replace('/volumeBindingMode', 'Immediate'));
    expect(() => app.synth()).toThrow(/storage\/deferred-binding/);
    expect(() => { Testing.synth(chart); }).toThrow(/storage\/deferred-binding/);
  });

  test('resolves each object once per synthesis, and leaves no trace on it', () => {
    const { app, chart } = gated('WaitForFirstConsumer');
    for (let i = 0; i < 5; i++) new Chart(app, `more-${i}`);
    let resolved = 0;
    const counted = new ApiObject(chart, 'counted', {
      apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'counted' }, data: { x: Lazy.any({ produce: () => `${++resolved}` }) as string },
    });
    app.synth();
    expect(resolved).toBe(1);
    expect(Object.hasOwn(counted, 'toJson')).toBe(false);
  });

  test('judges plain cdk8s-plus workloads', () => {
    const app = newApp();
    enforceLoopLaws(app, { config: { ...config, platformProvides: ['default-deny'] }, write: () => undefined });
    new Deployment(new Chart(app, 'shop'), 'web', {
      containers: [{ image: 'registry.example.com/web:1.2.3', portNumber: 8080, resources: { cpu: { request: Cpu.millis(250) } } }],
    });
    expect(() => app.synth()).toThrow(/shop\/web\/Resource: compute\/budgeted-pod: container main requests no memory/);
  });

  test('keeps clusters apart by chart', () => {
    const app = newApp();
    const clusters: string[] = [];
    enforceLoopLaws(app, { config, cluster: (chart) => { clusters.push(chart.node.path); return chart.node.path; } });
    for (const name of ['dev', 'prod']) storageClass(new Chart(app, name), 'WaitForFirstConsumer');
    app.synth();
    expect(new Set(clusters)).toEqual(new Set(['dev', 'prod']));
  });

  test('judges the kind and version that are written, and the items of a list', () => {
    const patched = newApp();
    enforceLoopLaws(patched, { config });
    const budget = new ApiObject(new Chart(patched, 'c'), 'pdb', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'b' }, spec: { maxUnavailable: 1, selector: {} } });
    budget.addJsonPatch(JsonPatch.replace('/apiVersion', 'policy/v1beta1'));
    expect(() => patched.synth()).toThrow(/manifest\/served-version/);

    const listed = newApp();
    enforceLoopLaws(listed, { config });
    const file = join(listed.outdir, 'list.yaml');
    writeFileSync(file, 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: storage.k8s.io/v1\n  kind: StorageClass\n  metadata: {name: fast}\n  provisioner: ebs.csi.aws.com\n');
    new Include(new Chart(listed, 'c'), 'included', { url: file });
    expect(() => listed.synth()).toThrow(/storage\/deferred-binding/);
  });

  test('joins all constructs of a chart, whatever they share', () => {
    const app = newApp();
    enforceLoopLaws(app, { config, write: () => undefined });
    const chart = new Chart(app, 'shop');
    const labels = { app: 'a' };
    const parts = ['p', 'q'].map((id) => new Construct(chart, id));
    for (const part of parts) new ApiObject(part, 'same', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same' } });
    new ApiObject(parts[0]!, 'd', {
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a' },
      spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'registry.example.com/a:1.2.3', resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } } }] } } },
    });
    new ApiObject(parts[1]!, 'b', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'a' }, spec: { minAvailable: 2, selector: { matchLabels: labels } } });
    expect(() => app.synth()).toThrow(/compute\/pdb-no-deadlock[\s\S]*manifest\/unique-object/);
  });

  test('takes charts that write the same object for different clusters', () => {
    const app = newApp();
    enforceLoopLaws(app, { config });
    for (const name of ['dev', 'prod']) storageClass(new Chart(app, name), 'WaitForFirstConsumer');
    expect(() => app.synth()).not.toThrow();
  });
});
