import type { DeclaredNodePool } from '../../profile';
import { isClosedFor } from '../../profile';
import { NO_UNITS, inUnits } from './units';
import { cloudPools } from '../cloud/managed-clusters';
import type { Join } from '../join';
import { parseQuantity } from '../reading/quantity';
import { Undecided, maybe } from '../reading/unknown';
import { karpenterFacts } from './karpenter';
import { livePools } from './live-nodes';
import { NodePool } from './node-pool';

/** The pools of a cluster, as far as they are known. */
export interface NodePools {
  readonly pools: readonly NodePool[];
  /** Are these all? Otherwise a pod they do not take may run elsewhere. */
  readonly areAll: boolean;
  /** Are they declared one by one, with their labels and taints? */
  readonly areDeclared: boolean;
}

/**
 * The pools that the profile declares, else those that Terraform does, else those of live nodes, and Karpenter's of the set. They are all where the profile lists
 * pools, where Terraform declares the cluster with all of them, or where the set is closed for NodePool. With none of either, the nodes and zones of the profile are one pool of which no more is known.
 */
export const nodePools: Join<NodePools> = (graph) => {
  const { declared: profile } = graph;
  const cloud = profile.nodePools === null ? graph.join(cloudPools) : null;
  const live = profile.nodePools === null && cloud === null ? graph.join(livePools) : null;
  const declared = cloud?.pools ?? live ?? (profile.nodePools ?? []).map((pool) => new NodePool(declaredFacts(pool)));
  const objects = graph.ofKind('NodePool', 'karpenter.sh');
  const karpenter = objects.map((object) => maybe(() => new NodePool(karpenterFacts(object)))).filter((pool) => pool !== null);
  const pools = [...declared, ...karpenter];
  if (objects.length > 0 || profile.nodePools !== null || cloud !== null || live !== null) {
    const areListed = profile.nodePools !== null || cloud?.areAll === true || live !== null || isClosedFor(profile, 'NodePool');
    return { pools, areAll: areListed && karpenter.length === objects.length, areDeclared: true };
  }
  const { nodes: maxNodes, zones } = profile;
  const facts = { title: 'the cluster', zones, labels: null, taints: [], minNodes: 0, maxNodes, isSpot: false, allocatable: null, atMost: NO_UNITS, object: null };
  return { pools: [new NodePool(facts)], areAll: true, areDeclared: false };
};

function declaredFacts(pool: DeclaredNodePool): ConstructorParameters<typeof NodePool>[0] {
  const { allocatable = null } = pool;
  return {
    title: `node pool ${pool.name}`,
    zones: pool.zones ?? null,
    labels: new Map(Object.entries(pool.labels ?? {}).map(([key, value]) => [key, [value]])),
    taints: (pool.taints ?? []).map(({ key, value = '', effect }) => ({ key, value, effect })),
    minNodes: pool.minNodes ?? 0,
    maxNodes: pool.maxNodes ?? null,
    isSpot: pool.spot ?? false,
    allocatable: allocatable && inUnits(Object.fromEntries(Object.entries(allocatable).map(([resource, written]) => {
      const amount = parseQuantity(written);
      if (amount === null) throw new Undecided(`how much ${resource} a node of pool ${pool.name} has is not known`);
      return [resource, amount];
    }))),
    atMost: NO_UNITS,
    object: null,
  };
}
