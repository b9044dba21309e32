import type { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';
import { KubernetesClusterNodePool } from '@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { NodePool } from '../compute/placement/node-pool';
import { checkSize } from '../compute/placement/worker-pools';
import { checked } from '../props/checked';
import { isLaterNumber } from '../props/later';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { SHAPES } from './shapes';
import { numberOf, regionOf } from './zoned-network';

/** How many nodes there are in a zone, and of what kind. */
export interface Sized {
  /** Size of the machines, e.g. `Standard_D4s_v5`. */
  readonly vmSize: string;
  /** Nodes that are always there. @later */
  readonly min: number;
  /** Nodes the autoscaler may go to; where that is known later, nobody reckons with it. @later */
  readonly max: number;
  /** Disk of a node in GiB, for images, logs and scratch. Default: that of AKS, 128 for most sizes. @later */
  readonly diskGib?: number;
  /** Pods of a node at most. Default: that of AKS, 250 in an overlay and 30 without. Serves network/pod-ip-headroom. @later */
  readonly maxPods?: number;
  /** Beside `looplaw.dev/pool`. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One pool. */
export interface ZonalPoolsProps {
  /** The AKS cluster they belong to. */
  readonly cluster: KubernetesCluster;
  /** A letter, then up to 10 lower-case letters and digits; the number of the zone is added. */
  readonly name: string;
  /** Numbers and kinds of machines in each zone. */
  readonly size: Sized;
  /** `System` for nodes of DNS and the network plugin, `User` for those of apps. */
  readonly mode: 'System' | 'User';
  /** What nodes are labelled with, and what keeps other pods off; `null` = they take every pod. */
  readonly pool: { readonly labels: NodePool['labels']; readonly taint: NodePool['taint'] | null };
  /** Ids by zone; a pool is made for each. @filled */
  readonly subnets: Readonly<Record<string, string>>;
  /** Machines that Azure takes back at 30 seconds' notice. Default `false`. */
  readonly isSpot?: boolean;
  /** What has to be there first. Default: nothing but cluster and subnets. */
  readonly after?: readonly ITerraformDependable[];
}

/** A pool of nodes as one pool per zone. Serves compute/zonal-node-groups, network/nat-per-zone. */
export class ZonalPools extends Construct {
  /** By zone. */
  readonly zones: Readonly<Record<string, KubernetesClusterNodePool>>;
  readonly pool: ZonalPoolsProps['pool'];

  /** @throws Refusal for a name or a size that is none, and for zones of several regions. */
  constructor(scope: Construct, id: string, props: ZonalPoolsProps) {
    super(scopeOf(scope, id), id);
    const { cluster, name, size, mode, pool, subnets, isSpot = false, after = [] } = checked(SHAPES, 'ZonalPoolsProps', this.node.path, props);
    const { path } = this.node;
    const { vmSize, min, max, diskGib, maxPods, labels = {} } = size;
    demand(/^[a-z][a-z0-9]{0,10}$/.test(name), path, 'name', () => ({
      found: `pool "${name}"`, expected: 'a letter, then at most 10 lower-case letters and digits', remedy: 'shorten it: AKS takes 12 signs, and the last is the number of the zone',
    }));
    checkSize(path, size, 1000);
    demand(maxPods === undefined || isLaterNumber(maxPods) || (Number.isInteger(maxPods) && maxPods >= 10 && maxPods <= 250), path, 'network/pod-ip-headroom', () => ({
      found: `maxPods ${maxPods}`, expected: 'a whole number from 10 to 250', remedy: 'leave it out for what AKS takes',
    }));
    if (Object.keys(subnets).length > 0) regionOf(path, Object.keys(subnets));
    this.pool = pool;
    const { taint } = pool;
    this.zones = Object.fromEntries(Object.entries(subnets).map(([zone, vnetSubnetId]) => [zone, new KubernetesClusterNodePool(this, zone, {
      name: `${name}${numberOf(zone)}`,
      kubernetesClusterId: cluster.id,
      zones: [numberOf(zone)],
      vnetSubnetId,
      vmSize,
      mode,
      autoScalingEnabled: true,
      minCount: min,
      maxCount: max,
      ...(after.length > 0 && { dependsOn: [...after] }),
      ...(diskGib !== undefined && { osDiskSizeGb: diskGib }),
      ...(maxPods !== undefined && { maxPods }),
      nodeLabels: { ...labels, ...pool.labels },
      ...(taint !== null && { nodeTaints: [`${taint.key}=${taint.value}:${taint.effect}`] }),
      // Spot nodes are not drained for an upgrade, and Azure refuses settings for it.
      ...(isSpot ? { priority: 'Spot', evictionPolicy: 'Delete', spotMaxPrice: -1 } : { upgradeSettings: { maxSurge: '33%', drainTimeoutInMinutes: 30 } }),
    })]));
  }
}
