import type { Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { SelectionIndex } from '../selection/selection-index';
import { Selector } from '../selection/selector';
import { STRANGER, keyOf, type Found } from './front-door';
import { Service } from './service';

/** Services by their own labels, which is what monitors select by. */
const servicesByLabel: Join<{ readonly index: SelectionIndex<Service>; readonly namespaces: readonly string[] }> = (graph) => {
  const services = graph.all(Service);
  return {
    index: new SelectionIndex(services.map((item) => ({ item, namespace: item.namespace, labels: item.labels }))),
    namespaces: [...new Set(services.map(({ namespace }) => namespace))],
  };
};

/**
 * The Services a ServiceMonitor scrapes, each by the name of the port. It selects in its own namespace unless it says otherwise.
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 */
export function doorsOfMonitor(monitor: KubeObject): readonly Found[] {
  const { index, namespaces } = monitor.graph.join(servicesByLabel);
  const scope = monitor.spec.in('namespaceSelector');
  const named = scope.strings('matchNames');
  const searched = scope.boolean('any') === true ? namespaces : named.length > 0 ? named : [monitor.namespace];
  const selector = Selector.fromLabelSelector(monitor.spec.raw('selector'));
  const ports = monitor.spec.list('endpoints').map((endpoint) => endpoint.string('port')).filter((port) => port !== undefined);
  return searched.flatMap((namespace) => index.select(selector, namespace).certain).flatMap((service) => ports.map((port) => ({
    service: keyOf(service.namespace, service.name),
    door: { object: monitor, isForUsers: false, from: STRANGER, port },
  })));
}
