import { groupBy, type Join } from '../join';
import { Undecided, maybe } from '../reading/unknown';
import type { Workload } from '../workload/workload';
import { Autoscaler } from './autoscaler';

const byTarget: Join<ReadonlyMap<string, readonly Autoscaler[]>> = (graph) => groupBy(graph.all(Autoscaler).filter((a) => graph.isApplied(a)), (scaler) => {
  const target = maybe(() => scaler.target);
  return target === null ? `${scaler.namespace}\n?` : `${scaler.namespace}\n${target.kind}\n${target.name}`;
});

/** What sets the replicas of a workload. Undecided where an autoscaler of its namespace may have any target. */
export function autoscalersOf(workload: Workload): readonly Autoscaler[] {
  const { graph, namespace, kind, name } = workload;
  const targets = graph.join(byTarget);
  if (targets.has(`${namespace}\n?`)) throw new Undecided('an autoscaler of this namespace has an unknown target');
  return targets.get(`${namespace}\n${kind}\n${name}`) ?? [];
}
