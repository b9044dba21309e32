import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, type Event, type MappingEvent, type ScalarEvent, type SequenceEvent } from 'js-yaml';

/** From the first to after the last character that belongs to a scalar: its quotes, or the header of its block, included. */
export function extentOf(text: string, event: ScalarEvent): { start: number; end: number } {
  const { valueStart, valueEnd } = event;
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED: case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: valueStart - 1, end: valueEnd + 1 };
    case SCALAR_STYLE.LITERAL_BLOCK: case SCALAR_STYLE.FOLDED_BLOCK: {
      const start = headerStart(text, valueStart);
      return { start, end: start + text.slice(start, valueEnd).trimEnd().length };
    }
    default:
      return { start: valueStart, end: valueEnd };
  }
}

/** Whether a collection is closed by a bracket: one in flow style is, but for a single pair in a list, `[a: b]`. */
export function hasBrackets(text: string, { style, start }: SequenceEvent | MappingEvent): boolean {
  return style === COLLECTION_STYLE.FLOW && (text[start] === '{' || text[start] === '[');
}

/** After the bracket that closes a flow collection: from its last node on, only comments can hold another one. */
export function afterBracket(text: string, lastEnd: number): number {
  let inComment = false;
  for (let at = lastEnd; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 35) inComment = true;
    else if (isLineEnd(text, at)) inComment = false;
    else if (!inComment && (unit === 93 || unit === 125)) return at + 1;
  }
  return text.length;
}

/** Where the node of an event begins. */
export function startOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR: return Math.max(event.valueStart, event.tagStart, event.anchorStart, 0);
    case EVENT_ID.ALIAS: return event.anchorStart;
    case EVENT_ID.SEQUENCE: case EVENT_ID.MAPPING: return event.start;
    default: return 0;
  }
}

/** The header of a block scalar, `|` or `>` with what follows on its line, stands on the line before the text. */
function headerStart(text: string, valueStart: number): number {
  let lineEnd = valueStart;
  while (lineEnd > 0 && isLineEnd(text, lineEnd - 1)) lineEnd -= 1;
  let lineStart = lineEnd;
  while (lineStart > 0 && !isLineEnd(text, lineStart - 1)) lineStart -= 1;
  const header = text.slice(lineStart, lineEnd).trimEnd().search(/[|>][-+0-9]*(?:\s+#.*)?$/);
  return header < 0 ? valueStart : lineStart + header;
}

function isLineEnd(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 10 || unit === 13;
}
