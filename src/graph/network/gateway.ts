import { some } from '../reading/unknown';
import type { Workload } from '../workload/workload';

/** Words in the names of images that take in the traffic of users. */
const GATEWAY = /ingress|gateway|traefik|envoy|haproxy|kong|contour|apisix|proxyv2/;

/** Does this workload, by the images it runs, take in the traffic of users and pass it on? */
export function isGateway(workload: Workload): boolean {
  return some(workload.pod.appContainers, (container) => GATEWAY.test(container.image.repository));
}
