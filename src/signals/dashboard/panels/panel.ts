import type { AlertRule, Source } from '../../alert-rule';

/** A unit in Grafana's words. `short` is a plain number. */
export type Unit = 's' | 'percentunit' | 'short' | 'bytes' | 'reqps' | 'pps';

/** What a panel draws. */
export interface Query {
  readonly expr: string;
  /** Name of each line, with labels filled in. */
  readonly legend: string;
  /** Where it needs one that not all of its panel need: without it the panel is drawn without this line. */
  readonly source?: Source;
}

/** From where on, or below what, an alert fires. */
export interface Limit {
  readonly alert: AlertRule;
  readonly side: 'above' | 'below';
  readonly at: number;
}

/** One thing to look at, in numbers an alert watches. */
export interface Panel {
  readonly title: string;
  readonly unit: Unit;
  readonly sources: readonly Source[];
  readonly queries: readonly Query[];
  readonly limits: readonly Limit[];
}

/** `== 0` is drawn as below one, `> 0` of what is counted as from one on. */
const COMPARED = /\s(>=|>|<|==)\s([\d.]+)$/;

/**
 * A panel of what alerts compare with a number: they all watch the same, the first says how. For an alert that says more than that, use {@link panel}.
 * @throws Error when an expression does not end in a comparison with a number
 */
export function watched(title: string, unit: Unit, legend: string, ...alerts: readonly [AlertRule, ...AlertRule[]]): Panel {
  const limits = alerts.map((alert) => limitOf(alert, unit));
  const [first] = alerts;
  return panel(title, unit, first.sources, [{ expr: first.expr.replace(COMPARED, ''), legend }], ...limits);
}

/** A panel of these queries, with the limits of alerts that watch the same in other words. */
export function panel(title: string, unit: Unit, sources: readonly Source[], queries: readonly Query[], ...limits: readonly Limit[]): Panel {
  return { title, unit, sources, queries, limits };
}

/** The alert of this name. @throws Error when there is none */
export function named(alerts: readonly AlertRule[], name: AlertRule['name']): AlertRule {
  const found = alerts.find((alert) => alert.name === name);
  if (found === undefined) throw new Error(`there is no alert ${name}`);
  return found;
}

function limitOf(alert: AlertRule, unit: Unit): Limit {
  const [, sign, text] = COMPARED.exec(alert.expr) ?? [];
  if (sign === undefined) throw new Error(`the expression of ${alert.name} does not end in a comparison`);
  const number = Number(text);
  if (sign === '<') return { alert, side: 'below', at: number };
  if (sign === '==' && number === 0) return { alert, side: 'below', at: 1 };
  return { alert, side: 'above', at: sign === '>' && unit === 'short' ? number + 1 : number };
}
