import type { KubeObject } from '../object/kube-object';

/** Policies of network engines, which looplaw does not read, by group and kind: what they govern. */
const ENGINES: ReadonlyMap<string, 'cluster' | 'namespace'> = new Map([
  ['cilium.io/CiliumClusterwideNetworkPolicy', 'cluster'],
  ['cilium.io/CiliumNetworkPolicy', 'namespace'],
  ['crd.antrea.io/ClusterNetworkPolicy', 'cluster'],
  ['crd.antrea.io/NetworkPolicy', 'namespace'],
  ['crd.projectcalico.org/GlobalNetworkPolicy', 'cluster'],
  ['crd.projectcalico.org/NetworkPolicy', 'namespace'],
  ['networking.gke.io/FQDNNetworkPolicy', 'namespace'],
  ['networking.k8s.aws/ApplicationNetworkPolicy', 'namespace'],
  ['networking.k8s.aws/ClusterNetworkPolicy', 'cluster'],
  ['policy.networking.k8s.io/AdminNetworkPolicy', 'cluster'],
  ['policy.networking.k8s.io/BaselineAdminNetworkPolicy', 'cluster'],
  ['policy.networking.k8s.io/ClusterNetworkPolicy', 'cluster'],
  ['projectcalico.org/GlobalNetworkPolicy', 'cluster'],
  ['projectcalico.org/NetworkPolicy', 'namespace'],
]);

/** Is this a policy of an engine's own kind, and if so, what may it govern? */
export function foreignPolicyScope(object: KubeObject): 'cluster' | 'namespace' | null {
  return ENGINES.get(`${object.group}/${object.kind}`) ?? null;
}
