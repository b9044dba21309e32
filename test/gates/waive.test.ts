import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Include, Testing } from 'cdk8s';
import { Cpu, Deployment } from 'cdk8s-plus-28';
import { describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { enforceLoopLaws, waive, WaiveError } from '../../src/gates/cdk8s';
import type { LawId } from '../../src/laws';
import { loadText } from '../../src/load/load';
import { folder, looplaw } from '../cli/command';

const LAW = 'storage/deferred-binding';
const config = { laws: {} };

function storageClass(chart: Chart, id = 'class'): ApiObject {
  return new ApiObject(chart, id, { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: id }, provisioner: 'ebs.csi.aws.com', reclaimPolicy: 'Retain', allowVolumeExpansion: true });
}

function app() {
  const root = new App({ outdir: mkdtempSync(join(tmpdir(), 'looplaw-waive-')) });
  const told: string[] = [];
  enforceLoopLaws(root, { config, write: (text) => told.push(text) });
  const chart = new Chart(root, 'platform');
  return { root, chart, told };
}

const annotationOf = (object: ApiObject): unknown => (object.toJson() as { metadata: { annotations?: Record<string, string> } }).metadata.annotations?.['looplaw.dev/waive'];

describe('waive', () => {
  test('accepts the findings of one object, and the gate says who waived what', () => {
    const { root, chart, told } = app();
    waive(storageClass(chart), LAW, { reason: 'the volumes move in March', until: '2099-03-31' });
    const yaml = root.synthYaml();
    expect(yaml).toContain('looplaw.dev/waive: storage/deferred-binding=the volumes move in March; until=2099-03-31; scope=platform/class');
    expect(told).toEqual([expect.stringMatching(/^looplaw waived: platform\/class: storage\/deferred-binding: the volumes move in March \(until 2099-03-31, by construct platform\/class\): class class binds/)]);
  });

  test('accepts those below a construct; that some objects need it is enough', () => {
    const { root, chart, told } = app();
    storageClass(chart, 'fast');
    new ApiObject(chart, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
    waive(chart, LAW, { reason: 'old' });
    const yaml = root.synthYaml();
    expect(told.join('')).toContain('by construct platform)');
    expect(told.join('')).not.toContain('manifest/waiver');
    const again = check(loadText('dist/platform.k8s.yaml', yaml), { config });
    expect(again.findings.filter((f) => f.law === 'manifest/waiver')).toEqual([]);
    expect(again.waived.map(({ given }) => [given.by, given.construct])).toEqual([['construct', 'platform']]);
    const { out } = looplaw(['check', '-f', 'concise'], { cwd: folder({ 'dist/platform.k8s.yaml': yaml }) });
    expect(out).toMatch(/^dist\/platform\.k8s\.yaml:\d+:\d+ waived storage\/deferred-binding old \(no expiry, by construct platform at dist\/platform\.k8s\.yaml:\d+:\d+\)$/m);
  });

  test('is a finding once when nothing needs it', () => {
    const { root, chart, told } = app();
    for (const id of ['a', 'b', 'c']) new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id } });
    waive(chart, LAW, { reason: 'old' });
    root.synthYaml();
    expect(told).toEqual([expect.stringContaining('waiver of storage/deferred-binding waives nothing')]);
  });

  test('is a finding that fails synthesis once it has expired, or the config keeps waivers to itself', () => {
    const { root, chart } = app();
    waive(storageClass(chart), LAW, { reason: 'old', until: '2020-01-01' });
    expect(() => root.synthYaml()).toThrow(/held until 2020-01-01/);
    const strict = new App();
    enforceLoopLaws(strict, { config: { waivers: 'config-only' } });
    waive(storageClass(new Chart(strict, 'c')), LAW, { reason: 'old' });
    expect(() => strict.synthYaml()).toThrow(/the config of this run keeps waivers to itself/);
  });

  test('one container of a cdk8s-plus workload', () => {
    const chart = new Chart(new App(), 'platform');
    const workload = new Deployment(chart, 'web', { replicas: 1, containers: [{ name: 'app', image: 'x/y:1.2.3', resources: {}, securityContext: { ensureNonRoot: false } }, { name: 'proxy', image: 'x/y:1.2.3', resources: { cpu: { request: Cpu.millis(1) } } }] });
    waive(workload, 'compute/budgeted-pod', { reason: 'injected', container: 'proxy' });
    const verdict = check(loadText('a.yaml', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: Testing.synth(chart) })), { config, only: ['compute/budgeted-pod', 'manifest/waiver'] });
    expect(verdict.waived.map((f) => f.container)).toEqual(['proxy']);
    expect(verdict.findings.map((f) => f.container)).toEqual(['app']);
  });

  test('adds to what is there, each waiver once, and reaches included manifests', () => {
    const { root, chart } = app();
    const object = new ApiObject(chart, 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', annotations: { 'looplaw.dev/waive': 'compute/pdb-present=mine' } } });
    waive(object, LAW, { reason: 'old' });
    waive(object, LAW, { reason: 'old' });
    expect(annotationOf(object)).toBe('compute/pdb-present=mine\nstorage/deferred-binding=old; scope=platform/x');
    const cwd = folder({ 'class.yaml': 'apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ebs.csi.aws.com\n' });
    const included = new Include(chart, 'included', { url: join(cwd, 'class.yaml') });
    waive(included, LAW, { reason: 'theirs' });
    expect(root.synthYaml()).toContain('theirs; scope=platform/included');
  });

  test('what is added later is not waived', () => {
    const { root, chart } = app();
    storageClass(chart, 'first');
    waive(chart, LAW, { reason: 'old' });
    storageClass(chart, 'second');
    expect(() => root.synthYaml()).toThrow(/platform\/second/);
  });

  test.each<[string, string, Parameters<typeof waive>[2], RegExp]>([
    ['an unknown law', 'storage/defered-binding', { reason: 'x' }, /there is no law storage\/defered-binding; did you mean storage\/deferred-binding\?/],
    ['a law of another loop', 'compute/deferred-binding', { reason: 'x' }, /did you mean storage\/deferred-binding\?/],
    ['toString', 'toString', { reason: 'x' }, /there is no law toString$/],
    ['no reason', LAW, { reason: ' \n' }, /give a reason/],
    ['a reason that is none', LAW, { reason: 5 as never }, /give a reason/],
    ['two lines', LAW, { reason: 'a\ncompute/budgeted-pod=b' }, /must be one line/],
    ['a date in the reason', LAW, { reason: 'a; until=2099-01-01' }, /must be one line/],
    ['a date without a semicolon', LAW, { reason: 'a until=2099-01-01' }, /must be one line/],
    ['a misspelt option', LAW, { reason: 'x', untill: '2099-01-01' } as never, /there is no option untill; did you mean until\?; expected reason, until, container/],
    ['no options', LAW, undefined as never, /give a reason/],
    ['a day that is a Date', LAW, { reason: 'x', until: new Date(0) as never }, /write YYYY-MM-DD/],
    ['no day', LAW, { reason: 'x', until: '2027-02-30' }, /until 2027-02-30 is no day/],
    ['another form of a day', LAW, { reason: 'x', until: '31.3.2027' }, /is no day/],
    ['no container', LAW, { reason: 'x', container: 'a=b@c' }, /is no name of a container/],
  ])('throws at once for %s', (_, law, options, said) => {
    const { chart } = app();
    const object = storageClass(chart);
    expect(() => { waive(object, law as LawId, options); }).toThrow(said);
    expect(() => { waive(object, law as LawId, options); }).toThrow(WaiveError);
    expect(annotationOf(object)).toBeUndefined();
  });

  test('throws where there is nothing to waive yet', () => {
    const { chart } = app();
    expect(() => { waive(undefined as never, LAW, { reason: 'x' }); }).toThrow(expect.objectContaining({ name: 'WaiveError', code: 'no-construct' }));
    expect(() => { waive(chart, LAW, { reason: 'x' }); }).toThrow('waive storage/deferred-binding: there is no API object in construct platform yet');
  });
});
