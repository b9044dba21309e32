import type { Graph } from '../graph';
import { groupBy, type Join } from '../join';
import { Undecided } from '../reading/unknown';
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

/** Undecided where an engine's own policies, which are not read, govern a namespace too. */
export function assertNoForeignPolicy(graph: Graph, namespace: string): void {
  const policies = graph.join(foreignPolicies);
  const policy = policies.get(EVERYWHERE) ?? policies.get(namespace);
  if (policy !== undefined) throw new Undecided(`${policy.title} may govern this namespace, and is not read`);
}
