import { selectors, type Join } from '../join';
import type { Selected } from '../selection/selection-index';
import type { Workload } from '../workload/workload';
import { Monitor } from './monitor';

/** The monitors that have each workload scraped, through its Services or by its pods. */
export const monitorsByWorkload: Join<ReadonlyMap<Workload, Selected<Monitor>>> = (graph) => selectors(graph.all(Monitor), (m) => m.backends());
