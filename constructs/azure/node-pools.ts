import type { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { CLOUDS } from '../clouds';
import type { NodePool } from '../compute/placement/node-pool';
import { checkPools, keptPool, SYSTEM_POOL } from '../compute/placement/worker-pools';
import { checked } from '../props/checked';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { checkRoom } from './room';
import { SHAPES } from './shapes';
import { isolateSystemPool } from './system-pool';
import { ZonalPools, type Sized } from './zonal-pools';
import type { ZonedNetwork } from './zoned-network';

/** Nodes for one kind of work. Sizes are those of one zone. */
export type WorkerPool = Sized & ({
  /** Pods that may run in any zone. */
  readonly for: 'stateless';
  /** Machines that Azure takes back at 30 seconds' notice. Nothing gets there that does not ask for it. Default `false`. */
  readonly spot?: boolean;
} | {
  /** Pods with disks, which stay in their zone: a new node comes up where the disk is. Serves compute/zonal-node-groups. */
  readonly for: 'stateful';
  readonly spot?: never;
});

/** The nodes of a cluster. */
export interface NodePoolsProps {
  /** The cluster; one that a team has is {@link loopReadyAks}'s to make ready. */
  readonly cluster: KubernetesCluster;
  readonly network: ZonedNetwork;
  /** By name: a letter, then up to 10 lower-case letters and digits. Those for stateless pods that are not spot take every pod; the others only pods that are sent to them. */
  readonly pools: Readonly<Record<string, WorkerPool>>;
  /** Nodes for DNS, the network plugin and other pods all apps depend on, in each zone the default pool is not in. Default: one to two `Standard_D2s_v5`. Serves compute/system-pool-isolated. */
  readonly system?: Sized;
  /** What they wait for, such as the role assignment (*Network Contributor*) by which the cluster joins the subnets. Default: the cluster and the ways out alone. */
  readonly after?: readonly ITerraformDependable[];
}

const SYSTEM: Sized = { vmSize: 'Standard_D2s_v5', min: 1, max: 2 };
const [SPOT_KEY, SPOT_VALUE] = CLOUDS.azure.spot.label;
/** What AKS puts on spot nodes by itself; Terraform wants it written, or plans to take it away. */
const SPOT: NodePool = { labels: { [SPOT_KEY]: SPOT_VALUE }, taint: { key: SPOT_KEY, value: SPOT_VALUE, effect: 'NoSchedule' } };

/**
 * The nodes of an AKS cluster: a tainted pool for the system, pools for stateless pods, pools for stateful ones, and spot apart. Each is one pool per
 * zone: the autoscaler knows pools and not zones, and a NAT gateway is in one zone. The default pool is left to the system.
 * Keeps compute/zonal-node-groups, system-pool-isolated, spot-safe, network/nat-per-zone, pod-ip-headroom.
 */
export class NodePools extends Construct {
  readonly system: ZonalPools;
  readonly pools: Readonly<Record<string, ZonalPools>>;

  /** @throws Refusal for names and sizes that are none, pools that have more addresses to take than there are, and no pool that takes apps. */
  constructor(scope: Construct, id: string, props: NodePoolsProps) {
    super(scopeOf(scope, id), id);
    const { cluster, network, pools, system = SYSTEM, after = [] } = checked(SHAPES, 'NodePoolsProps', this.node.path, props);
    const { path } = this.node;
    checkPools(path, network, pools);
    demand(system.min >= 1, path, 'compute/replicas-for-availability', () => ({ found: `${system.min} nodes for the system`, expected: 'one in each zone', remedy: 'set min: 1, for DNS has to outlive a zone' }));
    const defaultPool = isolateSystemPool(cluster);
    checkRoom(path, network, [system, ...Object.values(pools)], defaultPool);
    this.system = new ZonalPools(this, 'system', {
      cluster, after, name: 'system', size: system, mode: 'System', pool: SYSTEM_POOL,
      subnets: Object.fromEntries(Object.entries(network.subnets).filter(([zone]) => !defaultPool.zones.includes(zone.slice(-1)))),
    });
    this.pools = Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, new ZonalPools(this, name, {
      cluster, after, name, size: pool, mode: 'User', isSpot: pool.spot === true, pool: kindOf(name, pool), subnets: network.subnets,
    })]));
  }

  /** What pods need that belong on a pool which is kept for them: `placement: { dedicatedPool: pools.poolOf('db') }`. @throws Refusal for a pool that takes every pod. */
  poolOf(name: string): NodePool {
    return keptPool(this.node.path, name, this.pools[name]?.pool);
  }
}

function kindOf(name: string, { for: purpose, spot }: WorkerPool): ZonalPools['pool'] {
  if (spot === true) return { labels: { ...SPOT.labels, 'looplaw.dev/pool': name }, taint: SPOT.taint };
  return { labels: { 'looplaw.dev/pool': name }, taint: purpose === 'stateful' ? { key: 'looplaw.dev/pool', value: name, effect: 'NoSchedule' } : null };
}
