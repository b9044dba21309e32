import type { Path } from '../../load/resource';
import type { KubeObject } from '../object/kube-object';
import type { Pod } from '../workload/pod';
import { ADMISSION_CONTROLS } from './admission-controls';
import { CONTAINER_CONTROLS, procMount, runAsNonRoot } from './container-controls';
import type { Control, PodSecurityLevel } from './control';
import { POD_CONTROLS } from './pod-controls';

const LABEL = 'pod-security.kubernetes.io/enforce';

/** The level a namespace enforces, by its label; `null` = it enforces none, or is not in the set. */
export function enforcedLevel(namespace: KubeObject | null): PodSecurityLevel | null {
  const level = namespace?.metadata.in('labels').string(LABEL);
  return level === 'baseline' || level === 'restricted' ? level : null;
}

/** Something of a pod that a level does not admit. */
export interface Objection {
  /** From the pod. */
  readonly path: Path;
  readonly what: string;
}

/** What a level has against a pod: against its containers, then against the pod as a whole. */
export function objectionsTo(pod: Pod, level: PodSecurityLevel, namespace: KubeObject): readonly Objection[] {
  // The root of a user namespace of its own is nobody on the node.
  const isLenient = holdsTo(namespace, 35) && pod.spec.boolean('hostUsers') === false;
  const isAsked = (control: Control<never>) => (level === 'restricted' || control.level === 'baseline')
    && !(isLenient && (control === runAsNonRoot || (control === procMount && level === 'baseline')));
  const controls = [...CONTAINER_CONTROLS, ...ADMISSION_CONTROLS.filter(({ since }) => holdsTo(namespace, since))].filter(isAsked);
  const phrase = (title: string, found: string, at = '') => `${title}${found === '' ? '' : ` ${found}`}${at}`;
  const ofContainers = pod.containers.flatMap((container) => controls.flatMap((control) => control.violations(container)
    .map(({ path, found }) => ({ path: [...container.steps, ...path], what: phrase(control.title, found, ` (container ${container.name})`) }))));
  const ofPod = POD_CONTROLS.filter(isAsked).flatMap((control) => control.violations(pod).map(({ path, found }) => ({ path, what: phrase(control.title, found) })));
  return [...ofContainers, ...ofPod];
}

/** Does a namespace hold its pods to a version of the standards that knows this one? It may pin an older one than its cluster's. */
function holdsTo({ metadata, graph }: KubeObject, minor: number): boolean {
  const pinned = /^v1\.(\d+)$/.exec(metadata.in('labels').string(`${LABEL}-version`) ?? 'latest')?.[1];
  return graph.isAtLeast(`1.${minor}`) && Number(pinned ?? Infinity) >= minor;
}
