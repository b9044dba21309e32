import { selectors, type Join } from '../join';
import type { Selected } from '../selection/selection-index';
import type { Workload } from '../workload/workload';
import { Service } from './service';

/** The Services that select the pods of each workload. */
export const servicesByWorkload: Join<ReadonlyMap<Workload, Selected<Service>>> = (graph) => selectors(graph.seen(Service), (s) => s.backends());
