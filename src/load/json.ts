import type { Limits } from './limits';
import { asMapping } from './mapping';
import { ReadError } from './read-error';

/** One JSON value in a text that may hold several. */
export interface JsonReading {
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
  /** Whether some object has a key twice. */
  readonly repeated: boolean;
}

/**
 * Reads a text that holds one JSON value, or several one after the other (`{…}{…}`, JSON lines); `null` when it is not
 * JSON. Offsets count in `text`.
 *
 * @throws ReadError `depth-limit`, or `invalid-json` for a number JSON can write but not mean, such as 1e400
 */
export function readJson(text: string, limits: Limits): JsonReading[] | null {
  if (!/^\s*[[{]/.test(text)) return null;
  const whole = parse(text);
  if (whole !== undefined) return [reading(text, 0, text.length, whole, limits)];
  const readings: JsonReading[] = [];
  for (const [start, end] of valuesIn(text) ?? []) {
    const part = text.slice(start, end);
    const value = parse(part);
    if (value === undefined) return null;
    readings.push(reading(part, start, end, value, limits));
  }
  return readings.length > 1 ? readings : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function reading(text: string, start: number, end: number, value: unknown, limits: Limits): JsonReading {
  return { start, end, value, repeated: settle(value, limits.maxDepth, start) < countKeys(text) };
}

/**
 * Walks a parsed value level by level without recursion: gives every object the prototype of maps, refuses what is too
 * deep, and returns the number of keys.
 */
function settle(root: unknown, maxDepth: number, offset: number): number {
  let keys = 0;
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) throw new ReadError('depth-limit', `Nested deeper than ${maxDepth} levels. Flatten the document.`, offset);
    const below: unknown[] = [];
    for (const node of level) {
      if (typeof node === 'number' && !Number.isFinite(node)) {
        throw new ReadError('invalid-json', 'Found a number beyond the range of a double. Write a smaller one.', offset);
      }
      if (typeof node !== 'object' || node === null) continue;
      if (Array.isArray(node)) {
        for (const item of node) if (needsVisit(item)) below.push(item);
        continue;
      }
      asMapping(node);
      for (const key in node) {
        keys += 1;
        const value = (node as Record<string, unknown>)[key];
        if (needsVisit(value)) below.push(value);
      }
    }
    level = below;
  }
  return keys;
}

function needsVisit(value: unknown): boolean {
  return typeof value === 'number' ? !Number.isFinite(value) : typeof value === 'object' && value !== null;
}

/** Counts the keys in the text of a JSON value: strings that a colon follows. */
function countKeys(text: string): number {
  let keys = 0;
  for (let open = text.indexOf('"'); open >= 0;) {
    let after = endOfString(text, open);
    while (isBlank(text.charCodeAt(after))) after += 1;
    if (text.charCodeAt(after) === 58) keys += 1;
    open = text.indexOf('"', after);
  }
  return keys;
}

/** Where the top-level values of concatenated JSON begin and end; `null` when brackets do not match up. */
function valuesIn(text: string): [start: number, end: number][] | null {
  const values: [number, number][] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 34:
        at = endOfString(text, at) - 1;
        break;
      case 91: case 123:
        if (depth === 0) start = at;
        depth += 1;
        break;
      case 93: case 125:
        depth -= 1;
        if (depth < 0) return null;
        if (depth === 0) values.push([start, at + 1]);
        break;
      default:
        if (depth === 0 && !isBlank(text.charCodeAt(at))) return null;
    }
  }
  return depth === 0 ? values : null;
}

function endOfString(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 92) backslashes += 1;
    if (backslashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 13 || unit === 9;
}
