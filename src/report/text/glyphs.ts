/** The few signs that are no letters. */
export interface Glyphs {
  readonly dot: string;
  readonly more: string;
  readonly bar: string;
  readonly pointer: string;
  readonly caret: string;
  readonly rule: string;
  readonly related: string;
  readonly kept: string;
  readonly broken: string;
  readonly unasked: string;
}

const UNICODE: Glyphs = {
  dot: '·', more: '…', bar: '│', pointer: '▸', caret: '━', rule: '─', related: '↳', kept: '✓', broken: '✗', unasked: '·',
};
const ASCII: Glyphs = {
  dot: '-', more: '...', bar: '|', pointer: '>', caret: '^', rule: '-', related: '->', kept: '+', broken: 'x', unasked: '-',
};

/** Signs for a terminal that knows Unicode, or for one that does not. */
export function glyphsOf(unicode: boolean): Glyphs {
  return unicode ? UNICODE : ASCII;
}
