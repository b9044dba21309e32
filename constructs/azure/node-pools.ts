import type { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';
import { KubernetesClusterNodePool, type KubernetesClusterNodePoolConfig } from '@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool/index.js';
import { Construct } from 'constructs';
import { CLOUDS } from '../clouds';
import type { NodePool } from '../compute/node-pool';
import type { Labels } from '../labels';
import { demand } from '../refusal';
import { checkRoom } from './room';
import { isolateSystemPool } from './system-pool';
import { numberOf, regionOf, type ZonedNetwork } from './zoned-network';

/** Machines of one kind, as many as there may be. */
export interface Machines {
  /** Size of the machines, e.g. `Standard_D4s_v5`. */
  readonly size: string;
  /** Nodes of each zone, at least and at most. */
  readonly min: number;
  readonly max: number;
  /** Pods of a node at most. Default: that of AKS, 250 in an overlay. */
  readonly maxPods?: number;
  /** Labels besides those AKS sets. */
  readonly labels?: Labels;
}

/**
 * What a pool is for.
 * * `system`: add-ons of AKS only, in the zones the default pool is not in.
 * * `apps`: whatever comes.
 * * `stateful`: pods with disks, which no other pod gets in among. `dedicated` is what their `placement` names, too.
 * * `spot`: what may be taken away within 30 seconds. Nothing gets there that does not ask for it.
 */
export type Pool = Machines & (
  | { readonly for: 'system' | 'apps'; readonly dedicated?: never }
  | { readonly for: 'stateful'; readonly dedicated: NodePool }
  | { readonly for: 'spot'; readonly dedicated?: never }
);

/** Pools of a cluster. */
export interface NodePoolsProps {
  /** The cluster; one that a team has is {@link loopReadyAks}'s to make ready. */
  readonly cluster: KubernetesCluster;
  /** Its subnets, zone by zone: a ClusterNetwork, or plain data. Each zone has a pool of each kind. Serves compute/zonal-node-groups, network/nat-per-zone, pod-ip-headroom. */
  readonly network: ZonedNetwork;
  /** The pools by name: up to 11 lower-case letters and digits; the number of the zone is added. */
  readonly pools: Readonly<Record<string, Pool>>;
}

/**
 * Pools of nodes in a zone each, because the autoscaler knows pools and not zones: a node comes up where the disk is, and goes out where it
 * stands. The default pool is left to the system once apps have one. Keeps compute/zonal-node-groups, system-pool-isolated,
 * dedicated-node-toleration, topology-spread-satisfiable, network/nat-per-zone, pod-ip-headroom.
 */
export class NodePools extends Construct {
  /** By name and zone, e.g. `data1`. */
  readonly pools: Readonly<Record<string, KubernetesClusterNodePool>>;

  /** @throws Refusal for names and numbers AKS does not take, and for more nodes than the network has addresses for. */
  constructor(scope: Construct, id: string, { cluster, network, pools }: NodePoolsProps) {
    super(scope, id);
    const { path } = this.node;
    regionOf(path, Object.keys(network.subnets));
    for (const [name, pool] of Object.entries(pools)) check(path, name, pool);
    const defaultPool = isolateSystemPool(cluster, Object.values(pools).some((pool) => pool.for !== 'system'));
    checkRoom(path, network, Object.values(pools), defaultPool);
    this.pools = Object.fromEntries(Object.entries(pools).flatMap(([name, pool]) => Object.entries(network.subnets)
      .map(([zone, vnetSubnetId]) => ({ name: `${name}${numberOf(zone)}`, zone: numberOf(zone), vnetSubnetId }))
      .filter(({ zone }) => pool.for !== 'system' || !defaultPool.zones.includes(zone))
      .map(({ name: each, zone, vnetSubnetId }) => [each, new KubernetesClusterNodePool(this, each, {
        name: each, kubernetesClusterId: cluster.id, zones: [zone], vnetSubnetId, ...configOf(pool),
      })])));
  }
}

function check(where: string, name: string, { min, max, for: purpose }: Pool): void {
  demand(/^[a-z][a-z0-9]{0,10}$/.test(name), where, 'name', () => ({
    found: `pool "${name}"`, expected: 'a letter, then at most 10 lower-case letters and digits', remedy: 'shorten it: AKS takes 12, and the last is the number of the zone',
  }));
  const least = purpose === 'system' || purpose === 'stateful' ? 1 : 0;
  demand(Number.isInteger(min) && Number.isInteger(max) && min >= least && max >= Math.max(min, 1) && max <= 1000, where, 'compute/zonal-node-groups', () => ({
    found: `${min} to ${max} nodes for pool "${name}"`, expected: `whole numbers, at least ${least} and at most 1000 in each zone`,
    remedy: least === 0 ? 'write min: 0 for a pool that may be empty' : 'keep a node where the system, or a disk, is',
  }));
}

function configOf({ for: purpose, size, min, max, maxPods, labels, dedicated }: Pool): Omit<KubernetesClusterNodePoolConfig, 'name' | 'kubernetesClusterId'> {
  const kept = dedicated ?? (purpose === 'spot' ? SPOT : null);
  const taint = purpose === 'system' ? SYSTEM : kept?.taint;
  const nodeLabels = { ...labels, ...kept?.labels };
  return {
    vmSize: size,
    mode: purpose === 'system' ? 'System' : 'User',
    autoScalingEnabled: true,
    minCount: min,
    maxCount: max,
    ...(maxPods !== undefined && { maxPods }),
    ...(Object.keys(nodeLabels).length > 0 && { nodeLabels }),
    ...(taint && { nodeTaints: [`${taint.key}=${taint.value}:${taint.effect}`] }),
    // AKS does not drain spot nodes for an upgrade, and refuses settings for it.
    ...(purpose === 'spot' ? { priority: 'Spot', evictionPolicy: 'Delete', spotMaxPrice: -1 } : { upgradeSettings: { maxSurge: '33%', drainTimeoutInMinutes: 30 } }),
  };
}

/** @see https://learn.microsoft.com/azure/aks/use-system-pools */
const SYSTEM = { key: 'CriticalAddonsOnly', value: 'true', effect: 'NoSchedule' } as const;
const [key, value] = CLOUDS.azure.spot.label;
const SPOT: NodePool = { labels: { [key]: value }, taint: { key, value, effect: 'NoSchedule' } };
