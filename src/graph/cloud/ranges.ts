import type { Path } from '../../load/resource';
import { Cidr } from '../network/cidr';
import type { AddressRange } from './address-range';
import type { CloudResource } from './cloud-resource';
import type { Flaw } from './flaw';

/** Ranges that take the same addresses, pair by pair. */
export function overlaps(subject: CloudResource, ranges: readonly AddressRange[]): readonly Flaw<'overlap'>[] {
  return ranges.flatMap((one, i) => ranges.slice(i + 1).filter((other) => one.cidr.overlaps(other.cidr)).map((other) => ({
    is: 'overlap' as const,
    path: one.at === subject ? one.path : [],
    args: { subject: subject.title, one: `${one.use} (${one.cidr.text})`, other: `${other.use} (${other.cidr.text})` },
    related: [one, other].filter(({ at }) => at !== subject).map(({ at, path, use }) => ({ message: `is the range of ${use}`, resource: at.resource, path })),
  })));
}

/** That a range of which each node takes a piece has fewer pieces than there are nodes at most. */
export function perNode(cluster: CloudResource, path: Path, written: string, each: number, nodes: number): readonly Flaw<'range'>[] {
  const range = Cidr.parse(written);
  const pieces = range === null ? Infinity : Math.floor(range.size / each);
  return pieces >= nodes ? [] : [{ is: 'range', path, args: { pool: cluster.title, range: written, pieces, nodes }, related: [] }];
}
