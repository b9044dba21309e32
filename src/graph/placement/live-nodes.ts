import { isClosedFor, type Cloud, type Profile } from '../../profile';
import type { Join } from '../join';
import { isStored } from '../object/keeper';
import type { KubeObject } from '../object/kube-object';
import { parseQuantity, type Quantity } from '../reading/quantity';
import { maybe } from '../reading/unknown';
import { HOSTNAME } from './node-selection';
import { NodePool } from './node-pool';
import type { Taint } from './taint';
import { NO_UNITS, inUnits, type Units } from './units';
import { ZONE } from './zone';

/** Labels by which clouds tell the pools of nodes apart. */
const POOL_LABELS = ['eks.amazonaws.com/nodegroup', 'kubernetes.azure.com/agentpool', 'agentpool', 'cloud.google.com/gke-nodepool', 'karpenter.sh/nodepool'];
/** How a node says which cloud it is a machine of. */
const PROVIDERS: readonly (readonly [start: string, cloud: Cloud])[] = [['aws://', 'aws'], ['azure://', 'azure'], ['gce://', 'gcp']];
const SPOT = [['eks.amazonaws.com/capacityType', 'SPOT'], ['karpenter.sh/capacity-type', 'spot'], ['kubernetes.azure.com/scalesetpriority', 'spot'], ['cloud.google.com/gke-spot', 'true']] as const;

/** Nodes as a cluster holds them. */
const liveNodes: Join<readonly KubeObject[]> = (graph) => graph.seenOfKind('Node').filter((node) => maybe(() => isStored(node)) === true);

/**
 * The pools that live nodes are of; `null` = the set is not closed for Node, or holds none: a pool that has no node now is not seen, and a dump may hold
 * some. How many nodes a pool may have, no node tells.
 */
export const livePools: Join<readonly NodePool[] | null> = (graph) => {
  const nodes = graph.join(liveNodes);
  if (nodes.length === 0 || !isClosedFor(graph.declared, 'Node')) return null;
  return maybe(() => {
    const pools = new Map<string, KubeObject[]>();
    for (const node of nodes) {
      const key = JSON.stringify([poolOf(node), taintsOf(node)]);
      pools.set(key, [...(pools.get(key) ?? []), node]);
    }
    return [...pools.values()].map((alike) => poolFrom(alike as [KubeObject, ...KubeObject[]]));
  }) ?? null;
};

/** A profile with what live nodes tell and the user does not: the cloud they are machines of, and, where they are all there are, their zones. */
export function profileWithNodes(declared: Profile, nodes: readonly KubeObject[], pools: readonly NodePool[] | null): Profile {
  const clouds = new Set(nodes.map((node) => maybe(() => node.spec.string('providerID')) ?? '').map((id) => PROVIDERS.find(([start]) => id.startsWith(start))?.[1] ?? null));
  const [cloud = null] = clouds.size === 1 ? clouds : [];
  const zones = [...new Set((pools ?? []).flatMap(({ facts }) => facts.zones ?? []))].sort();
  return { ...declared, cloud: declared.cloud ?? cloud, zones: declared.zones ?? (zones.length > 0 ? zones : null) };
}

/** The profile of a cluster whose nodes are in the set. */
export const nodeProfile: Join<Profile> = (graph) => profileWithNodes(graph.declared, graph.join(liveNodes), graph.join(livePools));

function poolFrom(nodes: readonly [KubeObject, ...KubeObject[]]): NodePool {
  const [first] = nodes;
  const all = nodes.map((node) => node.metadata.in('labels'));
  const keys = [...new Set(all.flatMap((labels) => labels.keys()))].filter((key) => key !== HOSTNAME);
  const labels = new Map(keys.map((key) => [key, [...new Set(all.flatMap((each) => each.string(key) ?? []))]]));
  return new NodePool({
    title: `node pool ${poolOf(first)}`,
    zones: labels.get(ZONE) ?? [],
    labels,
    taints: taintsOf(first),
    minNodes: 0,
    maxNodes: null,
    isSpot: SPOT.some(([key, value]) => labels.get(key)?.includes(value) === true),
    allocatable: sizeOf(nodes),
    atMost: NO_UNITS,
    object: first,
  });
}

function poolOf(node: KubeObject): string {
  const labels = node.metadata.in('labels');
  return POOL_LABELS.map((key) => labels.string(key)).find((name) => name !== undefined) ?? 'of the cluster';
}

/** What was put on for good: what Kubernetes puts on nodes that fail, fill up or start comes and goes. */
function taintsOf(node: KubeObject): readonly Taint[] {
  return node.spec.list('taints').map((taint) => ({ key: taint.string('key') ?? '', value: taint.string('value') ?? '', effect: taint.string('effect') ?? '' }))
    .filter(({ key }) => !/^node(?:\.cloudprovider)?\.kubernetes\.io\//.test(key));
}

/** What pods can request of each; `null` where they differ, or do not say. */
function sizeOf(nodes: readonly KubeObject[]): Units | null {
  const sizes = nodes.map((node): Record<string, Quantity> => {
    const allocatable = node.in('status').in('allocatable');
    return Object.fromEntries(allocatable.keys().flatMap((key) => {
      const amount = parseQuantity(allocatable.get(key));
      return amount === null ? [] : [[key, amount] as const];
    }));
  });
  const [first] = sizes;
  const same = (a: Units, b: Units): boolean => a.size === b.size && [...a].every(([key, amount]) => b.get(key) === amount);
  if (first === undefined || Object.keys(first).length === 0) return null;
  return sizes.every((size) => same(inUnits(size), inUnits(first))) ? inUnits(first) : null;
}
