import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Server } from '../compute/workload/server';
import { selectorLabels } from '../labels';
import type { Port } from './port';

/** The Service of a workload: its own selector, its own port by name. Serves network/service-selects-pods, service-target-port. */
export function clusterService(workload: Server, kind: object): ApiObject {
  return service(workload, 'Service', workload.metadata, [workload.port], kind);
}

/**
 * The headless Service that gives each pod of a store a name: its own, or where members have to find each other before they are ready, one
 * beside that, so that clients are led to those that are. That one has another name as its label: monitors find a Service by it.
 */
export function membersService(workload: Server, ports: readonly Port[], areFoundEarly: boolean): ApiObject {
  const { metadata, name, labels } = workload;
  if (!areFoundEarly) return service(workload, 'Service', metadata, ports, { clusterIP: 'None' });
  const own = `${name}-members`;
  return service(workload, 'Members', { ...metadata, name: own, labels: { ...labels, ...selectorLabels(own) } }, ports, { clusterIP: 'None', publishNotReadyAddresses: true });
}

function service(workload: Server, id: string, metadata: ApiObjectMetadata, ports: readonly Port[], kind: object): ApiObject {
  return new ApiObject(workload, id, {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { ...kind, selector: workload.selector, ports: ports.map(({ name, number }) => ({ name, port: number, targetPort: name, protocol: 'TCP' })) },
  });
}
