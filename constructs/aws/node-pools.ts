import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { Construct } from 'constructs';
import type { NodePool } from '../compute/placement/node-pool';
import { checkPools, keptPool, SYSTEM_POOL } from '../compute/placement/worker-pools';
import { checked } from '../props/checked';
import { isLaterNumber } from '../props/later';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { NodeGroups, type Sized } from './node-groups';
import { managedPolicyArn, partitionOf } from './partition';
import { SHAPES } from './shapes';
import type { ZonedNetwork } from './zoned-network';

/** Nodes for one kind of work. */
export type WorkerPool = Sized & ({
  /** Pods that may run in any zone: one group over all of them. */
  readonly for: 'stateless';
  /** @later */
  readonly instanceTypes: readonly [string, ...string[]];
  readonly spot?: false;
} | {
  readonly for: 'stateless';
  /** Machines that AWS takes back at two minutes' notice. */
  readonly spot: true;
  /** Several, for one kind runs out at once in a whole zone. @later */
  readonly instanceTypes: readonly [string, string, ...string[]];
} | {
  /** Pods with disks, which stay in their zone: a group per zone, so that a new node comes up where the disk is. Sizes are those of one zone. Serves compute/zonal-node-groups. */
  readonly for: 'stateful';
  /** @later */
  readonly instanceTypes: readonly [string, ...string[]];
  readonly spot?: never;
});

/** The nodes of a cluster. */
export interface NodePoolsProps {
  /** Name of the EKS cluster: text, or the attribute of the cluster. */
  readonly cluster: string;
  readonly network: ZonedNetwork;
  /** By name. Those for stateless pods that are not spot take every pod; the others only pods that are sent to them. */
  readonly pools: Readonly<Record<string, WorkerPool>>;
  /** Nodes for DNS, the network plugin and other pods all apps depend on. Default: two to three `m7i.large`. Serves compute/system-pool-isolated. */
  readonly system?: Sized & {
    /** @later */
    readonly instanceTypes: readonly [string, ...string[]];
  };
  /** Pods to reckon with on a node, each with an address. Default 30. Serves network/pod-ip-headroom. */
  readonly podsPerNode?: number;
  /** Key the disks of nodes are encrypted with. Default: the one of the account. */
  readonly kmsKeyArn?: string;
}

/** Two of them, so that DNS outlives a node. */
const SYSTEM = { instanceTypes: ['m7i.large'], min: 2, max: 3 } as const;
/** The network plugin has a role of its own, see `loopReadyEks`. */
const POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'];

/**
 * The nodes of an EKS cluster: a tainted pool for the system, pools over all zones for stateless pods, a group per zone for stateful ones, and spot
 * apart. Machines answer to IMDSv2 over one hop, and their disks are encrypted.
 * Keeps compute/zonal-node-groups, system-pool-isolated, spot-safe, identity/imds-guard, node-identity-image-pull, network/pod-ip-headroom.
 */
export class NodePools extends Construct {
  readonly role: IamRole;
  readonly system: NodeGroups;
  readonly pools: Readonly<Record<string, NodeGroups>>;

  /** @throws Refusal for sizes that are none, pools that have more addresses to take than their subnets to give, and no pool that takes apps. */
  constructor(scope: Construct, id: string, props: NodePoolsProps) {
    super(scopeOf(scope, id), id);
    const { cluster, network, pools, system = SYSTEM, podsPerNode = 30, kmsKeyArn } = checked(SHAPES, 'NodePoolsProps', this.node.path, props);
    const { path } = this.node;
    checkPools(path, network, pools);
    demand(system.min >= 2, path, 'compute/replicas-for-availability', () => ({ found: `${system.min} nodes for the system`, expected: 'two at least', remedy: 'set min: 2, for with the only node goes DNS' }));
    const partition = partitionOf(path, Object.keys(network.subnets)[0] ?? '');
    this.role = new IamRole(this, 'Role', {
      assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }] }),
    });
    const allowed = POLICIES.map((policy) => new IamRolePolicyAttachment(this, policy, { role: this.role.name, policyArn: managedPolicyArn(partition, policy) }));
    const shared = { cluster, network, role: this.role, dependsOn: allowed, ...(kmsKeyArn !== undefined && { kmsKeyArn }) };
    this.system = new NodeGroups(this, 'system', { ...shared, size: system, name: 'system', pool: SYSTEM_POOL });
    this.pools = Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, new NodeGroups(this, name, {
      ...shared, size: pool, name, isSpot: pool.spot === true, isZonal: pool.for === 'stateful',
      pool: { labels: { 'looplaw.dev/pool': name }, taint: pool.for === 'stateful' || pool.spot === true ? { key: 'looplaw.dev/pool', value: name, effect: 'NoSchedule' } : null },
    })]));
    this.checkAddresses(network, podsPerNode);
  }

  /** What pods need that belong on a pool which is kept for them: `placement: { dedicatedPool: pools.poolOf('db') }`. @throws Refusal for a pool that takes every pod. */
  poolOf(name: string): NodePool {
    return keptPool(this.node.path, name, this.pools[name]?.pool);
  }

  /** All groups may be in one subnet of each zone, so their largest sizes add up. */
  private checkAddresses({ addressesPerZone, subnets, cni }: ZonedNetwork, podsPerNode: number): void {
    const zones = Object.keys(subnets).length;
    const perNode = cni?.drainsNodeSubnets === false ? 1 : podsPerNode + 1;
    const wanted = [this.system, ...Object.values(this.pools)].reduce((sum, { groups, max, isZonal }) => sum + perNode * (isLaterNumber(max) ? 0 : max) * (isZonal ? 1 : groups.length / zones), 0);
    demand(addressesPerZone === undefined || wanted <= addressesPerZone, this.node.path, 'network/pod-ip-headroom', () => ({
      found: `nodes and pods for ${Math.ceil(wanted)} addresses in each zone`, expected: `at most ${addressesPerZone}`, remedy: 'give the network a larger range, pods a range of their own (cni.pods), or lower max',
    }));
  }
}
