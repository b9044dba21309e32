import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { ruleGroups } from '../../constructs/observability/rule-groups';
import { SYMPTOMS } from '../../src/runbook/runbook';
import { LAYERS, SOURCES, SOURCE_PAGES } from '../../src/signals/alert-rule';
import { ALERTS } from '../../src/signals/alerts';
import { RECORDINGS } from '../../src/signals/recordings';
import { folder } from '../cli/command';
import { Promtool } from './promtool';

interface Cases {
  readonly rule_files: readonly string[];
  readonly tests: readonly { readonly name: string }[];
}

const CASES = load(readFileSync(join(__dirname, 'alerts.yml'), 'utf8')) as Cases;
const tool = Promtool.find();
afterAll(() => { if (tool instanceof Promtool) tool.remove(); });

/** Runs the cases of one alert against an expression for it. */
function promtool(name: string, expr: string): { readonly passes: boolean; readonly said: string } {
  const wait = ALERTS.find((alert) => alert.name === name)!.for;
  const place = folder({
    'rules.yml': JSON.stringify({ groups: [{ name: 'g', rules: [{ alert: name, expr, for: wait }] }] }),
    'cases.yml': JSON.stringify({ ...CASES, tests: CASES.tests.filter((each) => each.name === name) }),
  });
  return (tool as Promtool).run(['test', 'rules', 'cases.yml'], place);
}

const FLIPPED: Readonly<Record<string, string>> = { '>': '<', '>=': '<', '<': '>=', '==': '!=', '!=': '==' };

/** Asks for a state that is 0 or 1, which half of it is no limit to. */
const isState = (comparison: string): boolean => /^>= 1(?![\d.])/.test(comparison);

/** The expression with one comparison turned round, one limit doubled or halved, or one matcher left out. Matchers on the job are left: no case has another one's series of that name. */
function mutants(expr: string): readonly string[] {
  const comparisons = [...expr.matchAll(/(?<=\s)(?:>=|==|!=|>|<)(?= )/g)].map(({ index, 0: sign }) => `${expr.slice(0, index)}${FLIPPED[sign]!}${expr.slice(index + sign.length)}`);
  const matchers = [...expr.matchAll(/(?<=[{,])(?!job=)\w+(?:=~|!~|!=|=)"[^"]*",?/g)].map(({ index, 0: matcher }) => expr.slice(0, index) + expr.slice(index + matcher.length));
  const limits = [...expr.matchAll(/(?<=\s(?:>|<|>=) )\d+(?:\.\d+)?/g)].filter(({ 0: limit, index }) => Number(limit) > 0 && !isState(expr.slice(index - 3)))
    .flatMap(({ index, 0: limit }) => [2, 0.5].map((by) => `${expr.slice(0, index)}${Number(limit) * by}${expr.slice(index + limit.length)}`));
  return [...comparisons, ...matchers, ...limits];
}

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
  ];

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
    for (const { name, expr } of ALERTS) expect(mutants(expr).length, name).toBeGreaterThan(0);
  });
});

describe.skipIf(typeof tool === 'string')(`the rules, asked by promtool${typeof tool === 'string' ? ` (skipped: ${tool})` : ''}`, () => {
  test('are read without complaint', () => {
    const place = folder({ 'rules.yml': JSON.stringify({ groups: ruleGroups(new Set(SOURCES), 'https://runbooks.example') }) });
    expect((tool as Promtool).run(['check', 'rules', 'rules.yml'], place)).toEqual({ passes: true, said: expect.stringContaining(`SUCCESS: ${ALERTS.length + RECORDINGS.length} rules found`) as string });
  });

  test.each(ALERTS.map(({ name, expr }) => [name, expr]))('%s fires on what it should, and fails its case when its expression is changed', (name, expr) => {
    const { passes, said } = promtool(name, expr);
    expect(passes, said).toBe(true);
    expect(mutants(expr).filter((mutant) => promtool(name, mutant).passes)).toEqual([]);
  }, 120_000);
});
