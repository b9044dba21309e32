import type { Subject } from '../../reading/subject';
import { maybe } from '../../reading/unknown';
import type { PoolFacts } from '../../placement/node-pool';
import { rangeOf, type AddressRange } from '../address-range';
import { block, flag, text } from '../argument';
import { cloud } from '../cloud';
import type { CloudResource } from '../cloud-resource';
import { ManagedCluster } from '../managed-cluster';
import { aksPoolFacts } from './aks-pool';

const CLUSTER = ['azurerm_kubernetes_cluster'];

/** A cluster of AKS. */
export class AksCluster extends ManagedCluster {
  readonly cloud = 'azure';

  /** Node auto-provisioning. */
  override get makesNodes(): boolean {
    return text(block(this, 'node_provisioning_profile'), 'mode') === 'Auto';
  }

  /** The pool every cluster has. */
  get defaultPool(): Subject {
    return block(this, 'default_node_pool');
  }

  /** The pools that are declared beside it. */
  get otherPools(): readonly CloudResource[] {
    return this.graph.join(cloud).of('azurerm_kubernetes_cluster_node_pool').filter((pool) => pool.targets('kubernetes_cluster_id', CLUSTER).includes(this));
  }

  override get pools(): readonly PoolFacts[] {
    const region = maybe(() => text(this, 'location')) ?? null;
    return [aksPoolFacts(this.defaultPool, region, `default_node_pool of ${this.title}`, this), ...this.otherPools.map((pool) => aksPoolFacts(pool, region, pool.title, pool))];
  }

  override get policyField(): readonly string[] {
    return ['network_profile'];
  }

  /** @see https://learn.microsoft.com/azure/aks/use-network-policies */
  override get enforcesPolicies(): boolean {
    const network = block(this, 'network_profile');
    return text(network, 'network_data_plane') === 'cilium' || !['', 'none'].includes(text(network, 'network_policy') ?? '');
  }

  override get ranges(): readonly AddressRange[] {
    const network = block(this, 'network_profile');
    const subnets = this.targetsAt(this.defaultPool, 'vnet_subnet_id', ['azurerm_subnet']);
    const networks = [...new Set(subnets.flatMap((subnet) => subnet.targets('virtual_network_name', ['azurerm_virtual_network'], ['name', 'id'])))];
    return [
      ...rangeOf('Services', text(network, 'service_cidr'), this, [...network.path, 'service_cidr']),
      ...rangeOf('pods', text(network, 'pod_cidr'), this, [...network.path, 'pod_cidr']),
      ...networks.flatMap((vnet) => vnet.strings('address_space').flatMap((cidr, i) => rangeOf('the network of its nodes', cidr, vnet, ['address_space', i]))),
    ];
  }

  /** Does it hand out tokens that Entra takes? */
  get issuesTokens(): boolean {
    return flag(this, 'oidc_issuer_enabled') ?? false;
  }

  /** Does it put them into pods? */
  get injectsTokens(): boolean {
    return flag(this, 'workload_identity_enabled') ?? false;
  }
}
