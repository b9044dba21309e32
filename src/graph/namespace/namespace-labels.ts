import type { Join } from '../join';
import { OPEN } from '../reading/unknown';
import { Labels } from '../selection/selector';

/** Label the API server gives every namespace: its own name. */
const NAME_LABEL = 'kubernetes.io/metadata.name';

/** Labels of every Namespace the set holds, by name. */
const declared: Join<ReadonlyMap<string, Labels>> = (graph) => new Map(graph.seenOfKind('Namespace').map((namespace) => {
  const written = namespace.labels;
  const labels = Object.fromEntries(written.keys().map((key) => [key, written.peek(key)]));
  return [namespace.name, new Labels({ ...labels, [NAME_LABEL]: namespace.name, ...(written.isOpen && { [OPEN]: true }) })];
}));

/** Labels of a namespace. Of one that is not in the set only its name is known; of one that no manifest names, nothing. */
export function namespaceLabels(graph: Parameters<typeof declared>[0], name: string): Labels {
  return graph.join(declared).get(name) ?? new Labels({ ...(name !== '' && { [NAME_LABEL]: name }), [OPEN]: true });
}
