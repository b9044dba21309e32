import type { Path } from '../../load/resource';
import type { SchemaProblem } from '../schema/check';
import type { Node } from './subject';
import { SOME } from './unknown';

type Branch = Record<string | number, unknown>;

/** The object as laws may read it: nodes of the wrong type are unknown. Shares everything else with what was written. */
export function readable(value: Node, problems: readonly SchemaProblem[]): Node {
  const malformed = problems.filter((p) => p.kind === 'wrong-type' && p.path.length > 0);
  if (malformed.length === 0) return value;
  const copies = new Set<unknown>();
  const copied = (node: unknown): Branch => {
    if (copies.has(node)) return node as Branch;
    const copy = Array.isArray(node) ? [...(node as unknown[])] : { ...(node as object) };
    copies.add(copy);
    return copy;
  };
  const root = copied(value);
  for (const { path } of malformed) forget(root, path, copied);
  return root;
}

function forget(root: Branch, path: Path, copied: (node: unknown) => Branch): void {
  const last = path.at(-1) as string | number;
  let node = root;
  for (const step of path.slice(0, -1)) {
    const child = node[step];
    // Below a node that is itself unknown there is nothing left to forget.
    if (child === SOME) return;
    node = setOwn(node, step, copied(child));
  }
  setOwn(node, last, SOME);
}

/** Keys come from the input: `__proto__` is one like any other. */
function setOwn<T>(node: Branch, key: string | number, value: T): T {
  Object.defineProperty(node, key, { value, enumerable: true, writable: true, configurable: true });
  return value;
}
