import { ApiObject } from 'cdk8s';
import type { Server } from '../compute/server';

/** The Service of a workload: its own selector, its own port by name. Serves network/service-selects-pods, service-target-port. */
export function clusterService(workload: Server, kind: object): ApiObject {
  const { name, number } = workload.port;
  return new ApiObject(workload, 'Service', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: workload.metadata,
    spec: { ...kind, selector: workload.selector, ports: [{ name, port: number, targetPort: name, protocol: 'TCP' }] },
  });
}
