import type { Join } from '../join';
import type { Profile } from '../../profile';
import { maybe } from '../reading/unknown';
import { NodePool } from '../placement/node-pool';
import { cloud } from './cloud';
import { ManagedCluster } from './managed-cluster';

/** The cluster that the objects of the set run on: the one Terraform declares; `null` = none, or several, of which nobody can tell. */
export const clusterBelow: Join<ManagedCluster | null> = (graph) => {
  // A part of a cluster does not tell how many there are.
  if (graph.extent === 'part') return null;
  const [only, another] = graph.cloudOf(ManagedCluster);
  return only === undefined || another !== undefined || only.instances !== 1 ? null : only;
};

/** Resources that bring nodes which no pool declares. */
const OTHER_NODES = ['aws_autoscaling_group', 'aws_eks_fargate_profile'];

/** The pools of nodes that Terraform declares for the cluster; `null` = none that can be read. */
export const cloudPools: Join<{ readonly pools: readonly NodePool[]; readonly areAll: boolean } | null> = (graph) => {
  const cluster = graph.join(clusterBelow);
  const facts = cluster === null ? null : maybe(() => cluster.pools);
  if (cluster === null || facts === null || facts.length === 0) return null;
  const world = graph.join(cloud);
  const areCounted = world.resources.every((resource) => resource.instances === 1 || !/node_(?:group|pool)$/.test(resource.kind));
  const areAll = areCounted && maybe(() => cluster.makesNodes) === false && !world.hasUnseen && world.of(...OTHER_NODES).length === 0;
  return { pools: facts.map((of) => new NodePool(of)), areAll };
};

/** A profile with what the cloud plane tells and the user does not: the cloud, and the zones and the number of nodes of pools that are all there are. */
export function profileWithCloud(declared: Profile, cluster: ManagedCluster | null, below: ReturnType<typeof cloudPools>): Profile {
  if (cluster === null || (declared.cloud !== null && declared.cloud !== cluster.cloud)) return declared;
  const facts = below?.areAll === true && declared.nodePools === null ? below.pools.map((pool) => pool.facts) : [];
  const zones = [...new Set(facts.flatMap((of) => of.zones ?? []))];
  const nodes = facts.reduce((sum, { maxNodes }) => sum + (maxNodes ?? Number.NaN), 0);
  return {
    ...declared,
    cloud: cluster.cloud,
    zones: declared.zones ?? (facts.every((of) => of.zones !== null) && zones.length > 0 ? zones : null),
    nodes: declared.nodes ?? (nodes > 0 ? nodes : null),
  };
}
