import { AksCluster } from '../cloud/azure/aks-cluster';
import { AksNodePool } from '../cloud/azure/aks-node-pool';
import { SYSTEM_TAINT } from '../cloud/azure/aks-pool';
import type { Flaw } from '../cloud/flaw';
import type { Workload } from '../workload/workload';
import { untolerated } from './taint';

export type SystemPoolFlaw = 'tolerated' | 'selected' | 'open' | 'tainted' | 'alone';

/** What decides who runs on the pool of system pods: workloads, and pools of AKS themselves. */
export type SystemPooled = Workload | AksCluster | AksNodePool;

/** Does it name nodes, or declare them? */
export function concernsSystemPool(at: SystemPooled): boolean {
  if (at instanceof AksCluster || at instanceof AksNodePool) return true;
  return at.kind !== 'DaemonSet' && !at.isSystem && at.placement.namesNodes;
}

/** What brings apps to the pool of system pods, or the other way round. */
export function systemPoolFlaws(at: SystemPooled): readonly Flaw<SystemPoolFlaw>[] {
  if (at instanceof AksNodePool) return at.isUserPool && at.hasSystemTaint ? [{ is: 'tainted', path: ['node_taints'], args: { pool: at.title }, related: [] }] : [];
  return at instanceof AksCluster ? ofCluster(at) : ofWorkload(at);
}

/** @see https://learn.microsoft.com/azure/aks/use-system-pools */
function ofCluster(cluster: AksCluster): readonly Flaw<SystemPoolFlaw>[] {
  const { defaultPool, defaultTaints, otherPools, makesNodes, title } = cluster;
  const user = otherPools.find((pool) => pool instanceof AksNodePool && pool.isUserPool);
  const isKept = untolerated(defaultTaints, []) !== null;
  const path = [...defaultPool.path, 'only_critical_addons_enabled'];
  if (user && !isKept) return [{ is: 'open', path, args: { cluster: title, pool: user.title }, related: [{ message: 'is for apps', resource: user.resource, path: [] }] }];
  // One for the pods of somebody takes those.
  const isOfSystem = defaultTaints.some(({ key, effect }) => key === SYSTEM_TAINT && effect !== 'PreferNoSchedule');
  return isOfSystem && !user && !makesNodes && otherPools.length === 0 && cluster.graph.isClosed('azurerm_kubernetes_cluster_node_pool') ? [{ is: 'alone', path, args: { cluster: title }, related: [] }] : [];
}

function ofWorkload(workload: Workload): readonly Flaw<SystemPoolFlaw>[] {
  const { systemPoolUse: use } = workload.placement;
  if (use === null || workload.pod.isAddOn) return [];
  return [{ is: use.how, path: [...workload.pod.path, ...use.path], args: { workload: workload.title, label: use.by }, related: [] }];
}
