import { Undecided } from '../reading/unknown';
import { Rule } from './rule';

/** What templates leave where something is to be filled in; no expression has it outside of quotes. */
const PLACEHOLDER = /\$|\{\{/;

/** A rule that alerts. */
export class Alert extends Rule {
  constructor(rule: Rule) {
    super(rule, rule.field, () => rule.isOn);
  }

  get name(): string {
    return this.string('alert') ?? '';
  }

  /** What is missing to act on it at night, and to sleep until then. */
  get lacks(): readonly string[] {
    return [
      ...(this.in('annotations').has('runbook_url') ? [] : ['annotation runbook_url']),
      ...(this.holds('for') || this.holds('keep_firing_for') ? [] : ['for']),
    ];
  }

  /** Does its expression ask for a metric of such a name? Undecided where it may, once its template is filled in. */
  asksFor(metric: RegExp): boolean {
    const text = this.text ?? '';
    // The text tells most of them apart without a parser.
    if (metric.test(text) && this.expression.metrics.some(({ name }) => metric.test(name))) return true;
    if (PLACEHOLDER.test(text) && !this.expression.isWhole) throw new Undecided('part of the expression is a template', [...this.path, this.field]);
    return false;
  }

  /** The numbers it compares such a metric with; `null` for one that is not written out. */
  thresholdsOf(metric: RegExp): readonly (number | null)[] {
    if (!this.asksFor(metric)) return [];
    return this.expression.comparisons.filter(({ metrics, isAbove }) => isAbove && metrics.some((name) => metric.test(name))).map(({ threshold }) => threshold);
  }
}
