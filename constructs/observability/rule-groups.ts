import { runbookFile } from '../../src/signals/runbook-address';
import { LAYERS, type AlertRule, type Source } from '../../src/signals/alert-rule';
import { ALERTS } from '../../src/signals/alerts';
import { RECORDINGS } from '../../src/signals/recordings';

/** A rule as Prometheus reads it. */
export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Rules that are evaluated together. */
export interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** An alert that is left out, and the sources it would need. */
export interface OmittedAlert {
  readonly alert: string;
  readonly lacks: readonly Source[];
}

/** The rules that these sources can feed: RED and USE first, then alerts, the control plane before what hangs on it. */
export function ruleGroups(sources: ReadonlySet<Source>, runbookBaseUrl: string): readonly RuleGroup[] {
  const recordings = RECORDINGS.filter(({ source }) => sources.has(source)).map(({ record, expr }) => ({ record, expr }));
  const alerts = ALERTS.filter((alert) => lacking(alert, sources).length === 0);
  return [
    { name: 'looplaw.signals', rules: recordings },
    ...LAYERS.map((layer) => ({ name: `looplaw.${layer}`, rules: alerts.filter((alert) => alert.layer === layer).map((alert) => ruleOf(alert, runbookBaseUrl)) })),
  ].filter(({ rules }) => rules.length > 0);
}

/** The alerts that these sources can not feed. */
export function omittedAlerts(sources: ReadonlySet<Source>): readonly OmittedAlert[] {
  return ALERTS.map((alert) => ({ alert: alert.name, lacks: lacking(alert, sources) })).filter(({ lacks }) => lacks.length > 0);
}

function lacking({ sources: needed }: AlertRule, sources: ReadonlySet<Source>): readonly Source[] {
  return needed.filter((source) => !sources.has(source));
}

function ruleOf(alert: AlertRule, runbookBaseUrl: string): Rule {
  const { name, expr, signature, symptom, layer, severity, summary } = alert;
  return {
    alert: name, expr, for: alert.for,
    labels: { severity, layer, looplaw_signature: signature },
    annotations: { summary, runbook_url: `${runbookBaseUrl.replace(/\/+$/, '')}/${runbookFile(signature)}#${symptom}` },
  };
}
