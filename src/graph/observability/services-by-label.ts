import type { Join } from '../join';
import { Service } from '../network/service';
import { SelectionIndex } from '../selection/selection-index';

/** Services by their own labels, which monitors select by, and the namespaces they are in. */
export const servicesByLabel: Join<{ readonly index: SelectionIndex<Service>; readonly namespaces: readonly string[] }> = (graph) => {
  const services = graph.all(Service);
  return {
    index: new SelectionIndex(services.map((item) => ({ item, namespace: item.namespace, labels: item.labels }))),
    namespaces: [...new Set(services.map(({ namespace }) => namespace))],
  };
};
