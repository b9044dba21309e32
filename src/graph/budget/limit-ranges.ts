import { groupBy, type Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { Undecided } from '../reading/unknown';
import type { Workload } from '../workload/workload';

const byNamespace: Join<ReadonlyMap<string, readonly KubeObject[]>> = (graph) => groupBy(graph.ofKind('LimitRange'), (o) => o.namespace);
const byFolder: Join<ReadonlyMap<string, readonly KubeObject[]>> = (graph) => groupBy(graph.ofKind('LimitRange'), (o) => o.folder);

/** The LimitRanges of a workload's namespace. */
export function limitRangesOf({ graph, namespace }: Workload): readonly KubeObject[] {
  return graph.join(byNamespace).get(namespace) ?? [];
}

/**
 * Undecided where no namespace is written, and a LimitRange beside it names one: who applies the folder to that namespace has what the
 * LimitRange supplies.
 */
export function assertNoLimitRangeBeside({ graph, namespace, folder }: Workload): void {
  const [beside] = namespace === '' ? graph.join(byFolder).get(folder) ?? [] : [];
  if (beside) throw new Undecided(`${beside.title} holds for it where it is applied to that namespace; none is written`);
}
