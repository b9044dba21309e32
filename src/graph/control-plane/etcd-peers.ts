import { groupBy, type Join } from '../join';
import { maybe } from '../reading/unknown';
import { Workload } from '../workload/workload';
import type { EtcdCluster } from './etcd-cluster';
import { etcdClustersOf } from './etcd-clusters';

/** Bare pods that are members of one cluster: they were started with the same list of members. */
const members: Join<ReadonlyMap<string, readonly EtcdCluster[]>> = (graph) => groupBy(
  graph.all(Workload).filter(({ kind }) => kind === 'Pod').flatMap((pod) => maybe(() => etcdClustersOf(pod)) ?? []),
  (etcd) => maybe(() => etcd.flagText('initial-cluster')) ?? '',
);

/** The members of the same cluster that stand in the set as pods of their own. */
export function peersOf(etcd: EtcdCluster): readonly EtcdCluster[] {
  const initial = etcd.declaredBy.kind !== 'Pod' ? '' : (etcd.flagText('initial-cluster') ?? '');
  if (initial === '') return [];
  return (etcd.declaredBy.graph.join(members).get(initial) ?? []).filter(({ declaredBy }) => declaredBy !== etcd.declaredBy);
}
