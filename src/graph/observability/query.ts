import { isMap, Subject } from '../reading/subject';
import { maybe, Undecided } from '../reading/unknown';
import type { KubeObject } from '../object/kube-object';
import { parsePromql, type Expression, type Metric } from './promql';
import type { Rule } from './rule';
import { isRecorded } from './recorded-series';
import { MAY_BE_RETIRED, retiredMetric, type RetiredMetric } from './retired-metric';
import type { RuleSet } from './rule-set';

const QUOTE = /["'`]/;

/** One expression of Prometheus' query language, in a rule or on a dashboard. */
export class Query extends Subject {
  private expressionOnce: Expression | undefined;

  /** `at` is the map it is in, `place` leads from there to the text that holds it: an editable one is nothing else. One that is switched off asks for nothing. */
  constructor(at: Subject, readonly place: readonly string[], private readonly read: () => string, private readonly isEditable = false, private readonly isOn: () => boolean = () => true) {
    super(at.node, at, [], at.type);
  }

  /** The expression as it is written. */
  get text(): string {
    return this.read();
  }

  /** What it says. */
  get expression(): Expression {
    return (this.expressionOnce ??= parsePromql(this.text));
  }

  /** The metrics it asks for that no longer exist, and that no rule of the set records anew. */
  get retired(): readonly (Metric & RetiredMetric)[] {
    // Most expressions need no reading to know that there is none.
    if (!this.mayAsk) return [];
    const found = this.expression.metrics.flatMap((metric) => {
      const retired = retiredMetric(metric.name);
      return retired === null || isRecorded(this.object.graph, metric.name) ? [] : [{ ...metric, ...retired }];
    });
    // Whether it runs matters only where it asks for such a metric.
    return found.length > 0 && this.isOn() ? found : [];
  }

  /** It with these metrics renamed; `null` in a longer text, and where more than names has changed. */
  get renewed(): string | null {
    if (!this.isEditable) return null;
    let text = this.text;
    for (const { rename, from, to } of this.retired.toReversed()) {
      if (rename === null || QUOTE.test(text.charAt(to))) return null;
      text = `${text.slice(0, from)}${rename.name}${withMatcher(text.slice(to), rename.matcher)}`;
    }
    return text;
  }

  private get mayAsk(): boolean {
    return maybe(this.isOn) !== false && MAY_BE_RETIRED.test(this.text);
  }

  /** Undecided where part of it that may ask for such a metric is in no grammar: a template, a variable, a dialect. */
  assertWhole(): void {
    if (this.mayAsk && !this.expression.isWhole) throw new Undecided('part of the expression is not PromQL', [...this.path, ...this.place]);
  }
}

/** The expressions of a set of rules. */
export function queriesIn(set: RuleSet): readonly Query[] {
  return set.rules.filter((rule) => rule.has(rule.field)).map((rule) => new Query(rule, [rule.field], () => expressionOf(rule), set.isEditable, () => rule.isOn));
}

/** The expressions of dashboards that Grafana loads from ConfigMaps or its operator. */
export function queriesOn(object: KubeObject): readonly Query[] {
  if (object.kind === 'ConfigMap' && object.group === '') {
    const data = object.in('data');
    const files = data.keys().filter((key) => key.endsWith('.json'));
    return files.flatMap((file) => onDashboard(data.string(file) ?? '').map((text) => new Query(object, ['data', file], () => text)));
  }
  if (object.kind === 'GrafanaDashboard' && object.spec.has('json')) {
    return onDashboard(object.spec.string('json') ?? '').map((text) => new Query(object, ['spec', 'json'], () => text));
  }
  return [];
}

/** An expression, which may be a bare number. No schema of Kubernetes' own holds it to that. */
function expressionOf(rule: Rule): string {
  const written = rule.get(rule.field);
  if (typeof written !== 'string' && typeof written !== 'number') throw new Undecided('the expression is no text', [...rule.path, rule.field]);
  return String(written);
}

/** What follows the name of a metric, with one more condition on its labels. */
function withMatcher(rest: string, matcher: string | null): string {
  if (matcher === null) return rest;
  const [braces, first] = /^\s*\{\s*(\}?)/.exec(rest) ?? [];
  if (braces === undefined) return `{${matcher}}${rest}`;
  return first === '}' ? `{${matcher}}${rest.slice(braces.length)}` : `{${matcher},${rest.slice(braces.length)}`;
}

function onDashboard(json: string): readonly string[] {
  if (!json.includes('"expr"')) return [];
  let root: unknown;
  try {
    root = JSON.parse(json);
  } catch {
    return [];
  }
  const found: string[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (Array.isArray(node)) waiting.push(...node.toReversed() as readonly unknown[]);
    if (!isMap(node)) continue;
    if (typeof node['expr'] === 'string') found.push(withoutVariables(node['expr']));
    waiting.push(...Object.values(node).toReversed());
  }
  return found;
}

/** Grafana fills in its variables before Prometheus reads: a span of time in brackets, else a word. */
function withoutVariables(expression: string): string {
  return expression.replace(/\[\$\{?\w+(?::\w+)?\}?(:?)[^\]]{0,100}\]/g, '[5m$1]').replace(/\$\{(\w+)(?::\w+)?\}|\[\[(\w+)\]\]|\$(\w+)/g, 'variable');
}
