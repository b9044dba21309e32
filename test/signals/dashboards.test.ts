import { afterAll, describe, expect, test } from 'vitest';
import { parsePromql } from '../../src/graph/observability/promql';
import { retiredMetric } from '../../src/graph/observability/retired-metric';
import { SOURCES, witnessesOf, type AlertRule, type Source } from '../../src/signals/alert-rule';
import { ALERTS } from '../../src/signals/alerts';
import { PANELS, dashboards } from '../../src/signals/dashboard/dashboard';
import type { GrafanaDashboard, GrafanaPanel, GridPos } from '../../src/signals/dashboard/grafana';
import { RECORDINGS } from '../../src/signals/recordings';
import { sourceAlerts } from '../../src/signals/source-gone';
import { SIGNATURES, type SignatureId } from '../../src/signature';
import { folder } from '../cli/command';
import { Promtool } from './promtool';

const tool = Promtool.find();
afterAll(() => { if (tool instanceof Promtool) tool.remove(); });

const of = (sources: readonly Source[]): readonly GrafanaDashboard[] => dashboards({ name: 'looplaw', sources: new Set(sources), runbookBaseUrl: 'https://runbooks.example/' });
const ALL = of(SOURCES);
const panelsOf = (all: readonly GrafanaDashboard[]): readonly GrafanaPanel[] => all.flatMap(({ panels }) => panels);
const charts = (all: readonly GrafanaDashboard[]): readonly GrafanaPanel[] => panelsOf(all).filter(({ type }) => type !== 'text');
const tiles = ALL[0]!.panels.filter(({ type }) => type === 'stat');
const tileOf = (name: string): string => tiles.flatMap(({ targets = [] }) => targets).find(({ legendFormat }) => legendFormat === name)!.expr;
const exprsOf = (all: readonly GrafanaDashboard[]): readonly string[] => panelsOf(all).flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

describe('a dashboard for each loop', () => {
  test('there is, and one over all, which comes first', () => {
    expect(ALL.map(({ uid }) => uid)).toEqual(['observability', 'control-plane', 'identity', 'compute', 'network', 'storage'].map((loop) => `looplaw-${loop}`));
    for (const { title, tags, templating, links } of ALL) {
      expect(title).toMatch(/^Loops of looplaw: /);
      expect(tags).toContain('looplaw');
      expect(templating.list).toMatchObject([{ type: 'datasource', name: 'datasource', query: 'prometheus' }]);
      expect(links.find(({ type }) => type === 'link')?.url).toMatch(/^https:\/\/runbooks\.example\/S\d\.md$/);
    }
  });

  test.each(ALL.map((each) => [each.uid, each] as const))('%s has its panels on a grid of 24 columns, none over another', (_, { panels }) => {
    const cells = (pos: GridPos): readonly string[] => Array.from({ length: pos.w * pos.h }, (_each, i) => `${pos.x + i % pos.w},${pos.y + Math.floor(i / pos.w)}`);
    const taken = panels.flatMap(({ gridPos }) => cells(gridPos));
    expect(new Set(taken).size).toBe(taken.length);
    for (const { gridPos: { x, y, w, h } } of panels) {
      expect(x + w).toBeLessThanOrEqual(24);
      for (const n of [x, y]) expect(n).toBeGreaterThanOrEqual(0);
      for (const n of [w, h]) expect(n).toBeGreaterThan(1);
    }
    // Nothing is left free between them: every row is full.
    expect(taken.length % 24).toBe(0);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });

  test.each(ALL.map((each) => [each.uid, each] as const))('%s tells in each panel the symptom, the real cause and the metric', (_, { tags, panels }) => {
    const signature = tags.find((tag) => tag in SIGNATURES) as SignatureId;
    expect(panels[0]).toMatchObject({ type: 'text', options: { mode: 'markdown', content: expect.stringContaining(SIGNATURES[signature].blamed) } });
    for (const { type, title, description = '', datasource, fieldConfig, targets = [] } of panels.slice(1)) {
      const { symptom, cause, metric } = SIGNATURES[type === 'stat' ? title.slice(0, 2) as SignatureId : signature];
      for (const text of [symptom, cause, metric]) expect(description, title).toContain(text);
      expect(fieldConfig!.defaults.unit, title).toMatch(/^(?:s|percentunit|short|bytes|reqps|pps)$/);
      expect(datasource, title).toEqual({ type: 'prometheus', uid: '${datasource}' });
      expect(targets.length, title).toBeGreaterThan(0);
      expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
      for (const { refId, legendFormat } of targets) expect(`${refId}${legendFormat}`, title).toMatch(/^[A-Z]\S/);
    }
  });
});

describe('thresholds', () => {
  const limits = Object.values(PANELS).flatMap((panels) => panels.flatMap((panel) => panel.limits.map((limit) => [`${limit.alert.name} in "${panel.title}"`, panel, limit] as const)));

  test.each(limits)('%s is that of the alert', (_, panel, { alert, at, side }) => {
    const { comparisons } = parsePromql(alert.expr);
    // What is counted is drawn from the next whole number on; what equals nothing is drawn below one, what equals one from one on.
    const said = comparisons.flatMap(({ threshold, isAbove }) => (threshold === null ? [] : [`${isAbove ? 'above' : 'below'} ${panel.unit === 'short' && isAbove ? threshold + 1 : threshold}`, `${isAbove ? 'above' : 'below'} ${threshold}`]));
    const equals = [...alert.expr.matchAll(/ == ([01])/g)].map(([, value]) => (value === '0' ? 'below 1' : 'above 1'));
    const down = /absent(?:_over_time)?\(/.test(alert.expr) ? ['below 1'] : [];
    expect([...said, ...equals, ...down]).toContain(`${side} ${at}`);
    const { metrics } = parsePromql(alert.expr);
    const drawn = panel.queries.flatMap(({ expr }) => parsePromql(expr).metrics.map(({ name }) => name));
    expect(metrics.map(({ name }) => name).filter((name) => drawn.includes(name)).length).toBeGreaterThan(0);
  });

  test('of every alert are on its dashboard, in the colour of its severity', () => {
    expect(ALERTS.map(({ name }) => name).filter((name) => !limits.some(([, , { alert }]) => alert.name === name))).toEqual([]);
    for (const [, { title }, { alert, at, side }] of limits) {
      const { steps } = charts(ALL).find((panel) => panel.title === title)!.fieldConfig!.defaults.thresholds;
      const colour = { critical: 'red', warning: 'orange', info: 'blue' }[alert.severity];
      const step = side === 'above' ? steps.find(({ value }) => value === at) : steps[steps.findIndex(({ value }) => value === at) - 1];
      expect(step?.color, title).toBe(colour);
      expect(steps[0]!.value).toBeNull();
      expect(steps.slice(1).map(({ value }) => value)).toEqual(steps.slice(1).map(({ value }) => value!).sort((a, b) => a - b));
    }
  });
});

describe('queries', () => {
  test('are PromQL as a whole, and ask for nothing that is gone', () => {
    expect(exprsOf(ALL).filter((expr) => !parsePromql(expr).isWhole)).toEqual([]);
    expect(exprsOf(ALL).flatMap((expr) => parsePromql(expr).metrics.filter(({ name }) => retiredMetric(name) !== null))).toEqual([]);
  });

  test('count in the first dashboard where each alert holds, by its own expression', () => {
    const counted = ALL[0]!.panels.filter(({ type }) => type === 'stat');
    expect(counted.map(({ title }) => title.slice(0, 2))).toEqual(['S5', 'S1', 'S2', 'S3', 'S4', 'S6']);
    const targets = counted.flatMap(({ targets: each = [] }) => each);
    expect(targets.map(({ legendFormat }) => legendFormat).sort()).toEqual(ALERTS.map(({ name }) => name).sort());
    for (const { name, expr } of ALERTS) expect(targets.find(({ legendFormat }) => legendFormat === name)!.expr).toContain(expr);
  });

  test('ask only for what is declared', () => {
    const some = of(['kube-state-metrics', 'ingress-nginx']);
    const names = new Set(exprsOf(some).flatMap((expr) => parsePromql(expr).metrics.map(({ name }) => name)));
    expect([...names].filter((name) => !/^(?:kube_|nginx_ingress_controller_requests$)/.test(name))).toEqual([]);
    expect(some.map(({ uid }) => uid)).not.toContain('looplaw-control-plane');
    expect(of(['log-lines']).map(({ uid }) => uid)).toEqual(['looplaw-observability']);
  });

  test('read what the rules record under its name', () => {
    const read = new Set(exprsOf(ALL));
    expect(RECORDINGS.map(({ record }) => record).filter((record) => !read.has(record))).toEqual([]);
  });

  test('of tiles ask for now: over a range the last number of a source that has vanished would stay', () => {
    expect(tiles.flatMap(({ targets = [] }) => targets).filter(({ instant, range }) => !instant || range)).toEqual([]);
    for (const { fieldConfig } of tiles) expect(fieldConfig!.defaults.mappings).toEqual([{ type: 'value', options: { '-1': { text: 'no data', color: 'purple', index: 0 } } }]);
  });

  test('name as a witness what their alert asks for, save what comes and goes with what the cluster does', () => {
    const left = ALERTS.flatMap((alert) => {
      const named = new Set(witnessesOf(alert).map((witness) => witness.replace(/\{.*/s, '')));
      return parsePromql(alert.expr).metrics.map(({ name }) => name).filter((name) => !named.has(name) && !COMES_AND_GOES.some((known) => known.test(name)));
    });
    expect(left).toEqual([]);
  });

  test.skipIf(typeof tool === 'string')(`are read by promtool without complaint${typeof tool === 'string' ? ` (skipped: ${tool})` : ''}`, () => {
    const rules = exprsOf(ALL).map((expr, i) => ({ record: `panel:query_${i}:now`, expr }));
    const place = folder({ 'rules.yml': JSON.stringify({ groups: [{ name: 'panels', rules }] }) });
    expect((tool as Promtool).run(['check', 'rules', 'rules.yml'], place)).toMatchObject({ passes: true, said: expect.stringContaining(`SUCCESS: ${rules.length} rules found`) as string });
  });
});

/** Series there are only while the cluster has or does something; that a source is there is told by others of its own. */
const COMES_AND_GOES = [
  // A pod in trouble, a budget, a quota, a claim, an attachment, a class: a cluster may have none. The pods of kube-state-metrics itself are always there.
  /^kube_/,
  // Claims, by the kubelet.
  /^kubelet_volume_stats_/,
  // Told only of what was answered with 5xx, and of lines with context.
  /^aws_applicationelb_httpcode_elb_5_xx_count_sum$/, /^log_lines_with_context_total$/,
];

interface Series { readonly series: string; readonly values: string }
interface Sample { readonly labels: string; readonly value: number }

/** Runs queries against series that stand still, and answers by promtool. */
function asked(cases: readonly { readonly name: string; readonly series: readonly Series[]; readonly at?: string; readonly queries: readonly { readonly expr: string; readonly samples: readonly Sample[] }[] }[]): { readonly passes: boolean; readonly said: string } {
  const tests = cases.map(({ name, series, at = '1h', queries }) => ({
    name, interval: '1m', input_series: series, promql_expr_test: queries.map(({ expr, samples }) => ({ expr, eval_time: at, exp_samples: samples })),
  }));
  const place = folder({ 'rules.yml': JSON.stringify({ groups: [] }), 'cases.yml': JSON.stringify({ rule_files: ['rules.yml'], evaluation_interval: '1m', tests }) });
  return (tool as Promtool).run(['test', 'rules', 'cases.yml'], place);
}

/** What says that all is well, where that is not 1. */
const WELL: Readonly<Record<string, number>> = { node_timex_offset_seconds: 0, etcd_server_quota_backend_bytes: 100, aws_natgateway_error_port_allocation_sum: 0 };

/** A series a selector finds: of a choice the first, without marks of regular expressions. */
function seriesOf(selector: string): Series {
  return { series: selector.replaceAll(/=~"(?:\(\?i\))?([^"|]*)[^"]*"/g, '="$1"').replaceAll('snatconnectioncount', 'SNATConnectionCount'), values: `${WELL[selector] ?? 1}x120` };
}

describe.skipIf(typeof tool === 'string')(`what a dashboard says of what it does not know${typeof tool === 'string' ? ` (skipped: ${tool})` : ''}`, () => {
  const places = (value: number): readonly Sample[] => [{ labels: '{}', value }];
  // Of what has vanished these alerts tell, and need not be told themselves.
  const silent = (alert: AlertRule): number => (alert.name === 'LoopComponentDown' ? 3 : sourceAlerts.includes(alert) ? 1 : -1);

  test('no chart draws a line out of nothing, and no tile a reassuring 0', () => {
    const drawn = charts(ALL).filter(({ type }) => type === 'timeseries').flatMap(({ targets = [] }) => targets.map(({ expr }) => ({ expr, samples: [] })));
    const counted = ALERTS.map((alert) => ({ expr: tileOf(alert.name), samples: places(silent(alert)) }));
    expect(drawn.length).toBeGreaterThan(40);
    const { passes, said } = asked([{ name: 'nothing is scraped', series: [], queries: [...drawn, ...counted] }]);
    expect(passes, said).toBe(true);
  });

  test('a tile counts none where its witnesses are there, and says that it does not know where one is missing', () => {
    const calm = ALERTS.filter(({ name }) => name !== 'LoopComponentDown');
    const { passes, said } = asked(calm.flatMap((alert) => {
      const witnesses = witnessesOf(alert).map(seriesOf);
      return [
        { name: `${alert.name}, calm`, series: witnesses, queries: [{ expr: tileOf(alert.name), samples: places(0) }] },
        ...witnesses.map((gone) => ({ name: `${alert.name} without ${gone.series}`, series: witnesses.filter((one) => one !== gone), queries: [{ expr: tileOf(alert.name), samples: places(silent(alert)) }] })),
      ];
    }));
    expect(passes, said).toBe(true);
  });

  test('a tile forgets a source that has vanished', () => {
    const { passes, said } = asked(ALERTS.filter(({ name }) => name !== 'LoopComponentDown').map((alert) => ({
      name: alert.name, at: '30m', series: witnessesOf(alert).map(seriesOf).map((one) => ({ ...one, values: one.values.replace('x120', 'x10 stale') })), queries: [{ expr: tileOf(alert.name), samples: places(silent(alert)) }],
    })));
    expect(passes, said).toBe(true);
  });
});
