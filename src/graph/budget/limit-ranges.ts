import type { Graph } from '../graph';
import { groupBy, type Join } from '../join';
import { Undecided } from '../reading/unknown';
import type { KubeObject } from '../object/kube-object';
import { LimitRange } from './limit-range';

const byNamespace: Join<ReadonlyMap<string, readonly LimitRange[]>> = (graph) => groupBy(graph.all(LimitRange), (o) => o.namespace);
/** Those that name a namespace, by the folder they are written in. */
const byFolder: Join<ReadonlyMap<string, readonly LimitRange[]>> = (graph) => groupBy(graph.all(LimitRange).filter((o) => o.namespace !== ''), (o) => o.folder);

/** The LimitRanges of an object's namespace. */
export function limitRangesOf({ graph, namespace }: KubeObject): readonly LimitRange[] {
  return limitRangesIn(graph, namespace);
}

/** The LimitRanges of a namespace. */
export function limitRangesIn(graph: Graph, namespace: string): readonly LimitRange[] {
  return graph.join(byNamespace).get(namespace) ?? [];
}

/**
 * Undecided where no namespace is written, and a LimitRange beside it names one: who applies the folder to that namespace has what the
 * LimitRange supplies.
 */
export function assertNoLimitRangeBeside({ graph, namespace, folder }: KubeObject): void {
  const [beside] = namespace === '' ? graph.join(byFolder).get(folder) ?? [] : [];
  if (beside) throw new Undecided(`${beside.title} holds for it where it is applied to that namespace; none is written`);
}
