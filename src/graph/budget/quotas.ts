import type { Graph } from '../graph';
import { groupBy, type Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { ResourceQuota } from './resource-quota';

const byNamespace: Join<ReadonlyMap<string, readonly ResourceQuota[]>> = (graph) => groupBy(graph.all(ResourceQuota), (o) => o.namespace);

/** The ResourceQuotas of an object's namespace. */
export function quotasOf({ graph, namespace }: KubeObject): readonly ResourceQuota[] {
  return quotasIn(graph, namespace);
}

/** The ResourceQuotas of a namespace. */
export function quotasIn(graph: Graph, namespace: string): readonly ResourceQuota[] {
  return graph.join(byNamespace).get(namespace) ?? [];
}
