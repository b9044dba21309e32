import { selectors, type Join } from '../join';
import type { Selected } from '../selection/selection-index';
import type { Workload } from '../workload/workload';
import { DisruptionBudget } from './disruption-budget';

/** The disruption budgets that select the pods of each workload; one that a later object of its name replaces is none. */
export const budgetsByWorkload: Join<ReadonlyMap<Workload, Selected<DisruptionBudget>>> = (graph) =>
  selectors(graph.seen(DisruptionBudget).filter((b) => graph.isApplied(b)), (b) => b.protects());
