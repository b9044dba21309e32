import type { Path } from '../../load/resource';
import type { Subject } from '../reading/subject';
import { find, maybe } from '../reading/unknown';
import type { KubeObject } from './kube-object';

/** Who keeps an object of a live cluster as it is, whatever is applied to it, and what says so. */
export interface Keeper {
  readonly reason: string;
  readonly path: Path;
}

const CLOUD = 'the cloud keeps it as it is';

/** Labels by which clouds and the API server mark what they restore. */
const LABELS: readonly (readonly [key: string, value: RegExp, reason: string])[] = [
  ['kubernetes.io/bootstrapping', /^rbac-defaults$/, 'the API server restores it at each start'],
  ['addonmanager.kubernetes.io/mode', /^Reconcile$/, CLOUD],
  ['kubernetes.azure.com/managedby', /^aks$/, CLOUD],
  ['eks.amazonaws.com/component', /./, CLOUD],
];
/** Who writes what the cloud keeps, where the dump shows managed fields. */
const MANAGERS = /^eks(?::|$)/;
/** Names of roles and bindings the cluster and the clouds keep for themselves. */
const RESERVED = /^(?:system|eks|aks|gce|gke):/;
/** What kubeadm makes at each start and upgrade. Another name with its prefix is somebody's. */
const OF_KUBEADM = new Set([
  'bootstrap-signer-clusterinfo', 'cluster-admins', 'get-nodes', 'kubeadm-certs', 'kubelet-bootstrap', 'kubelet-config', 'node-autoapprove-bootstrap',
  'node-autoapprove-certificate-rotation', 'node-proxier', 'nodes-kubeadm-config',
].map((name) => `kubeadm:${name}`));
/** The group of `admin.conf`, and the binding that makes it admin; since 1.29 of Kubernetes. */
const ADMINS_OF_KUBEADM = 'kubeadm:cluster-admins';

/** Is it an object as a cluster holds it, and not as somebody wrote it? */
export function isStored({ metadata }: KubeObject): boolean {
  return metadata.has('uid') && metadata.has('resourceVersion');
}

/**
 * Who keeps a stored object, so that its owner is not who reads a finding; `null` = whoever applied it. Marks of the cloud count on what is
 * stored only: a manifest is somebody's.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#auto-reconciliation
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-field-management.html
 * @see https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/
 */
export function keeperOf(object: KubeObject): Keeper | null {
  const { metadata } = object;
  if (maybe(() => isStored(object)) !== true) return null;
  for (const [key, value, reason] of LABELS) {
    if (value.test(maybe(() => metadata.in('labels').string(key)) ?? '')) return { reason, path: ['metadata', 'labels', key] };
  }
  if (object.group === 'rbac.authorization.k8s.io' && RESERVED.test(object.name)) return { reason: CLOUD, path: ['metadata', 'name'] };
  if (object.group === 'rbac.authorization.k8s.io' && isOfKubeadm(object)) return { reason: 'kubeadm makes it for the cluster it sets up', path: ['metadata', 'name'] };
  const written = maybe(() => find(metadata.list('managedFields'), (entry) => MANAGERS.test(entry.string('manager') ?? '')));
  return written ? { reason: CLOUD, path: [...written.steps, 'manager'] } : null;
}

/** It makes its own group admin, and nobody else: who was added to that binding is somebody's doing. */
function isOfKubeadm(object: KubeObject): boolean {
  if (!OF_KUBEADM.has(object.name)) return false;
  return object.name !== ADMINS_OF_KUBEADM || maybe(() => object.list('subjects').every((at) => at.string('kind') === 'Group' && at.string('name') === ADMINS_OF_KUBEADM)) === true;
}

/** The copy of an object that `kubectl apply` leaves on it. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Does whoever applies a stored object write this field of its spec, or did a controller? By the copy of what was applied, else by its managed
 * fields; `null` = neither is there.
 */
export function isApplied(object: KubeObject, field: string): boolean | null {
  const copy = object.annotation(LAST_APPLIED);
  if (copy !== undefined) return specIn(copy)?.[field] !== undefined;
  const entries = object.metadata.list('managedFields');
  return entries.length === 0 ? null : entries.some((entry) => writes(entry, field));
}

function writes(entry: Subject, field: string): boolean {
  return (entry.string('subresource') ?? '') === '' && entry.string('manager') !== 'kube-controller-manager' && entry.in('fieldsV1').in('f:spec').has(`f:${field}`);
}

function specIn(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return (JSON.parse(json) as { readonly spec?: Readonly<Record<string, unknown>> } | null)?.spec;
  } catch {
    return undefined;
  }
}
