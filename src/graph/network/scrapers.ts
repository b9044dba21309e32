import type { Monitor } from '../observability/monitor';
import { STRANGER, keyOf, type Found } from './front-door';

/** The Services a monitor scrapes, each by the name of the port. */
export function doorsOfMonitor(monitor: Monitor): readonly Found[] {
  const ports = monitor.endpoints.map((endpoint) => endpoint.string('port')).filter((port) => port !== undefined);
  return monitor.services.certain.flatMap((service) => ports.map((port) => ({
    service: keyOf(service.namespace, service.name),
    door: { object: monitor, isForUsers: false, from: STRANGER, port },
  })));
}
