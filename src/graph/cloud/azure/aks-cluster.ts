import type { Subject } from '../../reading/subject';
import { maybe, Undecided } from '../../reading/unknown';
import type { PoolFacts } from '../../placement/node-pool';
import { rangeOf, type AddressRange } from '../address-range';
import { Cidr } from '../../network/cidr';
import { perNode } from '../ranges';
import { amount, block, flag, text } from '../argument';
import { cloud } from '../cloud';
import type { Flaw } from '../flaw';
import type { CloudResource } from '../cloud-resource';
import { isFrom } from '../provider-version';
import { ManagedCluster } from '../managed-cluster';
import type { Taint } from '../../placement/taint';
import { AZAPI_UPDATE } from './azapi-update';
import { aksPoolFacts, aksTaintsOf } from './aks-pool';

/** What clusters use all the time, and what has endpoints of its own. */
const ACCOUNTS = ['azurerm_container_registry', 'azurerm_key_vault', 'azurerm_storage_account'];
/** Addresses a node takes of the range of an overlay. */
const OVERLAY_PER_NODE = 256;
/** Addresses of each subnet that Azure keeps. */
const RESERVED = 5;
const SUBNET = ['azurerm_subnet'];
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

  /** The pools at hand that are declared beside it. */
  get otherPools(): readonly CloudResource[] {
    return this.graph.join(cloud).seen('azurerm_kubernetes_cluster_node_pool').filter((pool) => pool.targets('kubernetes_cluster_id', CLUSTER).includes(this));
  }

  /** The subnets of its nodes. */
  get subnets(): readonly CloudResource[] {
    return [...this.targetsAt(this.defaultPool, 'vnet_subnet_id', SUBNET), ...this.otherPools.flatMap((pool) => pool.targets('vnet_subnet_id', SUBNET))];
  }

  /** Where the zones of the default pool are written. */
  get zonePath(): readonly (string | number)[] {
    return [...this.defaultPool.path, 'zones'];
  }

  /** What the nodes of the default pool are, as the scheduler sees them. */
  get facts(): PoolFacts {
    return aksPoolFacts(this.defaultPool, { title: `default_node_pool of ${this.title}`, object: this, region: this.region, isDefault: true });
  }

  override get pools(): readonly PoolFacts[] {
    return [this.facts, ...this.otherPools.map((pool) => aksPoolFacts(pool, { title: pool.title, object: pool, region: this.region, isDefault: false }))];
  }

  /** The taints of the default pool. */
  get defaultTaints(): readonly Taint[] {
    this.assertUntouched();
    return aksTaintsOf(this.defaultPool);
  }

  private get region(): string | null {
    return maybe(() => text(this, 'location')) ?? null;
  }

  override get policyField(): readonly string[] {
    return ['network_profile'];
  }

  /** @see https://learn.microsoft.com/azure/aks/use-network-policies */
  override get enforcesPolicies(): boolean {
    const network = block(this, 'network_profile');
    return text(network, 'network_data_plane') === 'cilium' || !['', 'none'].includes(text(network, 'network_policy') ?? '');
  }

  override get publicWays(): readonly Flaw<'account'>[] {
    const world = this.graph.join(cloud);
    const targets = world.of('azurerm_private_endpoint').flatMap((endpoint) => {
      const connection = block(endpoint, 'private_service_connection');
      return endpoint.targetsAt(connection, 'private_connection_resource_id', ACCOUNTS);
    });
    const open = world.of(...ACCOUNTS).filter((account) => flag(account, 'public_network_access_enabled') !== false && !targets.includes(account));
    return open.map((account) => ({
      is: 'account', path: ['network_profile'], args: { cluster: this.title, account: account.title }, related: [{ message: 'has no private endpoint', resource: account.resource, path: [] }],
    }));
  }

  /** @see https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning */
  override addressFlaws(podsPerNode: number): readonly Flaw<'subnets' | 'range'>[] {
    const network = block(this, 'network_profile');
    const { pools } = this;
    const nodes = pools.reduce((sum, { maxNodes }) => sum + (maxNodes ?? Number.NaN), 0);
    if (Number.isNaN(nodes)) throw new Undecided(`how many nodes ${this.title} has at most is not known`);
    if (text(network, 'network_plugin_mode') === 'overlay') return perNode(this, [...network.path, 'pod_cidr'], text(network, 'pod_cidr') ?? '10.244.0.0/16', OVERLAY_PER_NODE, nodes);
    // A pool in another subnet would take its addresses there.
    this.graph.assertAllSeen('azurerm_kubernetes_cluster_node_pool');
    const [subnet, another] = [...new Set(this.subnets)];
    if (text(network, 'network_plugin') !== 'azure' || subnet === undefined || another !== undefined || this.defaultPool.has('pod_subnet_id')) return [];
    const [prefix = ''] = subnet.strings('address_prefixes');
    const free = (Cidr.parse(prefix)?.size ?? Infinity) - RESERVED;
    const wanted = nodes * ((amount(this.defaultPool, 'max_pods') ?? podsPerNode) + 1);
    return free >= wanted ? [] : [{ is: 'subnets', path: ['default_node_pool'], args: { pool: this.title, free, nodes, wanted }, related: [{ message: 'is the subnet', resource: subnet.resource, path: ['address_prefixes'] }] }];
  }

  override get ranges(): readonly AddressRange[] {
    const network = block(this, 'network_profile');
    const networks = [...new Set(this.subnets.flatMap((subnet) => subnet.targets('virtual_network_name', ['azurerm_virtual_network'], ['name', 'id'])))];
    return [
      ...rangeOf('Services', text(network, 'service_cidr'), this, [...network.path, 'service_cidr']),
      ...rangeOf('pods', text(network, 'pod_cidr'), this, [...network.path, 'pod_cidr']),
      ...networks.flatMap((vnet) => vnet.strings('address_space').flatMap((cidr, i) => rangeOf('the network of its nodes', cidr, vnet, ['address_space', i]))),
    ];
  }

  /**
   * Does it hand out tokens that Entra takes? Without a word it does from azurerm 5 on.
   * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/guides/5.0-upgrade-guide
   */
  get issuesTokens(): boolean {
    this.assertUntouched();
    const answer = flag(this, 'oidc_issuer_enabled') ?? isFrom(this, 'azurerm', 5);
    if (answer === null) throw new Undecided(`whether ${this.title} has an issuer follows from the version of azurerm, which is not known`, ['oidc_issuer_enabled']);
    return answer;
  }

  /** Does it put them into pods? */
  get injectsTokens(): boolean {
    this.assertUntouched();
    return flag(this, 'workload_identity_enabled') ?? false;
  }

  /** An update that a part of a cluster does not show may change what azurerm declares. Who declares it by azapi has all properties at hand, and no need of one. */
  private assertUntouched(): void {
    if (this.resource.kind !== 'azapi_resource') this.graph.assertAllSeen(AZAPI_UPDATE);
  }
}
