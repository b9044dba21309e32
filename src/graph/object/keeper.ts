import type { Path } from '../../load/resource';
import type { Subject } from '../reading/subject';
import { every, find, maybe } from '../reading/unknown';
import type { KubeObject } from './kube-object';
import { makerOf, type Maker } from './rbac-defaults';

/** Who keeps an object of a live cluster as it is, whatever is applied to it, and what says so. */
export interface Keeper {
  readonly reason: string;
  readonly path: Path;
}

const CLOUD = 'the cloud keeps it as it is';

/** Labels by which clouds mark what they restore. */
const LABELS: readonly (readonly [key: string, value: RegExp])[] = [
  ['addonmanager.kubernetes.io/mode', /^Reconcile$/],
  ['kubernetes.azure.com/managedby', /^aks$/],
  ['eks.amazonaws.com/component', /./],
];
/** Who writes what the cloud keeps, where the dump shows managed fields. */
const MANAGERS = /^eks(?::|$)/;
/** What to say of those who make roles and bindings for each cluster. */
const MADE: Readonly<Record<Maker, string>> = { 'API server': 'the API server makes it, and adds what is missing of it at each start', kubeadm: 'kubeadm makes it for the cluster it sets up', EKS: CLOUD };

/** Is it an object as a cluster holds it, and not as somebody wrote it? */
export function isStored({ metadata }: KubeObject): boolean {
  return metadata.has('uid') && metadata.has('resourceVersion');
}

/**
 * Who keeps a stored object, so that its owner is not who reads a finding; `null` = whoever applied it. Marks of the cloud count on what is
 * stored only: a manifest is somebody's.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-field-management.html
 */
export function keeperOf(object: KubeObject): Keeper | null {
  const { metadata } = object;
  if (maybe(() => isStored(object)) !== true) return null;
  for (const [key, value] of LABELS) {
    if (value.test(maybe(() => metadata.in('labels').string(key)) ?? '')) return { reason: CLOUD, path: ['metadata', 'labels', key] };
  }
  const maker = makerOf(object);
  if (maker !== null) return { reason: MADE[maker], path: ['metadata', 'name'] };
  const entries = maybe(() => metadata.list('managedFields')) ?? [];
  const isOfCloud = (entry: Subject): boolean => MANAGERS.test(entry.string('manager') ?? '');
  // Who wrote into a binding, too, may have added somebody to it.
  if (object.kind.endsWith('RoleBinding') && maybe(() => every(entries, isOfCloud)) !== true) return null;
  const written = maybe(() => find(entries, isOfCloud));
  return written ? { reason: CLOUD, path: [...written.steps, 'manager'] } : null;
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
