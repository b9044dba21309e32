import { Declared } from '../../object/declared';
import type { PoolFacts } from '../../placement/node-pool';
import { untolerated } from '../../placement/taint';
import { type NodeGroup } from '../aws/node-group';
import { type AksNodePool } from '../azure/aks-node-pool';
import { GkeNodePool } from '../google/gke-node-pool';
import { gkePoolFacts } from '../google/gke-pool';
import { isOfEtcd, ROLE } from './etcd-role';

/** A pool of nodes of a managed cluster, which may be for an etcd of its users. */
export type EtcdPool = NodeGroup | AksNodePool | GkeNodePool;

/** Is it a pool? Otherwise it is an etcd. */
export function isPool(etcd: EtcdPool | { readonly origin: string }): etcd is EtcdPool {
  return etcd instanceof Declared;
}

/** Is it for etcd: by its tags, the labels of its nodes, or its name? */
export function isPoolOfEtcd(pool: EtcdPool): boolean {
  return isOfEtcd(pool) || [...(factsOf(pool).labels ?? [])].some(([key, values]) => ROLE.test(key) && values.includes('etcd'));
}

/** May any pod run on it, because no taint keeps one away? */
export function isOpenToAll(pool: EtcdPool): boolean {
  return untolerated(factsOf(pool).taints, []) === null;
}

function factsOf(pool: EtcdPool): PoolFacts {
  return pool instanceof GkeNodePool ? gkePoolFacts(pool, null) : pool.facts;
}
