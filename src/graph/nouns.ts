import { Autoscaler } from './nouns/autoscaler';
import { DisruptionBudget } from './nouns/disruption-budget';
import { KubeObject } from './nouns/kube-object';
import { NetworkPolicy } from './nouns/network-policy';
import { RoleBinding } from './nouns/role-binding';
import { Service } from './nouns/service';
import { ServiceAccount } from './nouns/service-account';
import { StorageClass } from './nouns/storage-class';
import { Workload, isWorkloadKind } from './nouns/workload';

/** Kinds with questions of their own, by group: a Service of another group is another thing. */
const NOUNS: ReadonlyMap<string, typeof KubeObject> = new Map<string, typeof KubeObject>([
  ['/Service', Service],
  ['/ServiceAccount', ServiceAccount],
  ['autoscaling/HorizontalPodAutoscaler', Autoscaler],
  ['keda.sh/ScaledObject', Autoscaler],
  ['networking.k8s.io/NetworkPolicy', NetworkPolicy],
  ['policy/PodDisruptionBudget', DisruptionBudget],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', RoleBinding],
  ['rbac.authorization.k8s.io/RoleBinding', RoleBinding],
  ['storage.k8s.io/StorageClass', StorageClass],
]);

/** The noun an object of this kind is. */
export function nounFor(apiVersion: string, kind: string): typeof KubeObject {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return NOUNS.get(`${group}/${kind}`) ?? (isWorkloadKind(group, kind) ? Workload : KubeObject);
}
