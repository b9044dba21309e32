import { maybe, Undecided } from '../../reading/unknown';
import type { PoolFacts } from '../../placement/node-pool';
import { rangeOf, type AddressRange } from '../address-range';
import { perNode } from '../ranges';
import { amount, block, flag, text } from '../argument';
import { cloud } from '../cloud';
import type { Flaw } from '../flaw';
import type { CloudResource } from '../cloud-resource';
import { ManagedCluster } from '../managed-cluster';
import { gkePoolFacts } from './gke-pool';

const PODS_PER_NODE = 110;
const CLUSTER = ['google_container_cluster'];

/** A cluster of GKE. */
export class GkeCluster extends ManagedCluster {
  readonly cloud = 'gcp';

  get isAutopilot(): boolean {
    return flag(this, 'enable_autopilot') ?? false;
  }

  /** Autopilot, or node auto-provisioning. */
  override get makesNodes(): boolean {
    return this.isAutopilot || flag(block(this, 'cluster_autoscaling'), 'enabled') === true;
  }

  /** The pools at hand that are declared beside it. */
  get otherPools(): readonly CloudResource[] {
    return this.graph.join(cloud).seen('google_container_node_pool').filter((pool) => pool.targets('cluster', CLUSTER, ['name', 'id']).includes(this));
  }

  /** The zones of its nodes, unless a pool says otherwise; `null` = not known. */
  get zones(): readonly string[] | null {
    const location = maybe(() => text(this, 'location')) ?? '';
    const others = maybe(() => this.strings('node_locations')) ?? null;
    const isZonal = /-[a-z]$/.test(location);
    if (others === null || (others.length === 0 && !isZonal)) return null;
    return [...new Set([...(isZonal ? [location] : []), ...others])];
  }

  override get pools(): readonly PoolFacts[] {
    return this.otherPools.map((pool) => gkePoolFacts(pool, this.zones));
  }

  override get policyField(): readonly string[] {
    return ['network_policy'];
  }

  /** @see https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy */
  override get enforcesPolicies(): boolean {
    return this.isAutopilot || text(this, 'datapath_provider') === 'ADVANCED_DATAPATH' || flag(block(this, 'network_policy'), 'enabled') === true;
  }

  override get publicWays(): readonly Flaw<'google'>[] {
    const [subnet] = this.targets('subnetwork', ['google_compute_subnetwork'], ['name', 'id', 'self_link']);
    if (subnet === undefined || flag(subnet, 'private_ip_google_access') === true) return [];
    // GKE switches it on by itself where nodes have no public addresses and the subnet is its own.
    const related = [{ message: 'is the subnet', resource: subnet.resource, path: ['private_ip_google_access'] }];
    return [{ is: 'google', path: ['subnetwork'], args: { cluster: this.title, subnet: subnet.title }, related }];
  }

  /** @see https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr */
  override addressFlaws(): readonly Flaw<'range'>[] {
    const allocation = block(this, 'ip_allocation_policy');
    const written = text(allocation, 'cluster_ipv4_cidr_block');
    const { pools } = this;
    if (written === undefined || pools.length === 0) return [];
    const nodes = pools.reduce((sum, { maxNodes }) => sum + (maxNodes ?? Number.NaN), 0);
    if (Number.isNaN(nodes)) throw new Undecided(`how many nodes ${this.title} has at most is not known`);
    // A node gets twice the addresses its pods need, rounded up to a power of two.
    const each = 2 ** Math.ceil(Math.log2(2 * (amount(this, 'default_max_pods_per_node') ?? PODS_PER_NODE)));
    return perNode(this, [...allocation.path, 'cluster_ipv4_cidr_block'], written, each, nodes);
  }

  override get ranges(): readonly AddressRange[] {
    const allocation = block(this, 'ip_allocation_policy');
    const [subnet] = this.targets('subnetwork', ['google_compute_subnetwork'], ['name', 'id', 'self_link']);
    const of = (use: string, key: string): readonly AddressRange[] => rangeOf(use, text(allocation, key), this, [...allocation.path, key]);
    return [
      ...of('pods', 'cluster_ipv4_cidr_block'), ...of('Services', 'services_ipv4_cidr_block'),
      ...(subnet ? rangeOf('its nodes', text(subnet, 'ip_cidr_range'), subnet, ['ip_cidr_range']) : []),
    ];
  }
}
