import type { Resource } from '../../load/resource';

/** Kinds of Kubernetes itself that live in no namespace, by group. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  ...['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'].map((kind) => `/${kind}`),
  ...[
    'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration',
  ].map((kind) => `admissionregistration.k8s.io/${kind}`),
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
  ...['CertificateSigningRequest', 'ClusterTrustBundle'].map((kind) => `certificates.k8s.io/${kind}`),
  ...['FlowSchema', 'PriorityLevelConfiguration'].map((kind) => `flowcontrol.apiserver.k8s.io/${kind}`),
  ...['IPAddress', 'IngressClass', 'ServiceCIDR'].map((kind) => `networking.k8s.io/${kind}`),
  'node.k8s.io/RuntimeClass',
  'policy/PodSecurityPolicy',
  ...['ClusterRole', 'ClusterRoleBinding'].map((kind) => `rbac.authorization.k8s.io/${kind}`),
  ...['DeviceClass', 'ResourceSlice'].map((kind) => `resource.k8s.io/${kind}`),
  'scheduling.k8s.io/PriorityClass',
  ...['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'].map((kind) => `storage.k8s.io/${kind}`),
  'storagemigration.k8s.io/StorageVersionMigration',
]);

/**
 * The namespace an object will be in, or the empty string: cluster-scoped, or whichever namespace the set is applied to. The API server
 * takes a namespace away that is written on an object which can have none.
 */
export function namespaceOf(resource: Resource): string {
  return resource.namespace === null || isClusterScoped(resource) ? '' : resource.namespace;
}

/** Whether an object is of a kind of Kubernetes itself that lives in no namespace; kinds that are not known are taken to live in one. */
export function isClusterScoped({ apiVersion, kind }: Pick<Resource, 'apiVersion' | 'kind'>): boolean {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  return CLUSTER_SCOPED.has(`${group}/${kind}`);
}
