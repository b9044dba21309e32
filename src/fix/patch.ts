import type { Edit } from '../finding';

type Node = Record<string | number, unknown>;

/** A copy of a value with a patch applied: `add` creates missing parents and inserts into lists, as JSON Patch does. */
export function patched(value: unknown, patch: readonly Edit[]): unknown {
  const root = structuredClone(value) as Node;
  for (const edit of patch) apply(edit, root);
  return root;
}

function apply(edit: Edit, root: Node): void {
  const last = edit.path.at(-1)!;
  const parent = edit.path.slice(0, -1).reduce<Node>((node, step) => (node[step] ??= {}) as Node, root);
  if (edit.op === 'remove') {
    if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else Reflect.deleteProperty(parent, last);
  } else if (edit.op === 'add' && Array.isArray(parent)) parent.splice(Number(last), 0, edit.value);
  else parent[last] = edit.value;
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
