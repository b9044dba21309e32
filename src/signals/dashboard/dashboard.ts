import type { Loop } from '../../loop';
import { SIGNATURES, type SignatureId } from '../../signature';
import { witnessesOf, type AlertRule, type Source } from '../alert-rule';
import { ALERTS } from '../alerts';
import { runbookFile } from '../runbook-address';
import type { DashboardLink, FieldConfigSource, GrafanaDashboard, GrafanaPanel, Target, Threshold } from './grafana';
import { computePanels } from './panels/compute';
import { controlPlanePanels } from './panels/control-plane';
import { identityPanels } from './panels/identity';
import { networkPanels } from './panels/network';
import { observabilityPanels } from './panels/observability';
import type { Limit, Panel } from './panels/panel';
import { storagePanels } from './panels/storage';

/** The panels of each signature, in the order of reading: the control plane first. */
export const PANELS: Readonly<Record<SignatureId, readonly Panel[]>> = {
  S5: controlPlanePanels, S1: identityPanels, S2: computePanels, S3: networkPanels, S4: storagePanels, S6: observabilityPanels,
};
const ORDER = Object.keys(PANELS) as SignatureId[];

/** What dashboards are made for. */
export interface Shown {
  /** Names this set of dashboards; part of their ids, which Grafana wants unique. */
  readonly name: string;
  readonly sources: ReadonlySet<Source>;
  /** Where runbooks are served; panels lead there. */
  readonly runbookBaseUrl: string;
}

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' } as const;
/** Grafana 11 writes this version; later ones read it and bring it up to theirs. */
const SCHEMA = 39;
const WIDTH = 24;
/** Grafana takes ids of 40 letters; the longest loop and a hyphen have 14. */
const LONGEST_NAME = 26;
const COLOURS: Readonly<Record<AlertRule['severity'], string>> = { critical: 'red', warning: 'orange', info: 'blue' };
const WELL = 'green';
/** What a tile counts where nothing is known, and how that is shown: no number of places. */
const NOTHING_KNOWN = -1;
const UNKNOWN = { text: 'no data', color: 'purple', index: 0 };

/**
 * A dashboard for each loop, of what the sources feed, and first one over all: how many places are beyond each alert now, RED of services, USE of nodes.
 * Expressions and thresholds are those of the alerts.
 */
export function dashboards(shown: Shown): readonly GrafanaDashboard[] {
  const loops = ORDER.filter((id) => id !== 'S6').flatMap((id) => {
    const panels = fed(PANELS[id], shown.sources);
    return panels.length === 0 ? [] : [dashboardOf(shown, id, [story(id), ...panels.map((panel) => drawn(id, panel))])];
  });
  const counts = ORDER.flatMap((id) => {
    const alerts = ALERTS.filter(({ signature, sources }) => signature === id && sources.every((source) => shown.sources.has(source)));
    return alerts.length === 0 ? [] : [counted(id, alerts)];
  });
  const signals = fed(PANELS.S6, shown.sources).map((panel) => drawn('S6', panel));
  return [dashboardOf(shown, 'S6', [story('S6'), ...counts, ...signals]), ...loops];
}

type Laid = Omit<GrafanaPanel, 'id' | 'gridPos'>;

function dashboardOf({ name, runbookBaseUrl }: Shown, id: SignatureId, panels: readonly Laid[]): GrafanaDashboard {
  const { loop, symptom } = SIGNATURES[id];
  return {
    uid: `${name.slice(0, LONGEST_NAME)}-${loop}`,
    title: `Loops of ${name}: ${TITLES[loop] ?? loop}`,
    description: symptom,
    tags: [name, 'looplaw', id],
    schemaVersion: SCHEMA,
    editable: true,
    refresh: '1m',
    time: { from: 'now-3h', to: 'now' },
    links: [
      link({ title: 'Loops', type: 'dashboards', tags: [name, 'looplaw'] }),
      link({ title: `Runbook ${id}`, type: 'link', url: `${runbookBaseUrl.replace(/\/+$/, '')}/${runbookFile(id)}`, targetBlank: true }),
    ],
    templating: { list: [{ type: 'datasource', name: 'datasource', label: 'Prometheus', query: 'prometheus' }] },
    panels: placed(panels),
  };
}

const TITLES: Partial<Record<Loop, string>> = { 'control-plane': 'control plane', 'observability': 'all at a glance' };

function link(said: Partial<DashboardLink> & Pick<DashboardLink, 'title' | 'type'>): DashboardLink {
  return { tags: [], asDropdown: false, icon: said.type === 'link' ? 'doc' : 'external link', includeVars: true, keepTime: true, targetBlank: false, tooltip: '', ...said };
}

/** Panels two in a row; text over the whole width, and so the last one when it would be alone. */
function placed(panels: readonly Laid[]): readonly GrafanaPanel[] {
  let [x, y] = [0, 0];
  return panels.map((panel, i) => {
    const isWide = panel.type === 'text' || x === 0 && i === panels.length - 1;
    const [w, h] = [isWide ? WIDTH : WIDTH / 2, panel.type === 'text' ? 4 : 8];
    const gridPos = { x, y, w, h };
    x = (x + w) % WIDTH;
    if (x === 0) y += h;
    return { id: i + 1, ...panel, gridPos };
  });
}

function story(id: SignatureId): Laid {
  const { symptom, blamed, cause, metric, mitigation } = SIGNATURES[id];
  const content = `**${id}: ${symptom}**\n\nTeams blame ${blamed}. Real cause: ${cause}.\n\nWatch ${metric}. Fix for good: ${mitigation}.`;
  return { type: 'text', title: '', options: { mode: 'markdown', content } };
}

function drawn(id: SignatureId, { title, unit, queries, limits }: Panel): Laid {
  return {
    type: 'timeseries', title, description: describe(id, limits.map(({ alert }) => alert)), datasource: DATASOURCE,
    targets: queries.map(({ expr, legend }, i) => target(i, expr, legend)),
    fieldConfig: fields({
      unit, ...(unit !== 'bytes' && { min: 0 }), thresholds: { mode: 'absolute', steps: stepsOf(limits) }, color: { mode: 'palette-classic' },
      custom: { lineWidth: 1, fillOpacity: 5, showPoints: 'never', thresholdsStyle: { mode: limits.length > 0 ? 'dashed' : 'off' } },
    }),
    options: { legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] }, tooltip: { mode: 'multi', sort: 'desc' } },
  };
}

/** In how many places each alert of a signature holds now. */
function counted(id: SignatureId, alerts: readonly AlertRule[]): Laid {
  const steps = [{ value: null, color: WELL }, { value: 1, color: COLOURS.critical }];
  return {
    type: 'stat', title: `${id}: ${SIGNATURES[id].symptom}`, datasource: DATASOURCE,
    description: `${describe(id, alerts)}\n\nA tile says "no data" where what feeds it is not there: then nothing is known, which is no good news.`,
    // Of now only: over a range the last number of a source that has vanished would stand for hours.
    targets: alerts.map((alert, i) => ({ ...target(i, placesOf(alert), alert.name), range: false, instant: true })),
    fieldConfig: fields({
      unit: 'short', mappings: [{ type: 'value', options: { [NOTHING_KNOWN]: UNKNOWN } }],
      thresholds: { mode: 'absolute', steps }, color: { mode: 'thresholds' },
    }),
    options: { reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false }, textMode: 'value_and_name', colorMode: 'background', graphMode: 'none', justifyMode: 'auto', orientation: 'auto' },
  };
}

/** In how many places an alert holds; in none only where its witnesses are there. */
function placesOf(alert: AlertRule): string {
  const witnesses = witnessesOf(alert).map((witness) => `group(${witness})`).join(' and ');
  return `count(\n${alert.expr}\n)\nor 0 * (${witnesses})\nor vector(${NOTHING_KNOWN})`;
}

function target(index: number, expr: string, legendFormat: string): Target {
  return { refId: String.fromCharCode(65 + index), datasource: DATASOURCE, editorMode: 'code', expr, legendFormat, range: true, instant: false };
}

function fields(defaults: FieldConfigSource['defaults']): FieldConfigSource {
  return { defaults, overrides: [] };
}

/** Colours from below to above: what an alert fires on has the colour of its severity. */
function stepsOf(limits: readonly Limit[]): readonly Threshold[] {
  const below = limits.filter(({ side, at }, i) => side === 'below' && limits.findIndex((other) => other.side === side && other.at === at) === i).sort((a, b) => a.at - b.at);
  const above = limits.filter(({ side }) => side === 'above').sort((a, b) => a.at - b.at);
  return [
    ...below.map(({ alert }, i) => ({ value: below[i - 1]?.at ?? null, color: COLOURS[alert.severity] })),
    { value: below.at(-1)?.at ?? null, color: WELL },
    ...above.map(({ alert, at }) => ({ value: at, color: COLOURS[alert.severity] })),
  ];
}

function describe(id: SignatureId, alerts: readonly AlertRule[]): string {
  const { symptom, cause, metric } = SIGNATURES[id];
  const firing = alerts.map(({ name, severity, for: wait }) => `${name} (${severity}, after ${wait})`);
  return [`Symptom: ${symptom}.`, `Real cause: ${cause}.`, `Metric: ${metric}.`, ...(firing.length > 0 ? [`Alerts: ${firing.join(', ')}.`] : [])].join('\n\n');
}

function fed(panels: readonly Panel[], sources: ReadonlySet<Source>): readonly Panel[] {
  return panels.filter((panel) => panel.sources.every((source) => sources.has(source))).map((panel) => ({
    ...panel,
    queries: panel.queries.filter(({ source }) => source === undefined || sources.has(source)),
    limits: panel.limits.filter(({ alert }) => panel.sources.length > 0 || alert.sources.every((source) => sources.has(source))),
  })).filter(({ queries }) => queries.length > 0);
}
