import type { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';

/** The pool that stands in while AKS makes the default one anew. */
const STAND_IN = 'standin';

/** What the default pool is, as far as it is written. */
export interface DefaultPool {
  /** By number. */
  readonly zones: readonly string[];
  /** Nodes at most. */
  readonly max: number;
  readonly maxPods?: number;
}

/**
 * Leaves the default pool to the system. Terraform does that by making the pool anew while another stands in: pods of apps on it are moved to
 * their new pools. Serves compute/system-pool-isolated.
 */
export function isolateSystemPool(cluster: KubernetesCluster): DefaultPool {
  const pool = cluster.defaultNodePoolInput;
  if (pool === undefined) return { zones: [], max: 0 };
  if (pool.onlyCriticalAddonsEnabled !== true) {
    cluster.putDefaultNodePool({ ...pool, onlyCriticalAddonsEnabled: true, temporaryNameForRotation: pool.temporaryNameForRotation ?? STAND_IN });
  }
  return { zones: pool.zones ?? [], max: pool.maxCount ?? pool.nodeCount ?? 0, ...(pool.maxPods !== undefined && { maxPods: pool.maxPods }) };
}
