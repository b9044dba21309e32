import type { Path } from '../../load/resource';
import { Cidr } from '../network/cidr';
import type { CloudResource } from './cloud-resource';

/** A range of addresses, and what takes it. */
export interface AddressRange {
  /** As in `the range of <use>`: `pods`, `Services`, `nodes`. */
  readonly use: string;
  readonly cidr: Cidr;
  readonly at: CloudResource;
  readonly path: Path;
}

/** A range as it is written; none for what is no range. */
export function rangeOf(use: string, cidr: string | undefined, at: CloudResource, path: Path): readonly AddressRange[] {
  const parsed = Cidr.parse(cidr ?? '');
  return parsed === null ? [] : [{ use, cidr: parsed, at, path }];
}
