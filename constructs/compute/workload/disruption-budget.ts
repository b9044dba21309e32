import { ApiObject } from 'cdk8s';
import { demand } from '../../refusal';
import type { Workload } from './workload';

/**
 * How many pods a drain may take at once. Zero evictions cannot be written, and `minAvailable` must stay below the smallest scale:
 * a budget that allows nothing hangs every drain. Serves compute/pdb-no-deadlock.
 */
export type Disruption =
  | { readonly maxUnavailable: 1 | 2 | 3 | 4 | 5; readonly minAvailable?: never }
  | { readonly minAvailable: number; readonly maxUnavailable?: never };

/** The PodDisruptionBudget of a workload: by default one pod may go, never two. Serves compute/pdb-present, pdb-single-owner. */
export function disruptionBudget(workload: Workload, minimumScale: number, rule: Disruption, unhealthyPodEvictionPolicy: 'AlwaysAllow' | 'IfHealthyBudget'): ApiObject {
  const { minAvailable, maxUnavailable } = rule;
  const isEvictable = minAvailable === undefined
    ? Number.isInteger(maxUnavailable) && maxUnavailable > 0
    : Number.isInteger(minAvailable) && minAvailable > 0 && minAvailable < minimumScale;
  demand(isEvictable, workload.node.path, 'compute/pdb-no-deadlock', () => ({
    found: minAvailable === undefined ? `maxUnavailable ${maxUnavailable}` : `minAvailable ${minAvailable} of ${minimumScale} pods`,
    expected: 'a budget that always allows at least one eviction',
    remedy: 'use { maxUnavailable: 1 }, or run more pods than minAvailable',
  }));
  return new ApiObject(workload, 'DisruptionBudget', {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: workload.metadata,
    spec: { selector: { matchLabels: workload.selector }, ...(minAvailable === undefined ? { maxUnavailable } : { minAvailable }), unhealthyPodEvictionPolicy },
  });
}
