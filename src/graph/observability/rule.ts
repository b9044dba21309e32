import { Subject } from '../reading/subject';
import { parsePromql, type Expression } from './promql';

/** A rule of Prometheus: one that alerts, or one that records a series. */
export class Rule extends Subject {
  private expressionOnce: Expression | undefined;

  /**
   * @param field what holds its expression: `expr`, or `expression` in Azure's own rules
   * @param asksSwitch does it run, where it or its set can be switched off?
   */
  constructor(at: Subject, readonly field: string, private readonly asksSwitch: () => boolean) {
    super(at.node, at, [], at.type);
  }

  /** Does it run? Throws `Undecided` where a switch is not known. */
  get isOn(): boolean {
    return this.asksSwitch();
  }

  get isAlert(): boolean {
    return this.holds('alert');
  }

  /** The expression as it is written; `null` where there is none. */
  get text(): string | null {
    return this.string(this.field) ?? null;
  }

  protected get expression(): Expression {
    return (this.expressionOnce ??= parsePromql(this.text ?? ''));
  }

  /** Is something written there? States of Terraform hold an empty text where nothing is. */
  protected holds(key: string): boolean {
    return this.has(key) && this.raw(key) !== '';
  }
}
