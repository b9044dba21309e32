import { Quantity } from '../reading/quantity';
import { Undecided } from '../reading/unknown';
import { capacityOfNode } from './capacity';
import type { NodePool } from './node-pool';
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
  const unsized = pools.find((pool) => capacityOfNode(pool, placement) === null);
  if (unsized) throw new Undecided(`how much the nodes of ${unsized.title} can give is not known`);
  for (const [resource, amount] of request) {
    const sizes = pools.map((pool) => sizeOf(pool, resource));
    if (pools.length === 0 || sizes.some((size) => size === null || size >= amount)) continue;
    const most = sizes.reduce<bigint>((a, b) => (b !== null && b > a ? b : a), 0n);
    return { resource, amount: shown(resource, amount), most: shown(resource, most) };
  }
  return null;
}

/** What a node of the pool has of a resource at most; `null` = not known. */
function sizeOf({ facts: { allocatable, atMost } }: NodePool, resource: string): bigint | null {
  return allocatable === null ? atMost.get(resource) ?? null : allocatable.get(resource) ?? 0n;
}

function shown(resource: string, amount: bigint): string {
  const nanos = resource === 'cpu' ? 1_000_000n : 1_000_000_000n;
  return String(Quantity.ofNanos(amount * nanos, resource !== 'cpu'));
}
