import type { DeclaredNodePool } from '../../profile';
import { isClosedFor } from '../../profile';
import { inUnits } from './units';
import type { Join } from '../join';
import { parseQuantity } from '../reading/quantity';
import { Undecided, maybe } from '../reading/unknown';
import { karpenterFacts } from './karpenter';
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
 * The pools that the profile declares and Karpenter's of the set. They are all where the profile lists pools, or the set is closed for
 * NodePool. With none of either, the nodes and zones of the profile are one pool of which no more is known.
 */
export const nodePools: Join<NodePools> = (graph) => {
  const { profile } = graph;
  const declared = (profile.nodePools ?? []).map((pool) => new NodePool(declaredFacts(pool)));
  const objects = graph.ofKind('NodePool', 'karpenter.sh');
  const karpenter = objects.map((object) => maybe(() => new NodePool(karpenterFacts(object)))).filter((pool) => pool !== null);
  const pools = [...declared, ...karpenter];
  if (objects.length > 0 || profile.nodePools !== null) {
    const areListed = profile.nodePools !== null || isClosedFor(profile, 'NodePool');
    return { pools, areAll: areListed && karpenter.length === objects.length, areDeclared: true };
  }
  const { nodes: maxNodes, zones } = profile;
  const facts = { title: 'the cluster', zones, labels: null, taints: [], minNodes: 0, maxNodes, isSpot: false, allocatable: null, atMost: new Map(), object: null };
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
    atMost: new Map(),
    object: null,
  };
}
