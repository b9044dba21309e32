import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { ruleGroups } from '../../constructs/observability/rule-groups';
import { SYMPTOMS } from '../../src/runbook/runbook';
import { LAYERS, SOURCES, SOURCE_PAGES } from '../../src/signals/alert-rule';
import { ALERTS } from '../../src/signals/alerts';
import { RECORDINGS } from '../../src/signals/recordings';
import { LASTING, sourceAlerts } from '../../src/signals/source-gone';
import { folder } from '../cli/command';
import { mutants, type Rule } from './mutants';
import { Promtool } from './promtool';

interface Cases {
  readonly rule_files: readonly string[];
  readonly tests: readonly { readonly name: string }[];
}

const read = (file: string): Cases => load(readFileSync(join(__dirname, file), 'utf8')) as Cases;
const CASES = { ...read('alerts.yml'), tests: ['alerts.yml', 'turns.yml'].flatMap((file) => read(file).tests) };
const tool = Promtool.find();
afterAll(() => { if (tool instanceof Promtool) tool.remove(); });

/** Runs the cases of one alert against rules for it, each by itself, in one process: starting takes longer than asking. */
function promtool(name: string, rules: readonly Rule[]): readonly { readonly passes: boolean; readonly said: string }[] {
  const tests = CASES.tests.filter((each) => each.name === name);
  const place = folder(Object.fromEntries(rules.flatMap(({ expr, for: wait }, i) => [
    [`rules-${i}.yml`, JSON.stringify({ groups: [{ name: 'g', rules: [{ alert: name, expr, for: wait }] }] })],
    [`cases-${i}.yml`, JSON.stringify({ ...CASES, rule_files: [`rules-${i}.yml`], tests })],
  ])));
  const { told, said } = (tool as Promtool).run(['test', 'rules', ...rules.map((_, i) => `cases-${i}.yml`)], place);
  const answers = told.split(/^Unit Testing: +/m).slice(1);
  expect(answers.map((answer) => /^cases-(\d+)\.yml$/m.exec(answer)?.[1]), said).toEqual(rules.map((_, i) => String(i)));
  return answers.map((answer) => ({ passes: /^ +SUCCESS$/m.test(answer), said }));
}

/** Changes no case can tell, and why. */
const SURVIVORS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LoopEtcdFragmented: { '5m at 56 as 10m': 'what is in use is asked for once more, by what is there now: Prometheus looks back five minutes for that' },
  LoopLogContextMissing: {
    '15m at 119 as 30m': 'it is multiplied by 0: whether lines were written counts, not how many',
    '15m at 119 as 450s': 'it is multiplied by 0: whether lines were written counts, not how many',
  },
};

describe('every alert', () => {
  test('has a name, a symptom of its signature in the runbooks, and a case', () => {
    expect(new Set(ALERTS.map(({ name }) => name)).size).toBe(ALERTS.length);
    for (const { name, signature, symptom, sources, summary } of ALERTS) {
      expect(SYMPTOMS.find(({ id }) => id === symptom)?.signature, name).toBe(signature);
      expect(sources.length, name).toBeGreaterThan(0);
      expect(summary, name).not.toContain('\n');
      expect(CASES.tests.map((each) => each.name)).toContain(name);
    }
    expect(CASES.tests.map(({ name }) => name).filter((name) => !ALERTS.some((alert) => alert.name === name))).toEqual([]);
  });

  test('of the control plane comes first', () => {
    const layers = ALERTS.map(({ layer }) => LAYERS.indexOf(layer));
    expect(layers).toEqual([...layers].sort((a, b) => a - b));
    expect(ALERTS[0]).toMatchObject({ signature: 'S5', layer: 'control-plane' });
  });

  test('covers all signatures, and uses every source there is', () => {
    expect(new Set(ALERTS.map(({ signature }) => signature))).toEqual(new Set(['S1', 'S2', 'S3', 'S4', 'S5', 'S6']));
    const used = new Set([...ALERTS.flatMap(({ sources }) => sources), ...RECORDINGS.map(({ source }) => source)]);
    expect(SOURCES.filter((source) => !used.has(source))).toEqual([]);
  });

  test('has series that are named on a page of who makes them', () => {
    for (const source of SOURCES) expect(SOURCE_PAGES[source].page, source).toMatch(/^https:\/\/\S+$/);
  });

  /** What every cluster wants to hear of, by the words of whoever asks for it. */
  const WANTED: readonly (readonly [what: string, alert: string])[] = [
    ['crash loop by identity', 'LoopIdentityCrashLoop'], ['image pull', 'LoopIdentityImagePull'], ['cluster-admin count', 'LoopClusterAdminCount'], ['clock skew', 'LoopNodeClockSkew'],
    ['token endpoint and metadata reachability', 'LoopTokenEndpointUnreachable'], ['fragmentation', 'LoopComputeFragmentation'], ['unschedulable', 'LoopComputeUnschedulable'],
    ['budget deadlock', 'LoopComputePdbDeadlock'], ['node not ready', 'LoopNodeNotReady'], ['node pressure', 'LoopNodePressure'], ['quota almost full', 'LoopQuotaAlmostFull'],
    ['MTU blackhole', 'LoopNetworkMtuBlackhole'], ['MTU blackhole on a probed path', 'LoopPathMtuBlackhole'], ['retransmit storm', 'LoopNetworkRetransmitStorm'], ['5xx of ALB', 'LoopAlb5xx'], ['5xx of AGIC', 'LoopApplicationGateway5xx'],
    ['5xx of a Gateway', 'LoopGateway5xx'], ['5xx of nginx', 'LoopIngress5xx'], ['5xx of any front door', 'LoopEdgePath5xx'], ['NAT ports, AWS', 'LoopNatPortExhaustionAws'], ['NAT ports, Azure', 'LoopNatPortExhaustionAzure'],
    ['claim pending', 'LoopStoragePvcPending'], ['container creating', 'LoopStorageContainerCreating'], ['attach stuck', 'LoopStorageAttachStuck'], ['class immediate', 'LoopStorageClassImmediate'],
    ['volume filling up', 'LoopStorageVolumeFillingUp'], ['fsync slow', 'LoopEtcdFsyncSlow'], ['fsync critical', 'LoopEtcdFsyncCritical'], ['commit slow', 'LoopEtcdCommitSlow'], ['leader changes', 'LoopEtcdLeaderChanges'],
    ['etcd quota', 'LoopEtcdQuota'], ['etcd fragmented', 'LoopEtcdFragmented'], ['API server slow without traffic', 'LoopApiServerSlow'], ['API server waits for etcd', 'LoopApiServerEtcdSlow'],
    ['component down', 'LoopComponentDown'], ['log lines without context', 'LoopLogContextMissing'],
    ['no etcd in sight', 'LoopEtcdMetricsGone'], ['no API server in sight', 'LoopApiServerMetricsGone'], ['no objects in sight', 'LoopKubeStateMetricsGone'], ['no nodes in sight', 'LoopNodeExporterGone'],
    ['no volumes in sight', 'LoopKubeletMetricsGone'], ['token endpoint not probed', 'LoopTokenEndpointProbeGone'], ['paths not probed', 'LoopPathProbeGone'],
  ];

  test('of a source that has vanished is one for each that is always there, needs nothing else, and is quiet', () => {
    expect(sourceAlerts.map(({ sources }) => sources)).toEqual(LASTING.map(({ source }) => [source]));
    for (const { severity, layer, expr, for: wait } of sourceAlerts) expect([severity, wait, expr.startsWith('absent_over_time('), layer === 'workload']).toEqual(['warning', '10m', true, false]);
    // A managed control plane shows no etcd: who does not scrape it has no alert that it is gone.
    const managed = ruleGroups(new Set(['kube-state-metrics', 'apiserver']), 'https://runbooks.example').flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []));
    expect(managed.filter((name) => name.endsWith('Gone')).sort()).toEqual(['LoopApiServerMetricsGone', 'LoopKubeStateMetricsGone']);
  });

  test('that is wanted by name is there, and none is there that nobody wanted', () => {
    expect(WANTED.map(([, alert]) => alert).sort()).toEqual(ALERTS.map(({ name }) => name).sort());
    for (const { name, severity, layer, for: wait } of ALERTS) {
      expect(severity, name).toMatch(/^(?:critical|warning|info)$/);
      expect(LAYERS, name).toContain(layer);
      expect(wait, name).toMatch(/^[1-9]\d*[mh]$/);
    }
  });

  test('on the disk of etcd warns above 10 ms and is critical above 100 ms', () => {
    const limit = (name: string): string => ALERTS.find((alert) => alert.name === name)!.expr.replace(/^[\s\S]* > /, '');
    expect([limit('LoopEtcdFsyncSlow'), limit('LoopEtcdFsyncCritical')]).toEqual(['0.01', '0.1']);
  });

  test('can be broken in some way', () => {
    for (const alert of ALERTS) expect(mutants(alert).length, alert.name).toBeGreaterThan(2);
  });
});

describe.skipIf(typeof tool === 'string')(`the rules, asked by promtool${typeof tool === 'string' ? ` (skipped: ${tool})` : ''}`, () => {
  test('are read without complaint', () => {
    const place = folder({ 'rules.yml': JSON.stringify({ groups: ruleGroups(new Set(SOURCES), 'https://runbooks.example') }) });
    expect((tool as Promtool).run(['check', 'rules', 'rules.yml'], place)).toMatchObject({ passes: true, said: expect.stringContaining(`SUCCESS: ${ALERTS.length + RECORDINGS.length} rules found`) as string });
  });

  test.each(ALERTS.map((alert) => [alert.name, alert] as const))('%s fires on what it should, and fails its case when it is changed', (name, alert) => {
    const changed = mutants(alert);
    const [itself, ...others] = promtool(name, [alert, ...changed]);
    expect(itself!.passes, itself!.said).toBe(true);
    expect(changed.filter((_, i) => others[i]!.passes).map(({ change }) => change)).toEqual(Object.keys(SURVIVORS[name] ?? {}));
  }, 120_000);
});
