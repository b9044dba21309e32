import { GCE } from '../../../src/graph/edge/edge-facts';
import type { Cidr } from '../../platform';
import { checkKeepAlive, waitFor } from '../app-traffic';
import { HEALTH, drainSeconds, healthPath, type Plan, type Target } from './door';

/** The load balancer of GKE. It sends to the pods themselves. */
export type GceDoor = { readonly controller: 'gce' } & (
  | {
    readonly reach: 'internet';
    /** `'managed'`: Google makes the certificate of the host, once its DNS leads here; or the name of one that exists. Serves network/ingress-tls. */
    readonly certificate: 'managed' | { readonly preShared: string };
    /** Name of a reserved global address. Default: one that changes when the Ingress is made anew. */
    readonly addressName?: string;
    readonly proxySubnets?: never;
  }
  | {
    readonly reach: 'internal';
    /** Google manages no certificates inside of a network. */
    readonly certificate: { readonly preShared: string };
    /** The proxy-only subnet of the region: requests come from there. Serves network/policy-allows-front-door. */
    readonly proxySubnets: readonly [Cidr, ...Cidr[]];
    readonly addressName?: never;
  }
);

/** GKE reads the class from an annotation, and its settings from objects that Ingress and Service name. */
export function gcePlan(door: GceDoor, target: Target): Plan {
  const { where, name, host, traffic } = target;
  checkKeepAlive(where, traffic, GCE.reuse);
  const isOutside = door.reach === 'internet';
  return {
    annotations: {
      'kubernetes.io/ingress.class': isOutside ? 'gce' : 'gce-internal',
      ...(isOutside ? { 'networking.gke.io/v1beta1.FrontendConfig': name } : { 'kubernetes.io/ingress.allow-http': 'false' }),
      ...(door.certificate === 'managed'
        ? { 'networking.gke.io/managed-certificates': name }
        : { 'ingress.gcp.kubernetes.io/pre-shared-cert': door.certificate.preShared }),
      ...(door.addressName !== undefined && { 'kubernetes.io/ingress.global-static-ip-name': door.addressName }),
    },
    sources: [...GCE.sources, ...(door.proxySubnets ?? [])].map((cidr) => ({ cidr })),
    asksHealth: true,
    serviceAnnotations: {
      'cloud.google.com/neg': '{"ingress":true}',
      'cloud.google.com/backend-config': JSON.stringify({ default: name }),
    },
    objects: [
      { apiVersion: 'cloud.google.com/v1', kind: 'BackendConfig', spec: backendConfig(target) },
      ...(isOutside ? [{ apiVersion: 'networking.gke.io/v1beta1', kind: 'FrontendConfig', spec: { redirectToHttps: { enabled: true } } }] : []),
      ...(door.certificate === 'managed' ? [{ apiVersion: 'networking.gke.io/v1', kind: 'ManagedCertificate', spec: { domains: [host] } }] : []),
    ],
  };
}

/** @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration */
function backendConfig(target: Target): object {
  const { where, traffic, healthPort: port } = target;
  return {
    timeoutSec: waitFor(where, traffic, { atLeast: GCE.byDefault, most: GCE.most }),
    connectionDraining: { drainingTimeoutSec: drainSeconds(target) },
    healthCheck: {
      type: 'HTTP',
      port,
      requestPath: healthPath(target),
      checkIntervalSec: HEALTH.interval,
      timeoutSec: HEALTH.timeout,
      healthyThreshold: HEALTH.healthy,
      unhealthyThreshold: HEALTH.unhealthy,
    },
  };
}
