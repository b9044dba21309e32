import type { Rendering } from './render/rendering';
import type { Range } from './resource';

/** A text with its name and its lines. `\n`, `\r\n` and a lone `\r` end a line. */
export class Source {
  private starts: number[] | null = null;

  /** @param rendering how it came about, where it is edited elsewhere */
  constructor(readonly file: string, readonly text: string, readonly rendering: Rendering | null = null) {}

  /** 1-based line and column of an offset; offsets beyond the text count as its end. */
  position(offset: number): { line: number; column: number } {
    const starts = this.lineStarts();
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - starts[low]! + 1 };
  }

  range(start: number, end: number): Range {
    const from = this.position(start);
    const to = this.position(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  /** Lines `from` … `to`, 1-based and inclusive, without their ends; what lies outside of the text is left out. */
  lines(from: number, to: number): string[] {
    const starts = this.lineStarts();
    const lines: string[] = [];
    for (let line = Math.max(1, from); line <= Math.min(to, starts.length); line += 1) {
      lines.push(this.text.slice(starts[line - 1], starts[line] ?? this.text.length).replace(/\r?\n$|\r$/, ''));
    }
    return lines;
  }

  private lineStarts(): number[] {
    return this.starts ??= lineStartsOf(this.text);
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}
