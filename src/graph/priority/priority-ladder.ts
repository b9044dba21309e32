import type { Join } from '../join';
import { maybe } from '../reading/unknown';
import { PriorityClass } from './priority-class';

/** The PriorityClasses of a cluster by their value; those whose value is not known are not on it. */
export const priorityLadder: Join<readonly PriorityClass[]> = (graph) => graph.all(PriorityClass)
  .filter((c) => graph.isApplied(c) && maybe(() => c.value) !== null).toSorted((a, b) => a.value - b.value || (a.name < b.name ? -1 : 1));
