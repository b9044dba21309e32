import { maybe } from '../../reading/unknown';
import type { PoolFacts } from '../../placement/node-pool';
import { rangeOf, type AddressRange } from '../address-range';
import { block, flag, text } from '../argument';
import { cloud } from '../cloud';
import type { CloudResource } from '../cloud-resource';
import { ManagedCluster } from '../managed-cluster';
import { gkePoolFacts } from './gke-pool';

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

  /** The pools that are declared beside it. */
  get otherPools(): readonly CloudResource[] {
    return this.graph.join(cloud).of('google_container_node_pool').filter((pool) => pool.targets('cluster', CLUSTER, ['name', 'id']).includes(this));
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
