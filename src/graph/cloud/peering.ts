import type { AddressRange } from './address-range';
import { rangeOf } from './address-range';
import { text } from './argument';
import { CloudResource } from './cloud-resource';
import type { Flaw } from './flaw';
import { overlaps } from './ranges';

/** Two networks that are to reach each other. */
export class Peering extends CloudResource {
  /** The addresses of both, as far as they are written. */
  get ranges(): readonly AddressRange[] {
    const isAws = this.kind === 'aws_vpc_peering_connection';
    const ends = isAws
      ? ['vpc_id', 'peer_vpc_id'].flatMap((end) => this.targets(end, ['aws_vpc']))
      : [...this.targets('virtual_network_name', ['azurerm_virtual_network'], ['name']), ...this.targets('remote_virtual_network_id', ['azurerm_virtual_network'])];
    return ends.flatMap((network) => (isAws
      ? rangeOf(network.title, text(network, 'cidr_block'), network, ['cidr_block'])
      : network.strings('address_space').flatMap((cidr, i) => rangeOf(network.title, cidr, network, ['address_space', i]))));
  }

  /** Ranges of one that take addresses of the other. */
  get rangeFlaws(): readonly Flaw<'overlap'>[] {
    return overlaps(this, this.ranges);
  }
}
