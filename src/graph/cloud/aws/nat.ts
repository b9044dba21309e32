import { blocks, text } from '../argument';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import type { Subject } from '../../reading/subject';
import { maybe, Undecided } from '../../reading/unknown';
import type { Flaw } from '../flaw';
import { Subnet } from './subnet';

/** A gateway through which subnets without public addresses reach the internet. */
export class NatGateway extends CloudResource {
  /** One that is in all zones of its VPC by itself. */
  get isRegional(): boolean {
    return text(this, 'availability_mode') === 'regional';
  }

  /** The subnet it stands in; `null` = not known. */
  get subnet(): Subnet | null {
    const [subnet] = maybe(() => this.targets('subnet_id', ['aws_subnet'])) ?? [];
    return subnet instanceof Subnet ? subnet : null;
  }

  /** The subnets whose way to the internet it is. */
  get served(): readonly Subnet[] {
    const world = this.graph.join(cloud);
    const tables = new Set(world.seen('aws_route_table').filter((table) => (maybe(() => blocks(table, 'route')) ?? []).some((route) => isDefault(route) && this.isTargetOf(table, route))));
    for (const route of world.seen('aws_route')) {
      if (!isDefault(route) || !this.isTargetOf(route, route)) continue;
      for (const table of world.candidates(route, 'route_table_id', 'aws_route_table')) tables.add(table);
    }
    return world.seen('aws_subnet').filter((subnet): subnet is Subnet => subnet instanceof Subnet && subnet.routeTable !== null && tables.has(subnet.routeTable));
  }

  /** That it serves subnets of other zones than its own. */
  get egressFlaws(): readonly Flaw<'shared' | 'several'>[] {
    if (this.isRegional || this.instances !== 1) return [];
    const { subnet, served } = this;
    const zones = [...new Set([...(subnet ? [subnet] : []), ...served].map(({ zoneKey }) => zoneKey))];
    if (zones.filter((zone) => zone !== null).length < 2) {
      if (served.some(({ zoneKey, instances }) => zoneKey === null && instances !== 1)) throw new Undecided(`in which zones the subnets are that go through ${this.title} is not known`);
      if (zones.includes(null) && served.length > 1) throw new Undecided(`in which zones the subnets are that go through ${this.title} is not known`);
      return [];
    }
    const others = served.filter(({ zoneKey }) => subnet === null || zoneKey !== subnet.zoneKey);
    const shown = (at: Subnet): string => at.zone ?? at.title;
    return [{
      is: subnet === null ? 'several' : 'shared',
      path: ['subnet_id'],
      args: { nat: this.title, ...(subnet !== null && { zone: shown(subnet) }), others: [...new Set(others.map(shown))].join(', ') },
      related: others.map((at) => ({ message: 'goes through it', resource: at.resource, path: ['availability_zone'] })),
    }];
  }

  private isTargetOf(from: CloudResource, route: Subject): boolean {
    const certain = maybe(() => from.targetsAt(route, 'nat_gateway_id', ['aws_nat_gateway']));
    if (certain !== null) return certain.includes(this);
    const written = from.writtenAt(route, 'nat_gateway_id');
    if (typeof written === 'string' && this.graph.join(cloud).mentioned(from, written).includes(this)) throw new Undecided(`which subnets go out through ${this.title} is not known`);
    return false;
  }
}

function isDefault(route: Subject): boolean {
  return maybe(() => text(route, route.has('destination_cidr_block') ? 'destination_cidr_block' : 'cidr_block')) === '0.0.0.0/0';
}
