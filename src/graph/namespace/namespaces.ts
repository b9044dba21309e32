import { groupBy, type Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { Workload } from '../workload/workload';
import { NamespaceScope } from './namespace-scope';

/** Every namespace that holds workloads, in order of name. */
export const namespaces: Join<readonly NamespaceScope[]> = (graph) => {
  const members = groupBy(graph.all(Workload), (w) => w.namespace);
  return [...members].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, workloads]) => {
    const sorted = workloads.toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
    const anchor = graph.namespace(name) ?? sorted[0];
    return new NamespaceScope(graph, name, anchor as KubeObject, sorted);
  });
};
