import type { Graph } from '../graph';
import { OPEN } from '../reading/unknown';
import { Labels } from '../selection/selector';

/** The label every namespace has, with its name. */
const NAME = 'kubernetes.io/metadata.name';

/** The labels of a namespace; one that is not in the set, or whose name no manifest says, may have any. */
export function namespaceLabels(graph: Graph, name: string): Labels {
  if (name === '') return new Labels({ [OPEN]: true });
  const declared = graph.object('', 'Namespace', '', name);
  if (declared === null) return new Labels({ [NAME]: name, [OPEN]: true });
  const raw = declared.metadata.raw('labels') ?? {};
  return new Labels(typeof raw === 'object' ? { ...raw, [NAME]: name } : raw);
}
