import { Quantity, parseQuantity } from '../../../src/graph/reading/quantity';
import { demand } from '../../refusal';
import type { Amounts, ContainerResources } from './budget';

/** What a quota holds and what has been promised of it. A quota that is full refuses pods silently, on the ReplicaSet; this one speaks at once. */
export class QuotaLedger {
  private readonly booked = new Map<string, Quantity>();

  constructor(private readonly hard: Amounts) {}

  /** @throws Refusal when the sum of all bookings exceeds the quota. */
  book(where: string, peak: Amounts): void {
    for (const [resource, amount] of Object.entries(peak)) {
      const written = this.hard[resource];
      if (written === undefined) continue;
      const before = this.booked.get(resource) ?? Quantity.zero;
      const sum = before.add(quantity(amount));
      demand(sum.compare(quantity(written)) <= 0, where, 'compute/quota-fits', () => ({
        found: `${resource} ${amount} at its largest scale, beside ${before.toString()} of the others`,
        expected: `at most ${written} in the namespace`,
        remedy: `raise the quota to ${sum.toString()}, or lower the scale or the budget`,
      }));
      this.booked.set(resource, sum);
    }
  }
}

/** What so many pods count for in a quota, and their claims where each has one of this size. */
export function peakOf(pods: number, { requests, limits }: ContainerResources, claim?: string): Amounts {
  const peak: Record<string, string> = { pods: String(pods) };
  for (const resource of ['cpu', 'memory'] as const) {
    peak[`requests.${resource}`] = multiply(requests[resource], pods);
    peak[`limits.${resource}`] = multiply(limits[resource], pods);
  }
  return claim === undefined ? peak : { ...peak, persistentvolumeclaims: String(pods), 'requests.storage': multiply(claim, pods) };
}

function multiply(amount: string, count: number): string {
  return quantity(amount).times(count).toString();
}

function quantity(text: string): Quantity {
  return parseQuantity(text) ?? Quantity.zero;
}
