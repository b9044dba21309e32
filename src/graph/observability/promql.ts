import type { LRParser } from '@lezer/lr';

/** A metric an expression reads, and where its name stands in the text. */
export interface Metric {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A comparison with a number, as an alert makes one; `null` where the other side is no plain number. */
export interface Comparison {
  /** The names of the metrics that are compared. */
  readonly metrics: readonly string[];
  /** Does it hold when they are above the number (or equal to it)? */
  readonly isAbove: boolean;
  readonly threshold: number | null;
}

/** What an expression of Prometheus' query language says. */
export interface Expression {
  readonly metrics: readonly Metric[];
  readonly comparisons: readonly Comparison[];
  /** Was all of it understood? Templates and dialects may hold more than the grammar knows; what was read is right all the same. */
  readonly isWhole: boolean;
}

/**
 * Reads an expression with the grammar of Prometheus' own editor, which is loaded when the first one is read.
 * @see https://github.com/prometheus/prometheus/tree/main/web/ui/module/lezer-promql
 */
export function parsePromql(text: string): Expression {
  // Parsing takes a tenth of a second to load, and few sets hold an expression that has to be read.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { parser } = require('@prometheus-io/lezer-promql') as { readonly parser: LRParser };
  const metrics: Metric[] = [];
  const comparisons: { readonly from: number; readonly to: number; readonly isAbove: boolean; readonly threshold: number | null }[] = [];
  let isWhole = true;
  parser.parse(text).iterate({
    enter({ name, type, from, to, node }) {
      if (type.isError) isWhole = false;
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.push({ name: text.slice(from, to), from, to });
      if (name === 'UnquotedLabelMatcher') metrics.push(...namedByLabel(text.slice(from, to), from));
      if (name === 'QuotedLabelName') metrics.push({ name: text.slice(from + 1, to - 1), from: from + 1, to: to - 1 });
      const [left, right] = [node.firstChild, node.lastChild];
      if (name !== 'BinaryExpr' || left === null || right === null) return;
      const isOver = node.getChild('Gtr') ?? node.getChild('Gte');
      if (isOver === null && (node.getChild('Lss') ?? node.getChild('Lte')) === null) return;
      const leftNumber = numberIn(text.slice(left.from, left.to));
      const [measured, threshold, isAbove] = leftNumber === null
        ? [left, numberIn(text.slice(right.from, right.to)), isOver !== null]
        : [right, leftNumber, isOver === null];
      comparisons.push({ from: measured.from, to: measured.to, threshold, isAbove });
    },
  });
  return {
    metrics,
    isWhole,
    comparisons: comparisons.map(({ from, to, isAbove, threshold }) => ({
      isAbove, threshold, metrics: metrics.filter((m) => m.from >= from && m.to <= to).map(({ name }) => name),
    })),
  };
}

function namedByLabel(matcher: string, at: number): readonly Metric[] {
  const [, before = '', name] = /^(__name__\s*=\s*["'`])([^"'`]*)["'`]$/.exec(matcher) ?? [];
  return name === undefined ? [] : [{ name, from: at + before.length, to: at + before.length + name.length }];
}

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** A number, or a duration of one unit, which counts in seconds. */
function numberIn(text: string): number | null {
  const [, digits, unit] = /^\(*([\d.]+)(ms|s|m|h)\)*$/.exec(text) ?? [];
  if (digits !== undefined && unit !== undefined) return Number(digits) * (SECONDS[unit] ?? 1);
  const plain = text.replace(/^\(+|\)+$/g, '').trim();
  return plain === '' || Number.isNaN(Number(plain)) ? null : Number(plain);
}
