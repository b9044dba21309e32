import type { Amounts } from '../defaults/pod-creation';
import { parseQuantity, type Quantity } from '../reading/quantity';
import type { Subject } from '../reading/subject';

export type { Amounts } from '../defaults/pod-creation';

/** The amounts written in a map of resources, zeros included. Undecided where one of them is no quantity. */
export function amountsIn(map: Subject): Amounts<Quantity> {
  return Object.fromEntries(map.keys().filter(mayBeResource).map((resource) => [resource, amountIn(map, resource)!]));
}

/** Nothing is counted by a name such as `constructor`, which the API server refuses; amounts can then be looked up by any name. */
function mayBeResource(name: string): boolean {
  return !(name in Object.prototype);
}

/** The amount written for one resource; `null` = none. Undecided where it is no quantity. */
export function amountIn(map: Subject, resource: string): Quantity | null {
  if (!map.has(resource)) return null;
  const amount = parseQuantity(map.get(resource));
  if (amount === null) throw map.unknown(resource);
  return amount;
}

/** The sum of each resource over all of them; a resource that only some name counts where it is named. */
export function sumOf(all: readonly Amounts<Quantity>[]): Amounts<Quantity> {
  return joined(all, (a, b) => a.add(b));
}

/** The largest of each resource. */
export function maxOf(all: readonly Amounts<Quantity>[]): Amounts<Quantity> {
  return joined(all, (a, b) => (b.compare(a) > 0 ? b : a));
}

function joined(all: readonly Amounts<Quantity>[], join: (a: Quantity, b: Quantity) => Quantity): Amounts<Quantity> {
  const total: Record<string, Quantity> = {};
  for (const amounts of all) {
    for (const [resource, amount] of Object.entries(amounts)) {
      const known = Object.hasOwn(total, resource) ? total[resource] : undefined;
      total[resource] = known === undefined ? amount : join(known, amount);
    }
  }
  return total;
}
