import type { Graph } from './graph';
import type { Selected } from './selection/selection-index';
import type { Workload } from './workload/workload';

/**
 * An index over the objects of a cluster. `graph.join(it)` builds it when it is first asked for, once per graph, so a join is a plain
 * function beside the noun that asks it. A join never judges: what it can't read it files under *possible*, or throws `Undecided`.
 */
export type Join<T> = (graph: Graph) => T;

/** Things by a key they share, in their own order. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Turns "what does each select?" into "what selects each workload?". */
export function selectors<T>(selecting: readonly T[], select: (by: T) => Selected<Workload>): ReadonlyMap<Workload, Selected<T>> {
  const selected = new Map<Workload, { certain: T[]; possible: T[] }>();
  const of = (workload: Workload) => {
    const known = selected.get(workload) ?? { certain: [], possible: [] };
    selected.set(workload, known);
    return known;
  };
  for (const by of selecting) {
    const { certain, possible } = select(by);
    for (const workload of certain) of(workload).certain.push(by);
    for (const workload of possible) of(workload).possible.push(by);
  }
  return selected;
}
