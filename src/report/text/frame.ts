import type { Finding } from '../../finding';
import type { Path, Range, Resource } from '../../load/resource';
import type { Page } from './page';
import { pathText } from '../place';
import { redactions } from '../secret/redact';
import { rewrite, type Rewritten, type Span } from './rewrite';
import { NOT_ASCII, UNPRINTABLE, visible } from '../sanitize';
import { columns, widthOf } from './width';

/**
 * The lines around a finding with its key or value underlined; empty where there is no text. Only lines of the object itself are
 * shown: a neighbour in the file may be a Secret. Secrets of the object are masked, long lines are cropped around the mark.
 */
export function frameOf(finding: Finding, page: Page): readonly string[] {
  const { range } = finding;
  const whole = finding.resource.origin.locate([]);
  if (range === null || whole === null || isEmpty(whole)) return [];
  const first = Math.max(whole.line, range.line - 1);
  const lines = finding.resource.origin.lines(first, Math.min(lastLineOf(whole), range.line + 1));
  const marked = range.line - first;
  const shown = lines.map((line, i) => cleaned(line, first + i, finding.resource, whole, page));
  const focus = shown[marked];
  if (focus === undefined) return [];

  const { ink, glyphs } = page;
  const gutter = String(first + lines.length - 1).length;
  const room = page.width - gutter - 7;
  const [start, end] = mark(focus, lines[marked]!, range);
  const left = cropStart(start, end, room);
  const head = (n: string, sign = ' ') => `  ${sign} ${n.padStart(gutter)} ${glyphs.bar}`;
  const rows = shown.map(({ text }, i) => {
    const code = crop(text, left, room, glyphs.more);
    return i === marked
      ? `${ink(head(String(first + i), glyphs.pointer), 'cyan')} ${code}`.trimEnd()
      : ink(`${head(String(first + i))} ${code}`.trimEnd(), 'dim');
  });
  const underline = glyphs.caret.repeat(Math.max(1, Math.min(end - left, room) - (start - left)));
  const label = missingText(finding);
  const fits = widthOf(label) + start - left + underline.length < room;
  const under = `${ink(head(''), 'cyan')} ${' '.repeat(start - left)}${ink(underline, colorOf(finding))}${label && fits ? ` ${label}` : ''}`;
  return [...rows.slice(0, marked + 1), under, ...rows.slice(marked + 1)];
}

/** Colour that goes with a severity. */
export function colorOf({ severity }: Pick<Finding, 'severity'>): 'red' | 'yellow' | 'blue' {
  return severity === 'error' ? 'red' : severity === 'warning' ? 'yellow' : 'blue';
}

/** A source line without secrets, control characters and neighbours. */
function cleaned(line: string, number: number, resource: Resource, whole: Range, { unicode, glyphs }: Page): Rewritten {
  const controls = Array.from(line.matchAll(unicode ? UNPRINTABLE : NOT_ASCII), ({ 0: char, index }): Span => (
    { start: index, end: index + char.length, text: char === '\t' ? '  ' : visible(char) }
  ));
  return rewrite(line.trimEnd(), [...neighbours(line, number, whole, glyphs.more), ...redactions(resource, number, line), ...controls]);
}

/** What stands on the first and last line of an object and is not its own; commas, brackets and comments may stay. */
function neighbours(line: string, number: number, whole: Range, more: string): readonly Span[] {
  const spans: Span[] = [];
  const start = whole.column - 1;
  const end = whole.endColumn - 1;
  if (number === whole.line && !/^[\s-]*$/.test(line.slice(0, start))) spans.push({ start: 0, end: start, text: more });
  if (number === whole.endLine && !/^[\s,\]}]*(?:#.*)?$/.test(line.slice(end))) spans.push({ start: end, end: line.length, text: more });
  return spans;
}

/** Columns of what is underlined: all of it on one line, else one sign at its beginning. */
function mark({ text, offset }: Rewritten, line: string, range: Range): readonly [start: number, end: number] {
  const from = Math.min(range.column - 1, line.trimEnd().length);
  const to = range.endLine === range.line ? range.endColumn - 1 : from + 1;
  const start = widthOf(text.slice(0, offset(from, 'start')));
  return [start, Math.max(start + 1, widthOf(text.slice(0, offset(Math.min(to, line.trimEnd().length), 'end'))))];
}

/** First column to show so that the mark is seen: 0 while it fits, else with a third of the room before it. */
function cropStart(start: number, end: number, room: number): number {
  return Math.min(end, start + Math.floor(room / 3)) <= room - 2 ? 0 : start - Math.floor(room / 3);
}

function crop(text: string, left: number, room: number, more: string): string {
  const isCutLeft = left > 0;
  const rest = columns(text, left + (isCutLeft ? more.length : 0), Number.MAX_SAFE_INTEGER);
  const space = room - (isCutLeft ? more.length : 0);
  const shown = widthOf(rest) <= space ? rest : columns(rest, 0, space - more.length) + more;
  return isCutLeft && shown !== '' ? more + shown : shown;
}

/** What is not written: the steps of the path that lead beyond the object as it is. */
function missingText({ resource, path }: Finding): string {
  const missing = missingSteps(resource.value, path);
  return missing.length === 0 ? '' : `${pathText(missing)} is not written`;
}

function missingSteps(value: unknown, path: Path): Path {
  let node = value;
  for (const [i, step] of path.entries()) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, step)) return path.slice(i);
    node = (node as Readonly<Record<string | number, unknown>>)[step];
  }
  return [];
}

function isEmpty({ line, column, endLine, endColumn }: Range): boolean {
  return line === endLine && column >= endColumn;
}

/** A range that ends before the first character of a line ends with the line before. */
function lastLineOf({ endLine, endColumn }: Range): number {
  return endColumn === 1 ? endLine - 1 : endLine;
}
