import { seatsOnNode } from './capacity';
import type { HardSpread } from './hard-spread';
import type { NodePool } from './node-pool';
import { HOSTNAME } from './node-selection';
import { nodePools } from './node-pools';
import type { Placement } from './placement';
import { ZONE } from './zone';

/** A hard constraint over zones or nodes that counts a workload's own pods, and what it comes to on the pools that are known. */
export interface SpreadRoom {
  readonly spread: HardSpread;
  /** No more pods than these can run; `Infinity` = as many as you like, `null` = not known. */
  readonly most: number | null;
  /** A pool that counts as a place to be balanced and takes none of the pods; `null` = there is none for certain. */
  readonly emptyPool: NodePool | null;
}

/** What the hard spread constraints of a workload let run. */
export function spreadRooms(placement: Placement): readonly SpreadRoom[] {
  const { pod, areAllKnown, open } = placement;
  const pools = [...open.certain, ...open.possible];
  return pod.spreads.filter((spread) => (spread.isOverZones || spread.isOverNodes) && spread.counts(pod, pod)).map((spread) => ({
    spread,
    most: areAllKnown ? (spread.isOverZones ? overZones : overNodes)(spread, placement, pools) : null,
    emptyPool: emptyDomains(spread, placement)[0] ?? null,
  }));
}

/** Do the nodes of a pool count as domains of the constraint? `null` = they may. Nodes that lack a label of any constraint do not. */
function counts(pool: NodePool, spread: HardSpread, placement: Placement): boolean | null {
  const { pod, selected } = placement;
  const labels = pod.spreads.map(({ topologyKey }) => (topologyKey === HOSTNAME ? [HOSTNAME] : pool.values(topologyKey)));
  if (labels.includes(undefined) || (spread.honorsTaints && placement.repels(pool) !== null)) return false;
  const isChosen = !spread.honorsAffinity || selected.certain.includes(pool);
  if (!isChosen && !selected.possible.includes(pool)) return false;
  return isChosen && !labels.includes(null) ? true : null;
}

/**
 * The pools whose nodes are always there, count for certain as places to be balanced, and take none of the pods: their taints, their
 * labels or their size are in the way. A zone is empty only where no other pool of it takes them.
 */
function emptyDomains(spread: HardSpread, placement: Placement): readonly NodePool[] {
  const { pools } = placement.workload.graph.join(nodePools);
  const takes = (pool: NodePool) => seatsIn(pool, placement) > 0;
  return standing(spread, placement).filter((pool) => {
    if (spread.isOverNodes) return !takes(pool);
    const zone = zoneOf(pool);
    return zone !== null && !pools.some((other) => takes(other) && (other.values(ZONE) ?? [zone]).includes(zone));
  });
}

/** The zone all of its nodes are in; of a pool over several nobody knows in which of them they stand. */
function zoneOf(pool: NodePool): string | null {
  const [zone, ...others] = pool.values(ZONE) ?? [];
  return zone !== undefined && others.length === 0 ? zone : null;
}

function standing(spread: HardSpread, placement: Placement): readonly NodePool[] {
  const { pools } = placement.workload.graph.join(nodePools);
  return pools.filter((pool) => pool.facts.minNodes > 0 && counts(pool, spread, placement) === true);
}

/** Seats on one of its nodes, none where the pool is not open to the pods. */
function seatsIn(pool: NodePool, placement: Placement): number {
  const { certain, possible } = placement.open;
  return certain.includes(pool) || possible.includes(pool) ? seatsOnNode(pool, placement) : 0;
}

/** Each node takes what it can, and no more than `maxSkew` above the node that takes least. */
function overNodes(spread: HardSpread, placement: Placement, open: readonly NodePool[]): number | null {
  const { pools } = placement.workload.graph.join(nodePools);
  const domains = total(pools.filter((pool) => counts(pool, spread, placement) !== false).map(({ facts }) => facts.maxNodes));
  if (domains === null) return null;
  const least = domains < spread.minDomains ? 0 : Math.min(Infinity, ...standing(spread, placement).map((pool) => seatsIn(pool, placement)));
  return total(open.map((pool) => {
    const perNode = Math.min(seatsOnNode(pool, placement), least + spread.maxSkew);
    return pool.facts.maxNodes === null ? null : pool.facts.maxNodes === 0 ? 0 : pool.facts.maxNodes * perNode;
  }));
}

/** Each zone takes what its nodes can, and no more than `maxSkew` above the zone that takes least. */
function overZones(spread: HardSpread, placement: Placement, open: readonly NodePool[]): number | null {
  const { pools } = placement.workload.graph.join(nodePools);
  const counted = pools.filter((pool) => counts(pool, spread, placement) !== false && pool.facts.maxNodes !== 0);
  if ([...counted, ...open].some((pool) => pool.values(ZONE) === null)) return null;
  const seats = new Map<string, number>();
  for (const pool of open) {
    const inPool = pool.facts.maxNodes === 0 ? 0 : (pool.facts.maxNodes ?? Infinity) * seatsOnNode(pool, placement);
    for (const zone of pool.values(ZONE) ?? []) seats.set(zone, (seats.get(zone) ?? 0) + (Number.isNaN(inPool) ? 0 : inPool));
  }
  const domains = new Set(counted.flatMap((pool) => pool.values(ZONE) ?? []));
  const certain = standing(spread, placement).map(zoneOf).filter((zone) => zone !== null);
  const least = domains.size < spread.minDomains ? 0 : Math.min(Infinity, ...certain.map((zone) => seats.get(zone) ?? 0));
  return [...seats.values()].reduce((sum, most) => sum + Math.min(most, least + spread.maxSkew), 0);
}

function total(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce<number | null>((sum, amount) => (sum === null || amount === null ? null : sum + amount), 0);
}
