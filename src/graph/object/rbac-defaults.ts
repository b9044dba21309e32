import type { Subject } from '../reading/subject';
import { maybe } from '../reading/unknown';
import type { KubeObject } from './kube-object';

/** Who makes a role or a binding that comes with a cluster. */
export type Maker = 'API server' | 'kubeadm' | 'EKS';

/** Roles the API server makes, besides families of names that grow with each version. */
const OF_API_SERVER = new Set([
  'admin', 'cluster-admin', 'edit', 'view', 'extension-apiserver-authentication-reader', ...[
    'auth-delegator', 'basic-user', 'cluster-trust-bundle-discovery', 'csi-external-attacher', 'csi-external-provisioner', 'discovery', 'heapster', 'kube-aggregator', 'kube-controller-manager', 'kube-dns',
    'kube-scheduler', 'kubelet-api-admin', 'monitoring', 'node', 'node-bootstrapper', 'node-problem-detector', 'node-proxier', 'persistent-volume-provisioner', 'public-info-viewer',
    'service-account-issuer-discovery', 'volume-scheduler',
  ].map((name) => `system:${name}`),
]);
/** Families of names of such roles: of controllers, what roles of users are made of, and who may sign what. */
const FAMILIES = /^system:(?:controller:|:leader-locking-|aggregate-to-|certificates\.k8s\.io:)/;

/** What EKS makes without a mark of its own, of all versions that are seen. AKS and GKE mark all of theirs. */
const OF_EKS = new Set([
  'addon-cluster-admin', 'addon-manager', 'authenticator', 'az-poller', 'certificate-controller', 'certificate-controller-approver', 'certificate-controller-signer', 'cloud-controller-manager',
  'cloud-controller-manager:apiserver-authentication-reader', 'cloud-provider-extraction-migration', 'cloudwatch-agent', 'cloudwatch-agent-role', 'cluster-event-watcher', 'coredns-autoscaler', 'fargate-manager',
  'fargate-scheduler', 'k8s-metrics', 'kms-storage-migrator', 'kube-proxy', 'kube-proxy-fargate', 'kube-proxy-windows', 'network-policy-controller', 'network-webhooks', 'node-bootstrapper', 'node-manager', 'nodewatcher', 'pod-identity-mutating-webhook',
  'podsecuritypolicy:authenticated', 'podsecuritypolicy:privileged', 'service-operations', 'service-operations-configmaps', 'tagging-controller', 'vpc-resource-controller',
].map((name) => `eks:${name}`));
/** Those of them that no role has. */
const BINDINGS_OF_EKS = new Set([
  'addon-cluster-admin', 'cloud-controller-manager:apiserver-authentication-reader', 'cloudwatch-agent', 'kube-proxy', 'kube-proxy-fargate', 'kube-proxy-windows', 'podsecuritypolicy:authenticated',
].map((name) => `eks:${name}`));

/** What a binding that comes with a cluster gives: a role, to some. Accounts are those of `kube-system`. */
interface Given {
  readonly role: string;
  readonly to: readonly string[];
}

const KUBE_SYSTEM = 'kube-system';
const AUTHENTICATED = 'Group system:authenticated';
const UNAUTHENTICATED = 'Group system:unauthenticated';
const SCHEDULER = 'User system:kube-scheduler';
const MANAGER = 'User system:kube-controller-manager';
const JOINING = 'Group system:bootstrappers:kubeadm:default-node-token';
const CERTIFICATES = 'User eks:certificate-controller';

/** Bindings the API server makes, besides those of families, of all versions: some gave more in the past. */
const BY_API_SERVER = given({
  'cluster-admin': [null, 'Group system:masters'],
  'system:basic-user': [null, AUTHENTICATED, UNAUTHENTICATED],
  'system:cluster-trust-bundle-discovery': [null, 'Group system:serviceaccounts'],
  'system:discovery': [null, AUTHENTICATED, UNAUTHENTICATED],
  'system:kube-controller-manager': [null, MANAGER],
  'system:kube-dns': [null, 'ServiceAccount kube-dns'],
  'system:kube-scheduler': [null, SCHEDULER],
  'system:monitoring': [null, 'Group system:monitoring'],
  'system:node': [null, 'Group system:nodes'],
  'system:node-proxier': [null, 'User system:kube-proxy'],
  'system:public-info-viewer': [null, AUTHENTICATED, UNAUTHENTICATED],
  'system:service-account-issuer-discovery': [null, 'Group system:serviceaccounts'],
  'system:volume-scheduler': [null, SCHEDULER],
  'system::extension-apiserver-authentication-reader': ['extension-apiserver-authentication-reader', MANAGER, SCHEDULER],
});

/** Bindings kubeadm makes at each start and upgrade, with the roles of their names. Another name with its prefix is somebody's. */
const BY_KUBEADM = given({
  'kubeadm:bootstrap-signer-clusterinfo': [null, 'User system:anonymous'],
  'kubeadm:cluster-admins': ['cluster-admin', 'Group kubeadm:cluster-admins'],
  'kubeadm:get-nodes': [null, JOINING],
  'kubeadm:kubeadm-certs': [null, JOINING],
  'kubeadm:kubelet-bootstrap': ['system:node-bootstrapper', JOINING],
  'kubeadm:kubelet-config': [null, 'Group system:nodes', JOINING],
  'kubeadm:node-autoapprove-bootstrap': ['system:certificates.k8s.io:certificatesigningrequests:nodeclient', JOINING],
  'kubeadm:node-autoapprove-certificate-rotation': ['system:certificates.k8s.io:certificatesigningrequests:selfnodeclient', 'Group system:nodes'],
  'kubeadm:node-proxier': ['system:node-proxier', 'ServiceAccount kube-proxy'],
  'kubeadm:nodes-kubeadm-config': [null, 'Group system:nodes', JOINING],
  'system:coredns': [null, 'ServiceAccount coredns'],
});

/** Bindings EKS makes that give another role, or to others, than their name says; some are there in both forms. */
const BY_EKS = given({
  'eks:addon-cluster-admin': ['cluster-admin', 'User eks:addon-manager'],
  'eks:certificate-controller': ['system:controller:certificate-controller', CERTIFICATES],
  'eks:certificate-controller-approver': [null, CERTIFICATES],
  'eks:certificate-controller-signer': [null, CERTIFICATES],
  'eks:cloud-controller-manager:apiserver-authentication-reader': ['extension-apiserver-authentication-reader', 'User eks:cloud-controller-manager'],
  'eks:cloud-provider-extraction-migration': [null, MANAGER],
  'eks:cloudwatch-agent': ['eks:cloudwatch-agent-role', 'User eks:cloudwatch-agent', 'ServiceAccount cloudwatch-agent'],
  'eks:cloudwatch-agent-role': [null, 'User eks:cloudwatch-agent', 'ServiceAccount cloudwatch-agent'],
  'eks:kube-proxy': ['system:node-proxier', 'ServiceAccount kube-proxy'],
  'eks:kube-proxy-fargate': ['system:node-proxier', 'Group system:node-proxier'],
  'eks:kube-proxy-windows': ['system:node-proxier', 'Group eks:kube-proxy-windows'],
  'eks:node-bootstrapper': [null, 'Group system:bootstrappers', 'Group system:nodes'],
  'eks:podsecuritypolicy:authenticated': ['eks:podsecuritypolicy:privileged', AUTHENTICATED],
  'eks:service-operations': ['eks:service-operations-configmaps', 'User eks:service-operations'],
});

function given(bindings: Readonly<Record<string, readonly [role: string | null, ...to: string[]]>>): ReadonlyMap<string, Given> {
  return new Map(Object.entries(bindings).map(([name, [role, ...to]]) => [name, { role: role ?? name, to }]));
}

const AUTO_UPDATE = 'rbac.authorization.kubernetes.io/autoupdate';
const RBAC = 'rbac.authorization.k8s.io';

/**
 * Who makes a role or binding for each cluster; `null` = somebody wrote it, whatever its name begins with. What is made is only ever added to at
 * each start: a binding that gives another role than its own, or names somebody else beside its own subjects, is that of who wrote it so.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation
 * @see https://github.com/kubernetes/kubernetes/tree/master/plugin/pkg/auth/authorizer/rbac/bootstrappolicy/testdata
 * @see https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/
 * @see https://docs.aws.amazon.com/eks/latest/userguide/default-roles-users.html
 */
export function makerOf(object: KubeObject): Maker | null {
  const { group, name } = object;
  if (group !== RBAC) return null;
  const maker = object.kind.endsWith('Binding') ? maybe(() => binderOf(object)) : roleMakerOf(name);
  return maker === 'API server' && !isMarked(object) ? null : maker;
}

function roleMakerOf(name: string): Maker | null {
  if (BY_KUBEADM.get(name)?.role === name) return 'kubeadm';
  if (OF_EKS.has(name) && !BINDINGS_OF_EKS.has(name)) return 'EKS';
  return OF_API_SERVER.has(name) || FAMILIES.test(name) ? 'API server' : null;
}

/** Is somebody in a binding because the API server put him there: into one of its own names, which gives the role of its own? */
export function isBoundByApiServer(binding: KubeObject, subject: Subject): boolean {
  const own = BY_API_SERVER.get(binding.name) ?? familiar(binding.name);
  return own !== null && binding.in('roleRef').string('name') === own.role && isAmong(subject, own.to);
}

function binderOf(object: KubeObject): Maker | null {
  const { name } = object;
  const ways: readonly (readonly [Maker, Given | null])[] = [['API server', BY_API_SERVER.get(name) ?? familiar(name)], ['kubeadm', BY_KUBEADM.get(name) ?? null], ['EKS', BY_EKS.get(name) ?? null], ['EKS', ofItsOwn(name)]];
  return ways.find(([, way]) => way !== null && gives(object, way))?.[0] ?? null;
}

/** A controller has the role of its name, and so has who holds a lock. Another elects leaders among those of old versions. */
function familiar(name: string): Given | null {
  const [, controller] = /^system:controller:(.+)$/.exec(name) ?? [];
  if (controller !== undefined) return { role: name, to: [`ServiceAccount ${controller}`] };
  const [, locking] = /^system::leader-locking-(.+)$/.exec(name) ?? [];
  return locking === undefined ? null : { role: name, to: [`User system:${locking}`, `ServiceAccount ${locking}`, 'ServiceAccount leader-election-controller'] };
}

/** What EKS makes gives mostly the role of its name, to the user of that name. */
function ofItsOwn(name: string): Given | null {
  return OF_EKS.has(name) ? { role: name, to: [`User ${name}`, `Group ${name}`, `ServiceAccount ${name.slice('eks:'.length)}`] } : null;
}

function gives(object: KubeObject, { role, to }: Given): boolean {
  return object.in('roleRef').string('name') === role && object.list('subjects').every((at) => isAmong(at, to));
}

function isAmong(subject: Subject, to: readonly string[]): boolean {
  const kind = subject.string('kind') ?? '';
  return to.includes(`${kind} ${subject.string('name') ?? ''}`) && (kind !== 'ServiceAccount' || subject.string('namespace') === KUBE_SYSTEM);
}

/** A copy keeps the label, and has another name. Who sets the annotation to `false` takes the object over. */
function isMarked({ metadata }: KubeObject): boolean {
  return maybe(() => metadata.in('labels').string('kubernetes.io/bootstrapping') === 'rbac-defaults' && metadata.in('annotations').string(AUTO_UPDATE) !== 'false') === true;
}
