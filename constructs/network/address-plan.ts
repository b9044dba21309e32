import { Cidr as Range } from '../../src/graph/network/cidr';
import type { Cidr } from '../platform';
import { demand } from '../refusal';

/** Ranges of addresses by what they are for, e.g. `{ 'the network': '10.20.0.0/16', pods: '10.244.0.0/16' }`. */
export type AddressPlan = Readonly<Record<string, Cidr>>;

/** Refuses what is no range, and ranges that share an address: an address has one meaning. Serves network/cidr-disjoint. */
export function checkDisjoint(where: string, plan: AddressPlan): void {
  const uses = Object.entries(plan).map(([use, text]) => ({ use, range: rangeOf(where, use, text) }));
  for (const [i, one] of uses.entries()) {
    const other = uses.slice(i + 1).find(({ range }) => one.range.overlaps(range));
    demand(other === undefined, where, 'network/cidr-disjoint', () => ({
      found: `${one.range.text} for ${one.use} and ${other?.range.text} for ${other?.use}, which share addresses`,
      expected: 'a range of its own for the network, for pods, for Services and for each network that is to be reached', remedy: 'move one of them; none within another',
    }));
  }
}

/** Refuses a range that does not lie within another. Serves network/cidr-disjoint. */
export function checkWithin(where: string, use: string, text: Cidr, outer: Cidr): void {
  demand(rangeOf(where, 'the network', outer).contains(rangeOf(where, use, text)), where, 'network/cidr-disjoint', () => ({
    found: `${text} for ${use}`, expected: `a part of ${outer}`, remedy: 'take a range within that of the network',
  }));
}

/** Addresses of a range. */
export function sizeOf(where: string, use: string, text: Cidr): number {
  return rangeOf(where, use, text).size;
}

function rangeOf(where: string, use: string, text: string): Range {
  const range = Range.parse(text);
  demand(range !== null, where, 'network/cidr-disjoint', () => ({ found: `"${text}" for ${use}`, expected: 'a range of addresses', remedy: 'write e.g. "10.20.0.0/16"' }));
  return range;
}
