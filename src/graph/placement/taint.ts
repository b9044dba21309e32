import type { Subject } from '../reading/subject';

/** A mark on a node that keeps pods away. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  /** `NoSchedule`, `NoExecute`, or `PreferNoSchedule`, which keeps nobody away. */
  readonly effect: string;
}

/** What a pod says of the taints it puts up with. */
export interface Toleration {
  readonly at: Subject;
  /** Empty = every key. */
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  /** Empty = every effect. */
  readonly effect: string;
}

/** The taint a cordoned node has. */
export const CORDONED: Taint = { key: 'node.kubernetes.io/unschedulable', value: '', effect: 'NoSchedule' };

/** The tolerations of a pod spec, as they are written: those that admission adds are for nodes that fail. */
export function tolerationsIn(spec: Subject): readonly Toleration[] {
  return spec.list('tolerations').map((at) => ({
    at,
    key: at.string('key') ?? '',
    operator: at.string('operator') ?? 'Equal',
    value: at.string('value') ?? '',
    effect: at.string('effect') ?? '',
  }));
}

/**
 * Does the toleration put up with the taint?
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== '' && effect !== taint.effect) return false;
  if (key !== '' && key !== taint.key) return false;
  return operator === 'Exists' || (operator === 'Equal' && value === taint.value);
}

/** The first taint that keeps a pod with these tolerations away; `null` when none does. */
export function untolerated(taints: readonly Taint[], tolerations: readonly Toleration[]): Taint | null {
  return taints.find((taint) => taint.effect !== 'PreferNoSchedule' && !tolerations.some((t) => tolerates(t, taint))) ?? null;
}

/** As people write it: `dedicated=gpu:NoSchedule`. */
export function shownTaint({ key, value, effect }: Taint): string {
  return `${key}${value === '' ? '' : `=${value}`}:${effect}`;
}
