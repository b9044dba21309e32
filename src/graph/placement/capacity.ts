import type { NodePool } from './node-pool';
import type { Placement } from './placement';

/** No more pods of a workload than these fit on the nodes of a pool; `null` = not known. */
export function capacityOf(pool: NodePool, placement: Placement): number | null {
  const { maxNodes } = pool.facts;
  const perNode = capacityOfNode(pool, placement);
  if (perNode === 0 || maxNodes === 0) return 0;
  return maxNodes === null || perNode === null ? null : maxNodes * perNode;
}

/** How many of its pods fit on one empty node of the pool; `null` = not known. */
export function capacityOfNode({ facts: { allocatable, atMost } }: NodePool, { pod }: Placement): number | null {
  if (allocatable === null) return [...atMost].some(([name, most]) => (pod.request.get(name) ?? 0n) > most) ? 0 : null;
  const slots = allocatable.get('pods');
  const shares = [...pod.request].filter(([, amount]) => amount > 0n).map(([name, amount]) => Number((allocatable.get(name) ?? 0n) / amount));
  return Math.min(Infinity, ...(slots === undefined ? [] : [Number(slots)]), ...shares);
}

/** No more of its pods than these can be on one node of the pool, its rules against company counted. */
export function seatsOnNode(pool: NodePool, placement: Placement): number {
  return Math.min(placement.isAloneOnNode ? 1 : Infinity, capacityOfNode(pool, placement) ?? Infinity);
}
