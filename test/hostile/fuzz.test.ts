import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config';
import { enableLaws } from '../../src/config/enable';
import { profileOf } from '../../src/config/profile-of';
import { check } from '../../src/judge/check';
import type { Verdict } from '../../src/judge/verdict';
import { laws } from '../../src/laws';
import { loadPaths, loadText } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';
import { everyFormat, render } from '../../src/report';
import { UNPRINTABLE } from '../../src/report/sanitize';
import { folder } from '../cli/command';
import { expectSums } from '../load/accounting';
import { context } from '../report/sample';
import { brokenObjects, brokenText, corpus } from './mutation';
import { commandsOf } from './run';

/** Inputs per property. A night's run sets FUZZ_RUNS; the seed is in the message of a failure. */
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 150);
const timeout = 60_000 + numRuns * 100;

const configs: readonly Config[] = [
  { preset: 'recommended' }, { preset: 'strict', role: 'platform' }, { preset: 'strict', role: 'app', closedWorld: true, cloud: 'aws' }, { preset: 'recommended', role: 'platform', cloud: 'azure', kubeVersion: '1.30' },
];
const config = fc.constantFrom(...configs);
let tried = 0;

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
afterAll(() => {
  if (process.env['FUZZ_RUNS'] !== undefined) process.stdout.write(`${tried} inputs tried\n`);
});

/** Judges a text as the command does and asserts what must hold for every input there is. */
function judged(text: string | Uint8Array, given: Config): { readonly loaded: Loaded; readonly verdict: Verdict } {
  tried += 1;
  const loaded = loadText('a.yaml', text);
  expectSums(loaded);
  const verdict = check(loaded, { config: given, today: '2026-11-20' });
  expect(verdict.accounting.errors.filter(({ code }) => code === 'law-crash')).toEqual([]);
  expect(verdict.accounting).toMatchObject({ resources: loaded.resources.length, examined: loaded.resources.length });
  for (const [law, { examined, kept, broken, undecided, waived }] of Object.entries(verdict.laws)) expect([law, examined]).toEqual([law, kept + broken + undecided + waived]);
  // A pass of nothing is none, and no error is ever a pass.
  if (verdict.verdict !== 'error') expect(loaded.resources.length).toBeGreaterThan(0);
  expect(verdict.verdict === 'error').toBe(verdict.accounting.errors.length > 0);
  expectReports(verdict);
  return { loaded, verdict };
}

function expectReports(verdict: Verdict): void {
  const shown = Object.fromEntries(everyFormat.map((format) => [format, render(format, verdict, context)]));
  const parsed = JSON.parse(shown['json']!) as { findings: unknown[]; undecided: unknown[] };
  expect([parsed.findings.length, parsed.undecided.length]).toEqual([verdict.findings.length, verdict.undecided.length]);
  expect((JSON.parse(shown['sarif']!) as { runs: unknown[] }).runs).toHaveLength(1);
  expect(shown['concise']!.split('\n')).toHaveLength(verdict.findings.length + verdict.waived.length + verdict.accounting.errors.length + 2);
  for (const [format, report] of Object.entries(shown)) {
    expect(report.replaceAll('\n', '').match(UNPRINTABLE)).toBeNull();
    expect(commandsOf(report, format)).toEqual([]);
  }
}

type Plain = Readonly<Record<string, unknown>>;
const isMap = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isObject = (value: unknown): value is Plain => isMap(value) && isText(value['apiVersion']) && isText(value['kind']);
const isList = (value: Plain): boolean => String(value['kind']).endsWith('List') && (Array.isArray(value['items']) || value['items'] === undefined);

const PODS: Readonly<Record<string, readonly string[]>> = {
  'v1 Pod': ['spec'], 'batch/v1 CronJob': ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ...Object.fromEntries(['apps/v1 Deployment', 'apps/v1 StatefulSet', 'apps/v1 DaemonSet', 'apps/v1 ReplicaSet', 'batch/v1 Job', 'v1 ReplicationController'].map((type) => [type, ['spec', 'template', 'spec']])),
};

/** Containers that stand where containers of a built-in workload stand, found without the graph. */
function containersIn(object: Plain): number {
  const pod = (PODS[`${String(object['apiVersion'])} ${String(object['kind'])}`] ?? []).reduce<unknown>((node, step) => (isMap(node) ? node[step] : undefined), object);
  const containers = pod === object || !isMap(pod) ? [] : pod['containers'];
  return Array.isArray(containers) && containers.every(isMap) ? containers.length : 0;
}

/** Whatever the answers are: every enabled law that speaks to every object, or to every container, was asked of each of them. */
function expectAsked(verdict: Verdict, given: Config, objects: number, containers: number): void {
  for (const { law, isOfCloud } of enableLaws(laws, given, profileOf(given), {})) {
    if (isOfCloud) continue;
    const asked = verdict.laws[law.id]!.examined;
    if (law.applies !== undefined) continue;
    if (law.on === 'Manifest') expect([law.id, asked]).toEqual([law.id, objects]);
    // A pod with one unreadable container is one undecided answer, and never passes: that is what the law about readable pods is for.
    const isWhole = verdict.verdict === 'pass' || !verdict.undecided.some((answer) => answer.law === law.id && answer.container === null);
    if (law.on === 'Container') expect(asked).toBeGreaterThanOrEqual(isWhole ? containers : Math.min(containers, 1));
  }
}

describe('an input that passes was evaluated', () => {
  test('every object with apiVersion and kind, by every enabled law', { timeout }, () => {
    fc.assert(fc.property(brokenObjects, config, fc.constantFrom(0, 2), (objects, given, indent) => {
      const { loaded, verdict } = judged(objects.map((object) => JSON.stringify(object, null, indent)).join('\n---\n'), given);
      const expected = (objects as readonly unknown[]).filter(isObject).filter((object) => !isList(object));
      const unread = new Set(verdict.accounting.errors.map(({ document }) => document));
      if (verdict.verdict === 'error') expect(loaded.resources.length + unread.size).toBeGreaterThanOrEqual(expected.length);
      else expect(loaded.resources.map(({ kind }) => kind)).toEqual(expected.map(({ kind }) => kind));
      const isWhole = unread.size === 0;
      expectAsked(verdict, given, loaded.resources.length, isWhole ? expected.map(containersIn).reduce((a, b) => a + b, 0) : 0);
    }), { numRuns });
  });

  test('every document another reading finds', { timeout }, () => {
    fc.assert(fc.property(brokenText, config, (text, given) => {
      const { loaded, verdict } = judged(text, given);
      if (verdict.verdict === 'error') return;
      const found = readOneByOne(text).filter(isObject).filter((object) => !isList(object));
      expect(loaded.resources.length).toBeGreaterThanOrEqual(found.length);
      expectAsked(verdict, given, loaded.resources.filter(({ declaration }) => declaration === undefined).length, 0);
    }), { numRuns });
  });

  test('every object in a file that a walk meets, whatever its name', { timeout }, () => {
    const cwd = folder({ 'good.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n' });
    const names = ['a.yaml', 'b.yml', 'c.json', 'kustomization.yaml', 'Kustomization', 'values.yaml', 'Chart.yaml', '.hidden.yaml'];
    fc.assert(fc.property(brokenObjects, fc.constantFrom(...names), fc.boolean(), fc.constantFrom<BufferEncoding>('utf8', 'utf16le'), (objects, name, isEscaped, encoding) => {
      tried += 1;
      const text = objects.map((object) => JSON.stringify(object)).join('\n---\n');
      const written = isEscaped ? text.replaceAll('"apiVersion":', '"\\u0061piVersion":').replaceAll('"kind":', '"\\u006bind":') : text;
      const file = join(cwd, name);
      writeFileSync(file, encoding === 'utf8' ? written : `\uFEFF${written}`, encoding);
      const loaded = loadPaths(['.'], { cwd });
      rmSync(file);
      expectSums(loaded);
      if (loaded.errors.length > 0) return;
      const expected = (objects as readonly unknown[]).filter(isObject).filter((object) => !isList(object) && !String(object['apiVersion']).startsWith('kustomize.config.k8s.io/'));
      expect(loaded.resources).toHaveLength(expected.length + 1);
    }), { numRuns: Math.ceil(numRuns / 2) });
    rmSync(cwd, { recursive: true });
  });

  test('bytes that were flipped', { timeout }, () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 });
    fc.assert(fc.property(fc.constantFrom(...corpus), flips, config, (text, at, given) => {
      const bytes = Buffer.from(text);
      for (const [place, mask] of at) bytes[place % bytes.length]! ^= mask;
      judged(bytes, given);
    }), { numRuns: Math.ceil(numRuns / 2) });
  });
});

test('what once crashed a law is told as what it is', () => {
  for (const version of ['policy/v1', 'policy/v1beta1']) {
    const { verdict } = judged(`{apiVersion: ${version}, kind: PodDisruptionBudget, metadata: {name: a}, spec: {maxUnavailable: [1, {}], selector: null}}`, configs[0]!);
    const told = verdict.findings.map(({ law }) => law);
    expect(told).toContain(version === 'policy/v1' ? 'manifest/typed-fields' : 'compute/pdb-no-deadlock');
  }
});

test('fields of kinds without a schema hold whatever they like', () => {
  const workload = '{apiVersion: apps/v1, kind: Deployment, metadata: {name: api}, spec: {template: {spec: {affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: kubernetes.io/hostname, labelSelector: {}}]}}, containers: [{name: api, image: a}]}}}}';
  for (const odd of ['[a, 1, null, {}]', '{a: {}}', 'true', 'null', '"x"']) {
    judged(`{apiVersion: karpenter.sh/v1, kind: NodePool, metadata: {name: a}, spec: {template: {spec: {}}, limits: {nodes: ${odd}}}}\n---\n${workload}`, configs[0]!);
    judged(`{apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, metadata: {name: a}, spec: {targetRef: {kind: ${odd}, name: ${odd}}}}\n---\n${workload}`, configs[0]!);
  }
});

/** The documents of a text as a plain YAML reader finds them; what it can't read is left out. */
function readOneByOne(text: string): readonly unknown[] {
  return text.replaceAll('\uFEFF', '').split(/^---.*$/m).flatMap((document) => {
    try {
      return loadAll(document);
    } catch {
      return [];
    }
  });
}
