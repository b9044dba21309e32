import { Rule } from './rule';

/** A rule that alerts. */
export class Alert extends Rule {
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

  /** Does its expression ask for a metric of such a name? */
  asksFor(metric: RegExp): boolean {
    // The text tells most of them apart without a parser.
    return metric.test(this.text ?? '') && this.expression.metrics.some(({ name }) => metric.test(name));
  }

  /** The numbers it compares such a metric with; `null` for one that is not written out. */
  thresholdsOf(metric: RegExp): readonly (number | null)[] {
    if (!this.asksFor(metric)) return [];
    return this.expression.comparisons.filter(({ metrics, isAbove }) => isAbove && metrics.some((name) => metric.test(name))).map(({ threshold }) => threshold);
  }
}
