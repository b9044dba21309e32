/** When Kubernetes stopped serving a kind under an apiVersion. */
export interface Removal {
  /** First minor version that does not serve it. */
  readonly removedIn: string;
  /** What to write instead; `null` where the feature itself is gone. */
  readonly instead: string | null;
}

const WEBHOOKS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
const REVIEWS = ['LocalSubjectAccessReview', 'SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'];
const RBAC = ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'];
const FLOW_CONTROL = ['FlowSchema', 'PriorityLevelConfiguration'];

/** https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const rows: readonly [removedIn: string, apiVersion: string, kinds: readonly string[], instead: string | null][] = [
  ['1.32', 'flowcontrol.apiserver.k8s.io/v1beta3', FLOW_CONTROL, 'flowcontrol.apiserver.k8s.io/v1'],
  ['1.29', 'flowcontrol.apiserver.k8s.io/v1beta2', FLOW_CONTROL, 'flowcontrol.apiserver.k8s.io/v1'],
  ['1.27', 'storage.k8s.io/v1beta1', ['CSIStorageCapacity'], 'storage.k8s.io/v1'],
  ['1.26', 'flowcontrol.apiserver.k8s.io/v1beta1', FLOW_CONTROL, 'flowcontrol.apiserver.k8s.io/v1'],
  ['1.26', 'autoscaling/v2beta2', ['HorizontalPodAutoscaler'], 'autoscaling/v2'],
  ['1.25', 'autoscaling/v2beta1', ['HorizontalPodAutoscaler'], 'autoscaling/v2'],
  ['1.25', 'batch/v1beta1', ['CronJob'], 'batch/v1'],
  ['1.25', 'discovery.k8s.io/v1beta1', ['EndpointSlice'], 'discovery.k8s.io/v1'],
  ['1.25', 'events.k8s.io/v1beta1', ['Event'], 'events.k8s.io/v1'],
  ['1.25', 'node.k8s.io/v1beta1', ['RuntimeClass'], 'node.k8s.io/v1'],
  ['1.25', 'policy/v1beta1', ['PodDisruptionBudget'], 'policy/v1'],
  ['1.25', 'policy/v1beta1', ['PodSecurityPolicy'], null],
  ['1.22', 'admissionregistration.k8s.io/v1beta1', WEBHOOKS, 'admissionregistration.k8s.io/v1'],
  ['1.22', 'apiextensions.k8s.io/v1beta1', ['CustomResourceDefinition'], 'apiextensions.k8s.io/v1'],
  ['1.22', 'apiregistration.k8s.io/v1beta1', ['APIService'], 'apiregistration.k8s.io/v1'],
  ['1.22', 'authentication.k8s.io/v1beta1', ['TokenReview'], 'authentication.k8s.io/v1'],
  ['1.22', 'authorization.k8s.io/v1beta1', REVIEWS, 'authorization.k8s.io/v1'],
  ['1.22', 'certificates.k8s.io/v1beta1', ['CertificateSigningRequest'], 'certificates.k8s.io/v1'],
  ['1.22', 'coordination.k8s.io/v1beta1', ['Lease'], 'coordination.k8s.io/v1'],
  ['1.22', 'extensions/v1beta1', ['Ingress'], 'networking.k8s.io/v1'],
  ['1.22', 'networking.k8s.io/v1beta1', ['Ingress', 'IngressClass'], 'networking.k8s.io/v1'],
  ['1.22', 'rbac.authorization.k8s.io/v1beta1', RBAC, 'rbac.authorization.k8s.io/v1'],
  ['1.22', 'scheduling.k8s.io/v1beta1', ['PriorityClass'], 'scheduling.k8s.io/v1'],
  ['1.22', 'storage.k8s.io/v1beta1', ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment'], 'storage.k8s.io/v1'],
  ['1.16', 'apps/v1beta1', ['Deployment', 'StatefulSet', 'ControllerRevision'], 'apps/v1'],
  ['1.16', 'apps/v1beta2', ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet', 'ControllerRevision'], 'apps/v1'],
  ['1.16', 'extensions/v1beta1', ['DaemonSet', 'Deployment', 'ReplicaSet'], 'apps/v1'],
  ['1.16', 'extensions/v1beta1', ['NetworkPolicy'], 'networking.k8s.io/v1'],
  ['1.16', 'extensions/v1beta1', ['PodSecurityPolicy'], null],
];

const byApiVersionAndKind: ReadonlyMap<string, Removal> = new Map(
  rows.flatMap(([removedIn, apiVersion, kinds, instead]) =>
    kinds.map((kind) => [`${apiVersion} ${kind}`, { removedIn, instead }] as const)),
);

/** API groups that are gone as a whole. */
export const removedGroups: ReadonlySet<string> = new Set(['extensions']);

/** When an apiVersion of a kind was removed; `null` where that is not known to have happened. */
export function removalOf(apiVersion: string, kind: string): Removal | null {
  return byApiVersionAndKind.get(`${apiVersion} ${kind}`) ?? null;
}
