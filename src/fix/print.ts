import { keyOfScalar, resolveScalar } from '../load/scalar';
import type { Layout } from './layout';

/** A value on one line: JSON in a JSON document, else flow style with as few quotes as it can do with. */
export function inline(value: unknown, layout: Pick<Layout, 'isJson'>): string {
  if (layout.isJson) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, layout)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${entriesOf(value).map(([key, item]) => `${keyText(key, layout)}: ${inline(item, layout)}`).join(', ')}}`;
  return typeof value === 'string' && isPlain(value) && resolveScalar(value) === value ? value : JSON.stringify(value);
}

/** A key as it is written before its colon. */
export function keyText(key: string, { isJson }: Pick<Layout, 'isJson'>): string {
  return !isJson && isPlain(key) && keyOfScalar(key) === key ? key : JSON.stringify(key);
}

/** An entry of a map in block style, line by line. */
export function entryLines(key: string, value: unknown, column: number, layout: Layout): readonly string[] {
  const head = `${' '.repeat(column)}${keyText(key, layout)}:`;
  if (!isFilled(value)) return [`${head} ${inline(value, layout)}`];
  return [head, ...(Array.isArray(value)
    ? value.flatMap((item) => itemLines(item, column + layout.dash, layout))
    : entriesOf(value).flatMap(([name, item]) => entryLines(name, item, column + layout.indent, layout)))];
}

/** An item of a list in block style, line by line. */
export function itemLines(value: unknown, column: number, layout: Layout): readonly string[] {
  const dash = `${' '.repeat(column)}- `;
  if (!isFilled(value) || Array.isArray(value)) return [dash + inline(value, layout)];
  const [first = '', ...rest] = entriesOf(value).flatMap(([name, item]) => entryLines(name, item, column + 2, layout));
  return [dash + first.slice(column + 2), ...rest];
}

function entriesOf(map: object): readonly (readonly [string, unknown])[] {
  return Object.entries(map).filter(([, value]) => value !== undefined);
}

function isFilled(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** Certain to need no quotes for its characters, in any style; what it would mean without them is another question. */
function isPlain(text: string): boolean {
  return /^\w(?:[\w./-]*\w)?$/.test(text);
}
