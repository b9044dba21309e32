import { demand } from '../../refusal';
import type { Trigger } from './trigger';

/** As many pods as their own load asks for (HorizontalPodAutoscaler). */
export interface LoadScale {
  readonly min: number;
  readonly max: number;
  /** Use of the CPU request to aim at, in percent. Default 70. */
  readonly cpuUtilization?: number;
  /** Use of the memory request to aim at, in percent. Default: memory is not looked at. */
  readonly memoryUtilization?: number;
  readonly triggers?: never;
  readonly replicas?: never;
}

/** As many pods as something outside of them asks for: the length of a queue, a query (KEDA, which has to be installed). */
export interface EventScale {
  /** 0 puts the workload to sleep while there is nothing to do; not for services. */
  readonly min: number;
  readonly max: number;
  /** Each by itself may ask for more pods. Serves compute/keda-valid. */
  readonly triggers: readonly [Trigger, ...Trigger[]];
  /** Seconds between two looks at the triggers. Default 30. */
  readonly pollingSeconds?: number;
  /** Seconds without an event before the last pod goes. Default 300. */
  readonly cooldownSeconds?: number;
  readonly replicas?: never;
}

/** Always the same number of pods. */
export interface FixedScale {
  readonly replicas: number;
  readonly min?: never;
  readonly max?: never;
  readonly triggers?: never;
}

/** How many pods there are, and who decides. Serves compute/hpa-bounds. */
export type Scale = LoadScale | EventScale | FixedScale;

/** The smallest and the largest number of pods a scale stands for. `least` is what the kind of workload needs to be there at all. */
export function bounds(where: string, scale: Scale, least: 1 | 2): { readonly min: number; readonly max: number } {
  const { min, max } = scale.replicas === undefined ? scale : { min: scale.replicas, max: scale.replicas };
  const lowest = least === 1 && scale.triggers !== undefined ? 0 : least;
  demand(Number.isInteger(min) && min >= lowest, where, 'compute/replicas-for-availability', () => ({
    found: `${min} pods at least`,
    expected: least === 2 ? '2 or more: with one pod every drain and every rollout is an outage' : `${lowest} or more${lowest === 1 ? ': nothing but an event wakes the first pod' : ''}`,
    remedy: `raise the scale, e.g. { min: ${Math.max(least, 1)}, max: 6 }`,
  }));
  demand(scale.replicas !== undefined || (Number.isInteger(max) && max > min), where, 'compute/hpa-bounds', () => ({
    found: `min ${min}, max ${max}`, expected: 'a max above min', remedy: 'raise max, or say { replicas: n } for a fixed scale',
  }));
  return { min, max };
}
