import type { EtcdCluster } from './nouns/etcd-cluster';
import type { BuiltInClass } from './nouns/built-in-class';
import type { Container } from './nouns/container';
import type { DisruptionBudget } from './nouns/disruption-budget';
import type { KubeObject } from './nouns/kube-object';
import type { NamespaceScope } from './nouns/namespace-scope';
import type { Pod } from './nouns/pod';
import type { RoleBinding } from './nouns/role-binding';
import type { Service } from './nouns/service';
import type { StorageClass } from './nouns/storage-class';
import type { Waiver } from './nouns/waiver';
import type { Workload } from './nouns/workload';

/** What a law can be asked of: the nouns of the graph, by the name a law writes in `on`. */
export interface Subjects {
  /** Every object, of whatever kind. */
  Manifest: KubeObject;
  Workload: Workload;
  Pod: Pod;
  Container: Container;
  Service: Service;
  PodDisruptionBudget: DisruptionBudget;
  /** StorageClasses, and those of the declared cloud at the claims that take them. */
  StorageClass: StorageClass | BuiltInClass;
  /** RoleBindings and ClusterRoleBindings. */
  RoleBinding: RoleBinding;
  /** A namespace that holds workloads, declared or not. */
  NamespaceScope: NamespaceScope;
  /** A set of etcd members, however it is declared. */
  EtcdCluster: EtcdCluster;
  /** One line of a waiver annotation, or one waiver of the config; asked last, when it is known what it waived. */
  Waiver: Waiver;
}
export type SubjectKind = keyof Subjects;
