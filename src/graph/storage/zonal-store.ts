import type { Graph } from '../graph';
import { clusterBelow } from '../cloud/managed-clusters';
import type { NodePool } from '../placement/node-pool';
import { Undecided, maybe, some } from '../reading/unknown';
import { Workload } from '../workload/workload';

/** Does a workload keep data on disks that stay in one zone, each for one node at a time? Undecided where a claim or its class is not known. */
export function isZonalStore({ isReplicated, pod }: Workload): boolean {
  return isReplicated && some(pod.claims, ({ name, claim }) => {
    if (claim === null) throw new Undecided(`PersistentVolumeClaim ${name} is not in this set`);
    if (!claim.isSingleNode) return false;
    const { volumeClass } = claim;
    if (volumeClass === null) throw new Undecided(`the class of claim ${name} is not in this set`);
    return volumeClass.reach === 'zone';
  });
}

/** The pools that take pods of a workload for certain and whose nodes come up in whichever of several zones; none where a node is made for the pod that waits. */
export function zoneBlindPools(workload: Workload): readonly NodePool[] {
  const cluster = workload.graph.join(clusterBelow);
  if (cluster === null || cluster.makesNodes || cluster.cloud === 'gcp') return [];
  return workload.placement.open.certain.filter(({ facts: { object, zones } }) => object !== null && zones !== null && zones.length > 1);
}

/** The workloads with disks of one zone that certainly run on a pool. */
export function zonalStoresOn(graph: Graph, isPool: (pool: NodePool) => boolean): readonly Workload[] {
  return graph.all(Workload).filter((workload) => maybe(() => isZonalStore(workload) && zoneBlindPools(workload).some(isPool)) === true);
}
