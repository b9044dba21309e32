import { scaled } from '../reading/int-or-string';

/** How far a rolling update may stray from the wanted number of pods: so many above it, so many below. */
export interface Fenceposts {
  readonly surge: number;
  readonly unavailable: number;
}

/**
 * Resolves the `rollingUpdate` of a Deployment: surge rounds up, unavailable rounds down. Where rounding leaves 0 and 0, one pod may be
 * unavailable, for otherwise nothing could ever move. Malformed values throw `Undecided`.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable
 */
export function resolveFenceposts(maxSurge: unknown, maxUnavailable: unknown, replicas: number): Fenceposts {
  const surge = scaled(maxSurge, replicas, 'up');
  const unavailable = scaled(maxUnavailable, replicas, 'down');
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

/** The same as the controller applies it: no more pods can be unavailable than there are. */
export function effectiveFenceposts(maxSurge: unknown, maxUnavailable: unknown, replicas: number): Fenceposts {
  const { surge, unavailable } = resolveFenceposts(maxSurge, maxUnavailable, replicas);
  return { surge, unavailable: Math.min(unavailable, replicas) };
}

/** Resolves the `rollingUpdate` of a DaemonSet that runs on `nodes` nodes: both round up. Malformed values throw `Undecided`. */
export function daemonSetFenceposts(maxSurge: unknown, maxUnavailable: unknown, nodes: number): Fenceposts {
  return { surge: scaled(maxSurge, nodes, 'up'), unavailable: scaled(maxUnavailable, nodes, 'up') };
}
