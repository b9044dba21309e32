import type { Place } from '../load/place';

/** How a document is laid out, so that what is added looks like the rest of it. */
export interface Layout {
  readonly newline: string;
  /** Columns a map is indented below its key. */
  readonly indent: number;
  /** Columns the dash of a list is indented below its key. */
  readonly dash: number;
  readonly isJson: boolean;
}

/** The layout of a document: that of its first nested map and its first list. Two columns and an indented dash where it has none. */
export function layoutOf(text: string, root: Place): Layout {
  return {
    newline: /\r\n|\n|\r/.exec(text)?.[0] ?? '\n',
    indent: firstOffset(text, root, isBlockMap) ?? 2,
    dash: firstOffset(text, root, isBlockList) ?? 2,
    isJson: isJson(text),
  };
}

/** Columns between a key and the collection below it, for the first one of a sort. */
function firstOffset(text: string, place: Place, isOne: (text: string, below: Place) => boolean): number | null {
  for (const below of place.entries?.values() ?? []) {
    if (below.entries === null) continue;
    const offset = below.keyStart >= 0 && isOne(text, below) ? columnOf(text, below.start) - columnOf(text, below.keyStart) : -1;
    const found = offset >= 0 ? offset : firstOffset(text, below, isOne);
    if (found !== null) return found;
  }
  return null;
}

/** Whether a collection stands between brackets. */
export function isFlow(text: string, { start }: Place): boolean {
  return text[start] === '{' || text[start] === '[';
}

/** 0-based column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Offset of the first character of a line. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineEnd(text, at - 1)) at -= 1;
  return at;
}

/** Offset after the last character of a line. */
export function lineEnd(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isLineEnd(text, at)) at += 1;
  return at;
}

function isBlockMap(text: string, place: Place): boolean {
  return !isFlow(text, place) && [...place.entries!.keys()].some((key) => typeof key === 'string');
}

function isBlockList(text: string, place: Place): boolean {
  return text[place.start] === '-' && place.entries?.has(0) === true;
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isLineEnd(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 10 || unit === 13;
}
