import type { Edit } from '../../src/finding';
import type { SourceOrigin } from './source-origin';
import { children, type Syntax } from './syntax';

/** A piece of source text to replace. */
export interface TextEdit {
  readonly range: readonly [start: number, end: number];
  readonly text: string;
}

/**
 * A patch of an object as an edit of the source that makes it; `null` where that would change something else as well, or is no matter of
 * one literal: constants are shared, and what cdk8s-plus takes is not what it writes.
 */
export function sourceEdit({ deepest, root, made, dialect }: Pick<SourceOrigin, 'deepest' | 'root' | 'made' | 'dialect'>, patch: readonly Edit[]): TextEdit | null {
  const [edit, ...others] = patch;
  if (edit === undefined || others.length > 0 || dialect === 'plus' || dialect === 'cdktf') return null;
  const field = edit.path.at(-1);
  if (typeof field !== 'string' || (dialect === 'kube' && !isWrittenAlike(edit))) return null;
  const parent = deepest(edit.path.slice(0, -1));
  const literal = parent.draft === root ? (children(made, 'arguments')[2] ?? null) : parent.draft.node;
  if (!parent.isWhole || literal?.type !== 'ObjectExpression' || !isWithin(literal, made)) return null;
  const properties = children(literal, 'properties');
  if (properties.some((property) => property?.type !== 'Property')) return null;
  const written = parent.draft.parts?.get(field);
  const property = properties.find((candidate) => candidate !== null && written?.key === (candidate as unknown as { readonly key: Syntax }).key) ?? null;
  if (written?.key != null) {
    // A value that is written elsewhere, or more than a value, is somebody's to change.
    if (property === null || edit.op === 'remove' || !isWithin(written.node, property) || typeof edit.value === 'object') return null;
    return { range: written.node.range, text: codeOf(edit.value) };
  }
  return edit.op === 'remove' ? null : added(literal, properties as readonly Syntax[], `${keyOf(field)}: ${codeOf(edit.value)}`);
}

/** The classes of `cdk8s import` take classes for some values and other names for some fields: what is plain in both is edited. */
function isWrittenAlike({ path, ...edit }: Edit): boolean {
  const isPlain = edit.op === 'remove' || typeof edit.value === 'boolean' || (typeof edit.value === 'string' && /^[A-Za-z]+$/.test(edit.value));
  return isPlain && !/[A-Z]{2}/.test(String(path.at(-1)));
}

function added({ range: [start, end] }: Syntax, properties: readonly Syntax[], text: string): TextEdit {
  const last = properties.at(-1);
  return last === undefined ? { range: [start, end], text: `{ ${text} }` } : { range: [last.range[1], last.range[1]], text: `, ${text}` };
}

function keyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function codeOf(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(codeOf).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{ ${Object.entries(value).map(([key, part]) => `${keyOf(key)}: ${codeOf(part)}`).join(', ')} }`;
  return JSON.stringify(value);
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}

function isWithin({ range: [start, end] }: Syntax, { range: [from, to] }: Syntax): boolean {
  return start >= from && end <= to;
}
