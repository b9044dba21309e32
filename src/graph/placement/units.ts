import type { Amounts } from '../budget/amounts';
import type { Quantity } from '../reading/quantity';

/** Amounts as the scheduler counts them: CPU in thousandths of a core, all else in whole units. */
export type Units = ReadonlyMap<string, bigint>;

/** Nothing is known of any amount. */
export const NO_UNITS: Units = new Map();

/** Amounts in units; what is less than one counts as one. */
export function inUnits(amounts: Amounts<Quantity>): Units {
  return new Map(Object.entries(amounts).map(([resource, amount]) => [resource, resource === 'cpu' ? amount.milliValue() : amount.value()]));
}
