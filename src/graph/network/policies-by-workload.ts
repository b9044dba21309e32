import { selectors, type Join } from '../join';
import type { Selected } from '../selection/selection-index';
import type { Workload } from '../workload/workload';
import { NetworkPolicy } from './network-policy';

/** The NetworkPolicies that select the pods of each workload. */
export const policiesByWorkload: Join<ReadonlyMap<Workload, Selected<NetworkPolicy>>> = (graph) =>
  selectors(graph.all(NetworkPolicy), (policy) => policy.subjects);
