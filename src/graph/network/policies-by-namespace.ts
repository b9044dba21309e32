import { groupBy, type Join } from '../join';
import { foreignPolicyScope } from './foreign-policy';
import { NetworkPolicy } from './network-policy';
import type { KubeObject } from '../object/kube-object';

/** NetworkPolicies by their namespace. */
export const policiesByNamespace: Join<ReadonlyMap<string, readonly NetworkPolicy[]>> = (graph) => groupBy(graph.all(NetworkPolicy), (p) => p.namespace);

/** Stands for every namespace; no namespace can be called so. */
export const EVERYWHERE = '*';

/** For each namespace, or {@link EVERYWHERE}, a policy of an engine's own kind that may govern it. */
export const foreignPolicies: Join<ReadonlyMap<string, KubeObject>> = (graph) => {
  const byNamespace = new Map<string, KubeObject>();
  for (const object of graph.objects) {
    const scope = foreignPolicyScope(object);
    if (scope !== null) byNamespace.set(scope === 'cluster' ? EVERYWHERE : object.namespace, object);
  }
  return byNamespace;
};
