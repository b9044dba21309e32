import type { Graph } from '../graph';
import { someRule } from './rule-set';

/** Does a recording rule of the set make such a series? It may bring back a name that nothing else gives any more. Undecided where one may. */
export function isRecorded(graph: Graph, name: string): boolean {
  return someRule(graph, (rule) => rule.string('record') === name);
}
