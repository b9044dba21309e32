import type { KubeObject } from '../object/kube-object';
import type { End } from './flow';

/** What sends the traffic of users, or of scrapers, to a Service from elsewhere. */
export interface FrontDoor {
  /** The Ingress, route, Service of a load balancer, or ServiceMonitor. */
  readonly object: KubeObject;
  readonly isForUsers: boolean;
  /** Where its traffic comes from; the pods must let in every one of them. */
  readonly from: readonly End[];
  /** Name or number of the Service's port it leads to; `null` = all of them. */
  readonly port: string | number | null;
}

/** A front door and the Service it leads to. */
export interface Found {
  /** Namespace and name. */
  readonly service: string;
  readonly door: FrontDoor;
}

/** Controllers and scrapers are pods of somebody else. */
export const STRANGER: readonly End[] = [{ is: 'stranger' }];

/** How a Service is found. */
export function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
