import type { KubernetesCluster } from '@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js';

/** The pool that stands in while AKS makes the default one anew. */
const STAND_IN = 'standin';

/**
 * Leaves the default pool to the system once there are pools for apps. Terraform changes that by making the pool anew while another stands in,
 * so a cluster that runs apps there needs pools for them first. Serves compute/system-pool-isolated.
 * @returns the zones of the default pool, by number
 */
export function isolateSystemPool(cluster: KubernetesCluster, hasPoolForApps: boolean): readonly string[] {
  const pool = cluster.defaultNodePoolInput;
  if (pool === undefined) return [];
  if (hasPoolForApps && pool.onlyCriticalAddonsEnabled !== true) {
    cluster.putDefaultNodePool({ ...pool, onlyCriticalAddonsEnabled: true, temporaryNameForRotation: pool.temporaryNameForRotation ?? STAND_IN });
  }
  return pool.zones ?? [];
}
