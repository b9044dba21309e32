import type { Edit, Repair } from '../../src/finding';

type Node = Record<string | number, unknown>;

/** A set of objects after a repair of one of them; nothing of what is given is changed. */
export function repaired(objects: readonly unknown[], repair: Repair, of: number): readonly unknown[] {
  if ('add' in repair) return [...objects, repair.add];
  return objects.map((object, i) => (i === of ? edited(object, repair.patch) : object));
}

function edited(object: unknown, patch: readonly Edit[]): unknown {
  const copy = structuredClone(object) as Node;
  for (const edit of patch) apply(edit, copy);
  return copy;
}

function apply(edit: Edit, root: Node): void {
  const parents = edit.path.slice(0, -1);
  const last = edit.path.at(-1)!;
  const parent = parents.reduce<Node>((node, step) => {
    if (edit.op !== 'add' && !Object.hasOwn(node, step)) throw new Error(`${edit.op} of ${edit.path.join('.')}: there is no ${step}`);
    return (node[step] ??= {}) as Node;
  }, root);
  const isThere = Object.hasOwn(parent, last);
  if (edit.op !== 'add' && !isThere) throw new Error(`${edit.op} of ${edit.path.join('.')}, which is not there`);
  if (edit.op === 'remove') Reflect.deleteProperty(parent, last);
  else if (edit.op === 'add' && Array.isArray(parent)) parent.splice(Number(last), 0, edit.value);
  else if (edit.op === 'add' && isThere) throw new Error(`add of ${edit.path.join('.')}, which is there`);
  else parent[last] = edit.value;
}
