/** A piece of a line, in UTF-16 code units, and what stands there instead. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A line after replacements, which still knows where its places went. */
export interface Rewritten {
  readonly text: string;
  /** Where an offset of the original line is now. One inside of a replacement moves to the given edge of it. */
  readonly offset: (original: number, edge: 'start' | 'end') => number;
}

/** Replaces spans of a line. Where spans overlap, the one that starts first stands for all of them. */
export function rewrite(line: string, spans: readonly Span[]): Rewritten {
  const parts = disjoint(spans);
  let text = '';
  let read = 0;
  for (const part of parts) {
    text += line.slice(read, part.start) + part.text;
    read = part.end;
  }
  return { text: text + line.slice(read), offset: (original, edge) => moved(parts, original, edge) };
}

function moved(parts: readonly Span[], original: number, edge: 'start' | 'end'): number {
  let shift = 0;
  for (const { start, end, text } of parts) {
    if (original <= start) break;
    if (original < end) return start + shift + (edge === 'start' ? 0 : text.length);
    shift += text.length - (end - start);
  }
  return original + shift;
}

function disjoint(spans: readonly Span[]): readonly Span[] {
  const parts: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = parts.at(-1);
    if (last === undefined || span.start >= last.end) parts.push(span);
    else if (span.end > last.end) parts[parts.length - 1] = { ...last, end: span.end };
  }
  return parts;
}
