import type { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import { Undecided } from '../reading/unknown';

/** A configuration of kubeadm, as an object of its own or within one of Cluster API. */
export interface KubeadmPart {
  readonly is: 'cluster' | 'init' | 'join';
  readonly at: Subject;
  /** How its version writes extra arguments. */
  readonly shape: 'map' | 'list';
}

/** Where kinds of Cluster API hold what they hand to kubeadm. */
const HOLDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['bootstrap.cluster.x-k8s.io/KubeadmConfig', ['spec']],
  ['bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate', ['spec', 'template', 'spec']],
  ['controlplane.cluster.x-k8s.io/KubeadmControlPlane', ['spec', 'kubeadmConfigSpec']],
  ['controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate', ['spec', 'template', 'spec', 'kubeadmConfigSpec']],
]);
const OWN_KINDS: ReadonlyMap<string, KubeadmPart['is']> = new Map([
  ['ClusterConfiguration', 'cluster'],
  ['InitConfiguration', 'init'],
  ['JoinConfiguration', 'join'],
]);
const PARTS: readonly (readonly [KubeadmPart['is'], string])[] = [
  ['cluster', 'clusterConfiguration'], ['init', 'initConfiguration'], ['join', 'joinConfiguration'],
];

const KUBEADM = 'kubeadm.k8s.io';

/** The configurations of kubeadm an object holds; none for most. */
export function kubeadmPartsOf(object: KubeObject): readonly KubeadmPart[] {
  const { group, kind, version } = object;
  if (group === KUBEADM) {
    const is = OWN_KINDS.get(kind);
    // v1beta4 came with lists; all before it have maps.
    return is === undefined ? [] : [{ is, at: object, shape: /^v1beta[1-3]$/.test(version) ? 'map' : 'list' }];
  }
  const steps = HOLDERS.get(`${group}/${kind}`);
  if (steps === undefined) return [];
  const holder = steps.reduce<Subject>((at, step) => at.in(step), object);
  const shape = /^v1(?:alpha\d|beta1)$/.test(version) ? 'map' : 'list';
  return PARTS.filter(([, field]) => holder.has(field)).map(([is, field]) => ({ is, at: holder.in(field), shape }));
}

/**
 * The configuration of a control plane an object holds; `null` = none. A KubeadmConfig that does not set up the first machine is one of
 * workers, and what it says of the cluster is not read by anybody.
 */
export function clusterPartOf(object: KubeObject): KubeadmPart | null {
  const parts = kubeadmPartsOf(object);
  const isOfWorkers = object.kind.startsWith('KubeadmConfig') && !parts.some(({ is }) => is === 'init');
  return isOfWorkers ? null : parts.find(({ is }) => is === 'cluster') ?? null;
}

/** Throws `Undecided` for a part of a KubeadmControlPlane, to be laid over one that is written elsewhere: whole ones name version and machines. */
export function assertWhole(object: KubeObject): void {
  if (object.kind !== 'KubeadmControlPlane' || (object.spec.has('version') && object.spec.has('machineTemplate'))) return;
  throw new Undecided('it has no version or machineTemplate, so it is a patch of something that is written elsewhere', ['spec']);
}

/** A place for extra arguments of a component. */
export interface ArgsPlace {
  readonly holder: Subject;
  readonly field: 'extraArgs' | 'kubeletExtraArgs';
}

/** The places in a configuration that hold extra arguments, written or not. */
export function argsPlacesOf({ is, at }: KubeadmPart): readonly ArgsPlace[] {
  if (is !== 'cluster') return [{ holder: at.in('nodeRegistration'), field: 'kubeletExtraArgs' }];
  const holders = [at.in('apiServer'), at.in('controllerManager'), at.in('scheduler'), at.in('etcd').in('local')];
  return holders.map((holder) => ({ holder, field: 'extraArgs' }));
}

/** Which versions of kubeadm read a version of its configuration: from this minor on, up to that one. */
const READ_BY: ReadonlyMap<string, readonly [from: number, to: number]> = new Map([
  ['v1alpha1', [8, 11]], ['v1alpha2', [11, 12]], ['v1alpha3', [12, 14]], ['v1beta1', [13, 21]], ['v1beta2', [15, 26]],
  ['v1beta3', [22, Infinity]], ['v1beta4', [31, Infinity]],
]);

/**
 * The versions of kubeadm that read the object, where the one it is for does not; `null` where it does. That version is written in a
 * ClusterConfiguration of the same file, else it is the target version.
 * @see https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/
 */
export function refusedBy(object: KubeObject): { readonly minor: number; readonly isTooOld: boolean } | null {
  const readers = object.group === KUBEADM ? READ_BY.get(object.version) : undefined;
  if (readers === undefined) return null;
  const minor = minorFor(object);
  const [from, to] = readers;
  return minor < from || minor > to ? { minor, isTooOld: minor > to } : null;
}

function minorFor(object: KubeObject): number {
  const { graph } = object;
  const beside = object.kind === 'ClusterConfiguration' ? [object]
    : graph.ofKind('ClusterConfiguration', KUBEADM).filter(({ resource }) => resource.origin.file === object.resource.origin.file);
  const written = beside.map((configuration) => configuration.string('kubernetesVersion')).find((version) => version !== undefined);
  return Number(/^v?1\.(\d+)/.exec(written ?? graph.profile.kubeVersion)?.[1] ?? graph.profile.kubeVersion.split('.')[1]);
}

/** What is wrong with extra arguments. */
export interface ArgsProblem {
  readonly is: 'shape' | 'dashes' | 'notText';
  readonly name: string;
  readonly path: readonly (string | number)[];
}

/** What kubeadm, or the component that gets them, does not take of the extra arguments of a place. */
export function argsProblemsOf({ holder, field }: ArgsPlace, shape: KubeadmPart['shape']): readonly ArgsProblem[] {
  const path = [...holder.path, field];
  const raw = holder.get(field);
  if (raw === undefined) return [];
  if (Array.isArray(raw) !== (shape === 'list')) return [{ is: 'shape', name: field, path }];
  const entries = Array.isArray(raw)
    ? holder.list(field).map((at) => ({ name: at.string('name') ?? '', value: at.raw('value'), path: at.path }))
    : holder.in(field).keys().map((name) => ({ name, value: holder.in(field).raw(name), path: [...path, name] }));
  return entries.flatMap(({ name, value, path: at }): readonly ArgsProblem[] => {
    if (name.startsWith('-')) return [{ is: 'dashes', name, path: at }];
    return typeof value === 'number' || typeof value === 'boolean' ? [{ is: 'notText', name, path: at }] : [];
  });
}
