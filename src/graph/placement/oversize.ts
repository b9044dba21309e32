import { Quantity } from '../reading/quantity';
import { Undecided } from '../reading/unknown';
import { capacityOfNode } from './capacity';
import type { Placement } from './placement';

/** A resource of which a pod requests more than any node it can run on has, as people write amounts. */
export interface Oversize {
  readonly resource: string;
  readonly amount: string;
  readonly most: string;
}

/** What makes its pods too large for every node; `null` = a node can hold one. Undecided where a pool of unknown size may. */
export function oversizeOf(placement: Placement): Oversize | null {
  const { open: { certain, possible }, pod: { request } } = placement;
  const pools = [...certain, ...possible];
  if (pools.some((pool) => (capacityOfNode(pool, placement) ?? 0) > 0)) return null;
  const unsized = pools.find(({ facts }) => facts.allocatable === null);
  if (unsized) throw new Undecided(`how much the nodes of ${unsized.title} can give is not known`);
  for (const [resource, amount] of request) {
    const most = pools.map(({ facts }) => facts.allocatable?.get(resource) ?? 0n).reduce((a, b) => (a > b ? a : b), 0n);
    if (pools.length > 0 && amount > most) return { resource, amount: shown(resource, amount), most: shown(resource, most) };
  }
  return null;
}

function shown(resource: string, amount: bigint): string {
  const nanos = resource === 'cpu' ? 1_000_000n : 1_000_000_000n;
  return String(Quantity.ofNanos(amount * nanos, resource !== 'cpu'));
}
