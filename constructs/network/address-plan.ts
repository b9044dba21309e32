import { Cidr as Range } from '../../src/graph/network/cidr';
import type { Cidr } from '../platform';
import { isLaterText } from '../props/later';
import { demand } from '../refusal';

/** Addresses of each subnet that AWS keeps, and Azure, too. */
const RESERVED = 5;

/** A range and what it is for. */
export interface NamedRange {
  readonly use: string;
  readonly cidr: Cidr;
}

/**
 * Serves network/cidr-disjoint.
 * @param sized uses whose ranges are cut into subnets, which takes /16 to /21
 * A range that is known later is let through, unless it is cut.
 * @throws Refusal for what is no range of IPv4, or is of no use as one, and for two that share an address.
 */
export function checkRanges(where: string, ranges: readonly NamedRange[], sized: readonly string[]): void {
  const known = ranges.filter(({ use, cidr }) => sized.includes(use) || !isLaterText(cidr));
  for (const { use, cidr } of known) {
    const prefix = Number(cidr.split('/')[1]);
    demand(/^\d+(?:\.\d+){3}\/\d+$/.test(cidr) && Range.parse(cidr) !== null && (!sized.includes(use) || (prefix >= 16 && prefix <= 21)), where, 'network/cidr-disjoint', () => ({
      found: `${cidr} as the range of ${use}`, expected: sized.includes(use) ? 'a range of IPv4 from /16 to /21' : 'a range of IPv4', remedy: 'write e.g. "10.0.0.0/16"',
    }));
    const start = piece(cidr, 0, 0);
    demand(start === cidr, where, 'network/cidr-disjoint', () => ({ found: `${cidr} as the range of ${use}`, expected: 'a range that is named by its first address', remedy: `write "${start}"` }));
  }
  known.forEach((one, i) => known.slice(i + 1).forEach((other) => {
    demand(!Range.of(one.cidr).overlaps(Range.of(other.cidr)), where, 'network/cidr-disjoint', () => ({
      found: `the range of ${one.use}, ${one.cidr}, shares addresses with that of ${other.use}, ${other.cidr}`,
      expected: 'one range for each, none within another', remedy: 'choose another one: an address with two meanings is reached from nowhere',
    }));
  }));
}

/** How many addresses a subnet of a range has to give. */
export function addressesIn(cidr: Cidr): number {
  return Range.of(cidr).size - RESERVED;
}

/** Is it an address of a range? */
export function isIn(cidr: Cidr, address: string): boolean {
  return Range.parse(`${address}/32`) !== null && Range.of(cidr).contains(Range.of(address));
}

/** The i-th of the pieces a range is cut into by so many more bits of prefix. */
export function piece(cidr: Cidr, bits: number, i: number): Cidr {
  const [address = '', length = '0'] = cidr.split('/');
  const prefix = Number(length) + bits;
  const start = address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const whole = 2 ** (32 - Number(length));
  const at = start - (start % whole) + i * 2 ** (32 - prefix);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(at / 2 ** shift) % 256).join('.')}/${prefix}`;
}
