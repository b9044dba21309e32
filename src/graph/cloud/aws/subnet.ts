import { text } from '../argument';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import { isMap } from '../../reading/subject';
import type { Join } from '../../join';

/** A subnet of a VPC. */
export class Subnet extends CloudResource {
  /** Its zone, as a name or an id; `null` = Terraform works it out, or AWS chooses. */
  get zone(): string | null {
    const { node } = this;
    if (!isMap(node)) return null;
    const zone = node['availability_zone'] ?? node['availability_zone_id'];
    return typeof zone === 'string' ? zone : null;
  }

  /** What tells its zone apart from that of others: the zone, else the expression it is written as. */
  get zoneKey(): string | null {
    const written = this.written['availability_zone'] ?? this.written['availability_zone_id'];
    return this.zone ?? (typeof written === 'string' && this.instances === 1 && /\[\d+\]\s*\}$/.test(written) ? written : null);
  }

  /** The route table Terraform associates it with; `null` = none that is known. */
  get routeTable(): CloudResource | null {
    return this.graph.join(routeTables).get(this) ?? null;
  }

  /** Its range, where it is written. */
  get cidr(): string | undefined {
    return text(this, 'cidr_block');
  }
}

/**
 * The route tables of subnets. A plan may say of each of three associations only that it is for one of three subnets: as a subnet has one
 * association at most, they are for all of these.
 */
const routeTables: Join<ReadonlyMap<CloudResource, CloudResource>> = (graph) => {
  const world = graph.join(cloud);
  const tables = new Map<CloudResource, CloudResource>();
  const unclear = new Map<string, { subnets: readonly CloudResource[]; tables: Set<CloudResource>; count: number }>();
  for (const association of world.seen('aws_route_table_association')) {
    const subnets = world.candidates(association, 'subnet_id', 'aws_subnet');
    const routes = world.candidates(association, 'route_table_id', 'aws_route_table');
    const key = subnets.map(({ title }) => title).join();
    const group = unclear.get(key) ?? { subnets, tables: new Set(), count: 0 };
    unclear.set(key, { subnets, tables: new Set([...group.tables, ...routes]), count: group.count + (association.instances ?? 0) });
  }
  for (const { subnets, tables: [table, another], count } of unclear.values()) {
    if (table === undefined || another !== undefined || count < subnets.length) continue;
    for (const subnet of subnets) tables.set(subnet, table);
  }
  return tables;
};
