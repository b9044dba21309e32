import type { Quantity } from '../reading/quantity';
import type { Subject } from '../reading/subject';
import type { Container } from '../workload/container';
import { amountIn } from './amounts';
import type { LimitRange } from './limit-range';
import { assertNoLimitRangeBeside, limitRangesOf } from './limit-ranges';

/** An amount that will hold when the pod is created, and who gave it. */
export interface Allowance {
  readonly amount: Quantity;
  readonly from: 'container' | 'limit' | 'pod' | 'LimitRange';
  /** The LimitRange, where `from` says so. */
  readonly by: LimitRange | null;
}

/**
 * The request of a container in the created pod: the pod's own, else written, else its limit, else the namespace's LimitRange. Zero counts
 * as written, and nobody fills it in. `null` = none.
 */
export function requestOf(container: Container, resource: string): Allowance | null {
  return ofPod(container, 'requests', resource) ?? written(container, 'requests', resource) ?? written(container, 'limits', resource, 'limit')
    ?? fromLimitRange(container, 'requests', resource);
}

/** The limit of a container in the created pod: the pod's own, else written, else the namespace's LimitRange. `null` = none. */
export function limitOf(container: Container, resource: string): Allowance | null {
  return ofPod(container, 'limits', resource) ?? written(container, 'limits', resource) ?? fromLimitRange(container, 'limits', resource);
}

/** Pod-level resources stand for all containers; the API server reads them since 1.34. */
function ofPod({ pod }: Container, kind: 'requests' | 'limits', resource: string): Allowance | null {
  const own = pod.ownResources;
  if (own === null) return null;
  return given(own, kind, resource, 'pod') ?? (kind === 'requests' ? given(own, 'limits', resource, 'pod') : null);
}

function written(container: Container, kind: 'requests' | 'limits', resource: string, from: Allowance['from'] = 'container'): Allowance | null {
  return given(container.in('resources'), kind, resource, from);
}

function given(resources: Subject, kind: 'requests' | 'limits', resource: string, from: Allowance['from']): Allowance | null {
  const amount = amountIn(resources.in(kind), resource);
  return amount === null ? null : { amount, from, by: null };
}

function fromLimitRange({ pod }: Container, kind: 'requests' | 'limits', resource: string): Allowance | null {
  const { workload } = pod;
  for (const by of limitRangesOf(workload)) {
    const amount = by.supplied(kind, resource);
    // What a patch leaves out may stand in its base, and is no gap to fill.
    if (amount !== null) pod.assertWhole();
    if (amount !== null) return { amount, from: 'LimitRange', by };
  }
  assertNoLimitRangeBeside(workload);
  return null;
}
