import { quotasIn } from '../budget/quotas';
import { some } from '../reading/unknown';
import type { NamespaceScope } from '../namespace/namespace-scope';
import type { Workload } from '../workload/workload';

/** Does a ResourceQuota bound this resource in the namespace: as a whole, as a count, or class by class? */
export function isStorageBounded({ graph, name }: NamespaceScope, resource: string): boolean {
  return some(quotasIn(graph, name), (quota) => quota.spec.in('hard').keys()
    .some((key) => key === resource || key === `count/${resource}` || key.endsWith(`.storageclass.storage.k8s.io/${resource}`)));
}

/** The workloads of the namespace that claim storage. */
export function claimUsers({ workloads }: NamespaceScope): readonly Workload[] {
  return workloads.filter(({ pod }) => pod.claims.length > 0);
}
