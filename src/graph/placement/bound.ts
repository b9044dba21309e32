import type { Subject } from '../reading/subject';
import { capacityOf } from './capacity';
import { HOSTNAME } from './node-selection';
import type { NodePool } from './node-pool';
import type { Placement } from './placement';
import { ZONE } from './zone';

/** A rule that lets no more than so many pods of a workload run at once. */
export interface Bound {
  /** One pod per node or zone by anti-affinity, one per node by a port of the host, a spread constraint, or what nodes can give. */
  readonly rule: 'node' | 'zone' | 'port' | 'spread' | 'capacity';
  /** Where it is written. */
  readonly at: Subject;
  /** No more pods than these can run; `Infinity` = as many as you like, `null` = not known. */
  readonly most: number | null;
  /** Does it count the pods of the revision before, which still run while an update is under way? */
  readonly countsOldRevision: boolean;
}

/** Every rule that bounds the pods of a workload. Each of them is an upper bound; together they may leave room for fewer. */
export function boundsOf(placement: Placement): readonly Bound[] {
  const { pod, workload: { pod: { spec } } } = placement;
  const pools = [...placement.open.certain, ...placement.open.possible];
  const known = (most: number | null) => (placement.areAllKnown ? most : null);
  const own = pod.antiAffinity.filter((term) => term.matches(pod, pod));
  const terms = own.flatMap(({ at, topologyKey }): Bound[] => {
    const countsOldRevision = !at.strings('matchLabelKeys').includes('pod-template-hash');
    if (topologyKey === HOSTNAME) return [{ rule: 'node', at, most: known(nodesIn(pools)), countsOldRevision }];
    return topologyKey === ZONE ? [{ rule: 'zone', at, most: known(zonesIn(pools)), countsOldRevision }] : [];
  });
  const [port] = pod.ports;
  const ports: readonly Bound[] = port ? [{ rule: 'port', at: port.at, most: known(nodesIn(pools)), countsOldRevision: true }] : [];
  const most = known(sum(pools.map((pool) => capacityOf(pool, placement))));
  const capacity: readonly Bound[] = pools.some(({ facts }) => facts.allocatable !== null) ? [{ rule: 'capacity', at: spec, most, countsOldRevision: true }] : [];
  const spreads = placement.spreads.map(({ spread: { at }, most: room }): Bound => {
    return { rule: 'spread', at, most: room, countsOldRevision: !at.strings('matchLabelKeys').includes('pod-template-hash') };
  });
  return [...terms, ...ports, ...spreads, ...capacity];
}

function nodesIn(pools: readonly NodePool[]): number | null {
  return sum(pools.map(({ facts }) => facts.maxNodes));
}

/** Nodes without a zone are nobody's neighbours, and so without limit. */
function zonesIn(pools: readonly NodePool[]): number | null {
  const filled = pools.filter(({ facts }) => facts.maxNodes !== 0);
  if (filled.some((pool) => pool.values(ZONE) === null)) return null;
  return filled.some((pool) => pool.values(ZONE) === undefined) ? Infinity : new Set(filled.flatMap((pool) => pool.values(ZONE) ?? [])).size;
}

function sum(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce<number | null>((total, amount) => (total === null || amount === null ? null : total + amount), 0);
}
