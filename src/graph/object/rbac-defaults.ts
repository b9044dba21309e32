import { maybe } from '../reading/unknown';
import type { KubeObject } from './kube-object';

/** Who makes a role or a binding that comes with a cluster. */
export type Maker = 'API server' | 'kubeadm' | 'EKS';

/** What the API server makes, besides families of names that grow with each version. */
const OF_API_SERVER = new Set([
  'admin', 'cluster-admin', 'edit', 'view', 'extension-apiserver-authentication-reader', ...[
    'auth-delegator', 'basic-user', 'cluster-trust-bundle-discovery', 'csi-external-attacher', 'csi-external-provisioner', 'discovery', 'heapster', 'kube-aggregator', 'kube-controller-manager', 'kube-dns',
    'kube-scheduler', 'kubelet-api-admin', 'monitoring', 'node', 'node-bootstrapper', 'node-problem-detector', 'node-proxier', 'persistent-volume-provisioner', 'public-info-viewer',
    'service-account-issuer-discovery', 'volume-scheduler', ':extension-apiserver-authentication-reader',
  ].map((name) => `system:${name}`),
]);
/** Families of names of the API server: its controllers, what roles of users are made of, and who may sign what. */
const FAMILIES = /^system:(?:controller:|:leader-locking-|aggregate-to-|certificates\.k8s\.io:)/;

/** What kubeadm makes at each start and upgrade. Another name with its prefix is somebody's. */
const OF_KUBEADM = new Set([...[
  'bootstrap-signer-clusterinfo', 'cluster-admins', 'get-nodes', 'kubeadm-certs', 'kubelet-bootstrap', 'kubelet-config', 'node-autoapprove-bootstrap',
  'node-autoapprove-certificate-rotation', 'node-proxier', 'nodes-kubeadm-config',
].map((name) => `kubeadm:${name}`), 'system:coredns']);

/** What EKS makes without a mark of its own, of all versions that are seen. AKS and GKE mark all of theirs. */
const OF_EKS = new Set([
  'addon-cluster-admin', 'addon-manager', 'authenticator', 'az-poller', 'certificate-controller', 'certificate-controller-approver', 'certificate-controller-signer', 'cloud-controller-manager',
  'cloud-controller-manager:apiserver-authentication-reader', 'cloud-provider-extraction-migration', 'cloudwatch-agent', 'cloudwatch-agent-role', 'cluster-event-watcher', 'coredns-autoscaler', 'fargate-manager',
  'fargate-scheduler', 'k8s-metrics', 'kube-proxy', 'kube-proxy-fargate', 'kube-proxy-windows', 'network-policy-controller', 'node-bootstrapper', 'node-manager', 'nodewatcher', 'pod-identity-mutating-webhook',
  'podsecuritypolicy:authenticated', 'podsecuritypolicy:privileged', 'service-operations', 'service-operations-configmaps', 'tagging-controller', 'vpc-resource-controller',
].map((name) => `eks:${name}`));

const AUTO_UPDATE = 'rbac.authorization.kubernetes.io/autoupdate';
const RBAC = 'rbac.authorization.k8s.io';

/**
 * Who makes a role or binding for each cluster; `null` = somebody wrote it, whatever its name begins with. What is made is only ever added to at
 * each start: a binding that names somebody else beside its own subjects is that of who added him.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation
 * @see https://github.com/kubernetes/kubernetes/tree/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata
 * @see https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/
 * @see https://docs.aws.amazon.com/eks/latest/userguide/default-roles-users.html
 */
export function makerOf(object: KubeObject): Maker | null {
  const { group, name } = object;
  if (group !== RBAC || maybe(() => namesItsOwn(object)) !== true) return null;
  if (OF_KUBEADM.has(name)) return 'kubeadm';
  if (OF_EKS.has(name)) return 'EKS';
  return isMarked(object) && (OF_API_SERVER.has(name) || FAMILIES.test(name)) ? 'API server' : null;
}

/** A copy keeps the label, and has another name. Who sets the annotation to `false` takes the object over. */
function isMarked({ metadata }: KubeObject): boolean {
  return maybe(() => metadata.in('labels').string('kubernetes.io/bootstrapping') === 'rbac-defaults' && metadata.in('annotations').string(AUTO_UPDATE) !== 'false') === true;
}

/** Bindings that make somebody admin, each with the one it names. */
const ADMINS: ReadonlyMap<string, string> = new Map([
  ['cluster-admin', 'system:masters'], ['kubeadm:cluster-admins', 'kubeadm:cluster-admins'], ['eks:addon-cluster-admin', 'eks:addon-manager'],
]);
/** Bindings for everybody: what anybody may ask of a cluster. */
const FOR_ALL = /^(?:system:(?:basic-user|cluster-trust-bundle-discovery|discovery|public-info-viewer|service-account-issuer-discovery)|kubeadm:bootstrap-signer-clusterinfo|eks:podsecuritypolicy:authenticated)$/;
const ALL = /^system:(?:authenticated|unauthenticated|anonymous|serviceaccounts(?::.*)?)$/;

function namesItsOwn(object: KubeObject): boolean {
  const admin = ADMINS.get(object.name);
  return object.list('subjects').every((at) => {
    const name = at.string('name') ?? '';
    if (at.string('kind') === 'ServiceAccount') return admin === undefined && at.string('namespace') === 'kube-system';
    if (admin !== undefined) return name === admin;
    return ALL.test(name) ? FOR_ALL.test(object.name) : /^(?:system:(?!serviceaccount:(?!kube-system:))|eks:|kubeadm:)/.test(name);
  });
}
