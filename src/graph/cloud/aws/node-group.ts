import type { PoolFacts } from '../../placement/node-pool';
import { Cidr } from '../../network/cidr';
import { maybe, Undecided } from '../../reading/unknown';
import { amount, block, blocks, text } from '../argument';
import { CloudResource } from '../cloud-resource';
import type { Flaw } from '../flaw';
import { effectOf, textMap } from '../node-marks';
import { Subnet } from './subnet';
import { NO_UNITS } from '../../placement/units';

/** Addresses of each subnet that AWS keeps. */
const RESERVED = 5;

/** A managed node group of EKS. */
export class NodeGroup extends CloudResource {
  /** Where its zones are written. */
  readonly zonePath: readonly string[] = ['subnet_ids'];

  /** The subnets its nodes are in. */
  get subnets(): readonly Subnet[] {
    return this.targets('subnet_ids', ['aws_subnet']).filter((subnet) => subnet instanceof Subnet);
  }

  /** The zones its nodes are in; `null` = not known. */
  get zones(): readonly string[] | null {
    const zones = maybe(() => this.subnets.map(({ zone }) => zone)) ?? [null];
    return zones.length === 0 || zones.includes(null) ? null : [...new Set(zones as readonly string[])];
  }

  /** That its subnets have fewer addresses than its pods and nodes take. */
  addressFlaws(podsPerNode: number): readonly Flaw<'subnets'>[] {
    const nodes = amount(block(this, 'scaling_config'), 'max_size');
    const ranges = this.subnets.map((subnet) => Cidr.parse(subnet.cidr ?? ''));
    const sizes = ranges.map((range) => (range === null ? null : range.size - RESERVED));
    if (nodes === undefined || sizes.length === 0) return [];
    if (sizes.includes(null)) throw new Undecided(`how large the subnets of ${this.title} are is not known`);
    const free = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    const wanted = nodes * (podsPerNode + 1);
    return free >= wanted ? [] : [{ is: 'subnets', path: ['subnet_ids'], args: { pool: this.title, free, nodes, wanted }, related: this.subnets.map((at) => ({ message: 'is one of them', resource: at.resource, path: ['cidr_block'] })) }];
  }

  /** What its nodes are, as the scheduler sees them. */
  get facts(): PoolFacts {
    const size = block(this, 'scaling_config');
    const capacity = text(this, 'capacity_type') ?? 'ON_DEMAND';
    const labels = new Map<string, readonly string[]>(textMap(this, 'labels').map(([key, value]) => [key, [value]]));
    labels.set('eks.amazonaws.com/capacityType', [capacity]);
    const name = maybe(() => text(this, 'node_group_name'));
    if (name) labels.set('eks.amazonaws.com/nodegroup', [name]);
    return {
      title: this.title,
      zones: this.zones,
      labels,
      taints: blocks(this, 'taint').map((taint) => ({ key: text(taint, 'key') ?? '', value: text(taint, 'value') ?? '', effect: effectOf(text(taint, 'effect') ?? '') })),
      minNodes: maybe(() => amount(size, 'min_size')) ?? 0,
      maxNodes: maybe(() => amount(size, 'max_size')) ?? null,
      isSpot: capacity === 'SPOT',
      allocatable: null,
      atMost: NO_UNITS,
      object: this,
    };
  }
}
