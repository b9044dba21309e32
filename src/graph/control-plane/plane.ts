import type { Path } from '../../load/resource';
import type { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import type { Pod } from '../workload/pod';
import { Workload } from '../workload/workload';
import { kubeadmPartsOf } from './kubeadm';

/** Labels and taints of the machines the control plane runs on. */
const PLANE = new Set(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']);

/** Something that lets pods of apps on to the machines of the control plane. */
export interface PlaneOpening {
  /** A pod wants to be there, would bear it, or would bear everything; or the machine keeps nobody away. */
  readonly is: 'selects' | 'tolerates' | 'everything' | 'untainted';
  /** From the root of the object. */
  readonly path: Path;
}

/** Can an object let apps on to the machines of the control plane: does it run pods that are no part of the cluster, or set up such machines? */
export function concernsPlane(object: KubeObject): boolean {
  if (object instanceof Workload) return isApp(object);
  return kubeadmPartsOf(object).some(({ is }) => is !== 'cluster');
}

/** How an object lets apps on to the machines of the control plane, the gravest first; empty where it does not. */
export function planeOpeningsOf(object: KubeObject): readonly PlaneOpening[] {
  if (object instanceof Workload) return openingsOfPod(object.pod).slice(0, 1);
  return kubeadmPartsOf(object).filter(({ is, at }) => is === 'init' || (is === 'join' && at.has('controlPlane'))).flatMap(({ at }) => {
    const registration = at.in('nodeRegistration');
    const isOpen = registration.has('taints') && registration.items('taints').length === 0;
    return isOpen ? [{ is: 'untainted', path: [...registration.path, 'taints'] } as const] : [];
  });
}

/** No agent on every node, and no part of the cluster itself, which its priority tells. */
function isApp(workload: Workload): boolean {
  if (workload.isSystem || workload.kind === 'DaemonSet') return false;
  return !/^system-(?:node|cluster)-critical$/.test(workload.pod.spec.string('priorityClassName') ?? '');
}

function openingsOfPod({ spec }: Pod): readonly PlaneOpening[] {
  const selector = spec.in('nodeSelector');
  const selected = selector.keys().filter((key) => PLANE.has(key)).map((key): PlaneOpening => ({ is: 'selects', path: [...selector.path, key] }));
  const required = spec.in('affinity').in('nodeAffinity').in('requiredDuringSchedulingIgnoredDuringExecution').list('nodeSelectorTerms');
  const wanted = required.flatMap((term) => term.list('matchExpressions'))
    .filter((e) => PLANE.has(e.string('key') ?? '') && /^(?:In|Exists)$/.test(e.string('operator') ?? ''))
    .map((e): PlaneOpening => ({ is: 'selects', path: e.path }));
  const tolerated = spec.list('tolerations').flatMap((toleration): readonly PlaneOpening[] => {
    const is = toleratesPlane(toleration);
    return is === null ? [] : [{ is, path: toleration.path }];
  });
  return [...selected, ...wanted, ...tolerated];
}

/** The taint has the effect NoSchedule; a toleration without an effect is one of all. */
function toleratesPlane(toleration: Subject): 'tolerates' | 'everything' | null {
  const effect = toleration.string('effect') ?? '';
  if (effect !== '' && effect !== 'NoSchedule') return null;
  const key = toleration.string('key') ?? '';
  if (key === '') return toleration.string('operator') === 'Exists' ? 'everything' : null;
  return PLANE.has(key) ? 'tolerates' : null;
}
