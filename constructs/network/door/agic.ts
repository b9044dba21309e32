import { AGIC } from '../../../src/graph/edge/edge-facts';
import type { Cidr } from '../../platform';
import { checkHeaders, waitFor } from '../app-traffic';
import { HEALTH, drainSeconds, healthPath, type Plan, type Target } from './door';

/** An Application Gateway of Azure, by its Ingress Controller. It sends to the pods themselves. */
export interface AgicDoor {
  readonly controller: 'agic';
  readonly reach: 'internet' | 'internal';
  /** Name of a certificate the gateway has, from Key Vault for instance. Serves network/ingress-tls. */
  readonly certificate: string;
  /** Subnet of the gateway: its requests and probes come from there. Serves network/policy-allows-front-door. */
  readonly subnets: readonly [Cidr, ...Cidr[]];
  /** Default `azure-application-gateway`. Serves network/ingress-class-pinned. */
  readonly className?: string;
}

/**
 * Seconds until the gateway no longer sends to a pod that has left: its controller writes the whole configuration anew.
 * @see https://azure.github.io/application-gateway-kubernetes-ingress/how-tos/minimize-downtime-during-deployments/
 */
const NOTICES_AFTER = 90;

/** How long the gateway uses idle connections is not documented, so nothing is refused for it. */
export function agicPlan(door: AgicDoor, target: Target): Plan {
  const { where, traffic } = target;
  checkHeaders(where, traffic, AGIC.largestHeaders);
  const settings = {
    'appgw-ssl-certificate': door.certificate,
    'ssl-redirect': 'true',
    'use-private-ip': String(door.reach === 'internal'),
    'connection-draining': 'true',
    'connection-draining-timeout': String(drainSeconds(target)),
    'health-probe-path': healthPath(target),
    'health-probe-port': String(target.healthPort),
    'health-probe-interval': String(HEALTH.interval),
    'health-probe-timeout': String(HEALTH.timeout),
    'health-probe-unhealthy-threshold': String(HEALTH.unhealthy),
    'health-probe-status-codes': '200-399',
  };
  return {
    className: door.className ?? 'azure-application-gateway',
    annotations: {
      [AGIC.requestTimeout]: String(waitFor(where, traffic, { atLeast: AGIC.byDefault, most: AGIC.most })),
      ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [AGIC.prefix + name, value])),
    },
    sources: door.subnets.map((cidr) => ({ cidr })),
    asksHealth: true,
    noticesAfter: NOTICES_AFTER,
  };
}
