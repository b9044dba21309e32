import type { Graph } from '../graph';
import type { Join } from '../join';
import { Undecided, maybe } from '../reading/unknown';
import { StorageClass } from './storage-class';

/** The classes of the set that are marked as the default. */
export const defaultClasses: Join<readonly StorageClass[]> = (graph) => graph.all(StorageClass).filter((c) => maybe(() => c.isDefault) === true);

/** The class of the set that a claim without a class gets; `null` when the set declares none. Of several the newest wins, which no manifest tells. */
export function defaultClassOf(graph: Graph): StorageClass | null {
  const [first = null, second] = graph.join(defaultClasses);
  if (second !== undefined) throw new Undecided(`${first?.title} and ${second.title} are both the default class`);
  return first;
}
