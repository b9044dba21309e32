import type { Path } from '../../load/resource';
import type { KubeObject } from '../object/kube-object';
import type { Pod } from '../workload/pod';
import { CONTAINER_CONTROLS } from './container-controls';
import type { PodSecurityLevel } from './control';
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
export function objectionsTo(pod: Pod, level: PodSecurityLevel): readonly Objection[] {
  const isAsked = (control: { readonly level: PodSecurityLevel }) => level === 'restricted' || control.level === 'baseline';
  const phrase = (title: string, found: string, at = '') => `${title}${found === '' ? '' : ` ${found}`}${at}`;
  const ofContainers = pod.containers.flatMap((container) => CONTAINER_CONTROLS.filter(isAsked).flatMap((control) => control.violations(container)
    .map(({ path, found }) => ({ path: [...container.steps, ...path], what: phrase(control.title, found, ` (container ${container.name})`) }))));
  const ofPod = POD_CONTROLS.filter(isAsked).flatMap((control) => control.violations(pod).map(({ path, found }) => ({ path, what: phrase(control.title, found) })));
  return [...ofContainers, ...ofPod];
}
