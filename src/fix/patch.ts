import type { Edit } from '../finding';
import type { Path } from '../load/resource';
import { Uneditable } from './edit';

type Node = Record<string | number, unknown>;

/**
 * A value with a patch applied: `add` creates missing parents and inserts into lists, as JSON Patch does. Only what lies along a path is
 * copied: a node that an alias shares changes in one place and not in the other. Throws {@link Uneditable}.
 */
export function patched(value: unknown, patch: readonly Edit[]): unknown {
  return patch.reduce((now, edit) => applied(now, edit, edit.path), value);
}

function applied(node: unknown, edit: Edit, [step, ...rest]: Path): unknown {
  if (step === undefined) return edit.op === 'remove' ? undefined : edit.value;
  if (Array.isArray(node)) {
    const index = Number(step);
    if (index > node.length || (index === node.length && (rest.length > 0 || edit.op !== 'add'))) throw new Uneditable('the list is shorter than that');
    if (rest.length > 0) return node.with(index, applied(node[index], edit, rest));
    return edit.op === 'replace' ? node.with(index, edit.value) : node.toSpliced(index, edit.op === 'remove' ? 1 : 0, ...(edit.op === 'remove' ? [] : [edit.value]));
  }
  if (node !== undefined && node !== null && !isNode(node)) throw new Uneditable('another value stands where a map belongs');
  const { [step]: old, ...others } = node ?? {};
  return edit.op === 'remove' && rest.length === 0 ? others : { ...others, [step]: applied(old, edit, rest) };
}

/** Whether two values are the same data, whatever the order of keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isNode(a) || !isNode(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/**
 * A patch as edits that touch as little as they can: a map that replaces a map becomes edits of the entries that differ.
 * Removals come last, so that no map is empty in between.
 */
export function finest(value: unknown, patch: readonly Edit[]): readonly Edit[] {
  const edits = patch.flatMap((edit) => refined(edit.path.reduce<unknown>((node, step) => (isNode(node) ? node[step] : undefined), value), edit));
  return [...edits.filter(({ op }) => op !== 'remove'), ...edits.filter(({ op }) => op === 'remove')];
}

function refined(old: unknown, edit: Edit): readonly Edit[] {
  if (edit.op === 'remove' || typeof edit.path.at(-1) === 'number') return [edit];
  const { path, value } = edit;
  if (isSame(old, value)) return [];
  if (!isFilledMap(old) || !isFilledMap(value)) return [edit];
  return [
    ...Object.entries(value).flatMap(([key, entry]) => refined(old[key], { op: Object.hasOwn(old, key) ? 'replace' : 'add', path: [...path, key], value: entry })),
    ...Object.keys(old).filter((key) => !Object.hasOwn(value, key)).map((key): Edit => ({ op: 'remove', path: [...path, key] })),
  ];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function isFilledMap(value: unknown): value is Node {
  return isNode(value) && !Array.isArray(value) && Object.keys(value).length > 0;
}
