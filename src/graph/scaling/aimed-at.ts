import { groupBy, type Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { Undecided, maybe } from '../reading/unknown';
import type { Workload } from '../workload/workload';

/** An object about one workload of its namespace, which it names. */
interface Aiming extends KubeObject {
  readonly target: { readonly kind: string; readonly name: string };
}

/** Stands for whatever has the name; no kind can be called so. */
const ANY = '?';

/**
 * The question which objects of a kind are about a workload. Undecided where one of its namespace may be about any.
 *
 * @param what one of them, as people call it
 */
export function aimedAt<T extends Aiming>(noun: abstract new (...args: never) => T, what: string): (workload: Workload) => readonly T[] {
  const byTarget: Join<ReadonlyMap<string, readonly T[]>> = (graph) => groupBy(graph.all(noun).filter((o) => graph.isApplied(o)), (object) => {
    const target = maybe(() => object.target);
    return target === null ? keyOf(object.namespace, ANY, '') : keyOf(object.namespace, target.kind, target.name);
  });
  return ({ graph, namespace, kind, name }) => {
    const targets = graph.join(byTarget);
    if (targets.has(keyOf(namespace, ANY, ''))) throw new Undecided(`${what} of this namespace has an unknown target`);
    return targets.get(keyOf(namespace, kind, name)) ?? [];
  };
}

function keyOf(namespace: string, kind: string, name: string): string {
  return `${namespace}\n${kind}\n${name}`;
}
