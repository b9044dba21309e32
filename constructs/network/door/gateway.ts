import { GCE } from '../../../src/graph/edge/edge-facts';
import type { Cidr } from '../../platform';
import { checkKeepAlive, waitFor } from '../app-traffic';
import { demand } from '../../refusal';
import type { Peer } from '../peer';
import { HEALTH, drainSeconds, healthPath, type Target } from './door';

interface Named {
  readonly name: string;
  readonly namespace: string;
  /** One listener of it. Default: all that take the host. */
  readonly listener?: string;
}

/** A Gateway whose implementation heeds `timeouts` of an HTTPRoute: Envoy Gateway, Istio, Cilium, Contour and others. */
export interface StandardGateway extends Named {
  readonly managed?: false;
  /** Who sends its requests: its pods, or the subnets of its load balancer. Serves network/policy-allows-front-door. */
  readonly from: readonly [Peer, ...Peer[]];
  /** Seconds it uses an idle connection to the app; Envoy: 3600 unless it is told otherwise. Default: nobody says, and nothing is refused for it. */
  readonly reuseSeconds?: number;
}

/** A Gateway of a class `gke-l7-…`. It refuses routes with `timeouts`, and takes them from a policy of its own. */
export interface GkeGateway extends Named {
  readonly managed: 'gke';
  /** The proxy-only subnet of the region, where the class has one: all but `gke-l7-global-external-managed`. */
  readonly proxySubnets?: readonly [Cidr, ...Cidr[]];
}

/** What a route says for its gateway, and who comes in through it. */
export interface GatewayPlan {
  readonly timeouts: { readonly request: string; readonly backendRequest: string } | null;
  readonly sources: readonly Peer[];
  /** Does it ask the pods for their health by itself? */
  readonly asksHealth: boolean;
  readonly objects: readonly { readonly apiVersion: string; readonly kind: string; readonly spec: object }[];
}

/** Seconds in the largest duration the Gateway API can write without a unit above seconds. */
const MOST = 99_999;

/** @see https://gateway-api.sigs.k8s.io/guides/http-timeouts/ */
export function standardPlan({ from, reuseSeconds }: StandardGateway, { where, traffic }: Target): GatewayPlan {
  demand(reuseSeconds === undefined || reuseSeconds > 0, where, 'network/timeout-chain', () => ({
    found: `reuseSeconds ${reuseSeconds}`, expected: 'seconds above zero', remedy: 'leave it out where nobody knows, or read the idle timeout of the gateway',
  }));
  if (reuseSeconds !== undefined) checkKeepAlive(where, traffic, reuseSeconds);
  const seconds = `${waitFor(where, traffic, { most: MOST })}s`;
  return { timeouts: { request: seconds, backendRequest: seconds }, sources: from, asksHealth: false, objects: [] };
}

/** @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources */
export function gkePlan({ proxySubnets }: GkeGateway, target: Target): GatewayPlan {
  const { where, traffic, healthPort: port, service } = target;
  checkKeepAlive(where, traffic, GCE.reuse);
  const targetRef = { group: '', kind: 'Service', name: service };
  return {
    timeouts: null,
    sources: [...GCE.sources, ...(proxySubnets ?? [])].map((cidr) => ({ cidr })),
    asksHealth: true,
    objects: [
      {
        apiVersion: 'networking.gke.io/v1',
        kind: 'GCPBackendPolicy',
        spec: {
          targetRef,
          default: {
            timeoutSec: waitFor(where, traffic, { atLeast: GCE.byDefault, most: GCE.most }),
            connectionDraining: { drainingTimeoutSec: drainSeconds(target) },
          },
        },
      },
      {
        apiVersion: 'networking.gke.io/v1',
        kind: 'HealthCheckPolicy',
        spec: {
          targetRef,
          default: {
            checkIntervalSec: HEALTH.interval,
            timeoutSec: HEALTH.timeout,
            healthyThreshold: HEALTH.healthy,
            unhealthyThreshold: HEALTH.unhealthy,
            config: { type: 'HTTP', httpHealthCheck: { port, requestPath: healthPath(target) } },
          },
        },
      },
    ],
  };
}
