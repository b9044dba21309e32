import { Autoscaler } from './scaling/autoscaler';
import { HttpRoute } from './edge/http-route';
import { Ingress } from './edge/ingress';
import { IngressClass } from './edge/ingress-class';
import { LimitRange } from './budget/limit-range';
import { ResourceQuota } from './budget/resource-quota';
import { DisruptionBudget } from './disruption/disruption-budget';
import { KubeObject } from './object/kube-object';
import { Monitor } from './observability/monitor';
import { NetworkPolicy } from './network/network-policy';
import { PersistentVolume } from './storage/persistent-volume';
import { Role } from './identity/role';
import { PriorityClass } from './priority/priority-class';
import { RoleBinding } from './identity/role-binding';
import { Service } from './network/service';
import { ServiceAccount } from './identity/service-account';
import { StorageClass } from './storage/storage-class';
import { VerticalAutoscaler } from './scaling/vertical-autoscaler';
import { TEMPLATES, isWorkloadKind } from './workload/kinds';
import { Workload } from './workload/workload';

/** Kinds with questions of their own, by group: a Service of another group is another thing. */
const NOUNS: ReadonlyMap<string, typeof KubeObject> = new Map<string, typeof KubeObject>([
  ['/PersistentVolume', PersistentVolume],
  ['/LimitRange', LimitRange],
  ['/ResourceQuota', ResourceQuota],
  ['/Service', Service],
  ['/ServiceAccount', ServiceAccount],
  ['autoscaling.k8s.io/VerticalPodAutoscaler', VerticalAutoscaler],
  ['autoscaling/HorizontalPodAutoscaler', Autoscaler],
  ['extensions/Ingress', Ingress],
  ['gateway.networking.k8s.io/HTTPRoute', HttpRoute],
  ['keda.sh/ScaledObject', Autoscaler],
  ['networking.k8s.io/Ingress', Ingress],
  ['networking.k8s.io/IngressClass', IngressClass],
  ['azmonitoring.coreos.com/PodMonitor', Monitor],
  ['azmonitoring.coreos.com/ServiceMonitor', Monitor],
  ['monitoring.coreos.com/PodMonitor', Monitor],
  ['monitoring.coreos.com/ServiceMonitor', Monitor],
  ['monitoring.googleapis.com/ClusterPodMonitoring', Monitor],
  ['monitoring.googleapis.com/PodMonitoring', Monitor],
  ['networking.k8s.io/NetworkPolicy', NetworkPolicy],
  ['policy/PodDisruptionBudget', DisruptionBudget],
  ['rbac.authorization.k8s.io/ClusterRole', Role],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', RoleBinding],
  ['rbac.authorization.k8s.io/Role', Role],
  ['rbac.authorization.k8s.io/RoleBinding', RoleBinding],
  ['scheduling.k8s.io/PriorityClass', PriorityClass],
  ['storage.k8s.io/StorageClass', StorageClass],
]);

/** The noun an object of this kind is. */
export function nounFor(apiVersion: string, kind: string): typeof KubeObject {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return NOUNS.get(`${group}/${kind}`) ?? (isWorkloadKind(group, kind) ? Workload : KubeObject);
}

/** The kinds whose objects are this noun. */
export function kindsOf(noun: abstract new (...args: never) => KubeObject): readonly string[] {
  let kinds = kindsByNoun.get(noun);
  if (kinds === undefined) {
    const names = noun === Workload ? [...TEMPLATES.keys()] : [...NOUNS].filter(([, other]) => other === noun).map(([name]) => name);
    kindsByNoun.set(noun, (kinds = names.map((name) => name.slice(name.indexOf('/') + 1))));
  }
  return kinds;
}

const kindsByNoun = new Map<abstract new (...args: never) => KubeObject, readonly string[]>();
