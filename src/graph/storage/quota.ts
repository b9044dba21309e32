import { groupBy, type Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { some } from '../reading/unknown';
import type { NamespaceScope } from '../namespace/namespace-scope';
import type { Workload } from '../workload/workload';

const quotas: Join<ReadonlyMap<string, readonly KubeObject[]>> = (graph) => groupBy(graph.ofKind('ResourceQuota'), ({ namespace }) => namespace);

/** Does a ResourceQuota bound this resource in the namespace: as a whole, as a count, or class by class? */
export function isStorageBounded({ graph, name }: NamespaceScope, resource: string): boolean {
  return some(graph.join(quotas).get(name) ?? [], (quota) => quota.spec.in('hard').keys()
    .some((key) => key === resource || key === `count/${resource}` || key.endsWith(`.storageclass.storage.k8s.io/${resource}`)));
}

/** The workloads of the namespace that claim storage. */
export function claimUsers({ workloads }: NamespaceScope): readonly Workload[] {
  return workloads.filter(({ pod }) => pod.claims.length > 0);
}
