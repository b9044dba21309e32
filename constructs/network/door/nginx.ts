import { NGINX_PREFIX } from '../../../src/graph/edge/controller';
import { NGINX } from '../../../src/graph/edge/edge-facts';
import type { Labels } from '../../labels';
import { checkKeepAlive, waitFor, type Traffic } from '../app-traffic';
import type { Peer } from '../peer';
import type { Plan, Target } from './door';

/**
 * An nginx that runs in the cluster. Two projects are called that and read different annotations: `ingress-nginx` of Kubernetes, which
 * is retired and gets no more fixes (network/ingress-nginx-retired will say so), and the one of F5.
 */
export interface NginxDoor {
  readonly controller: 'ingress-nginx' | 'nginx-of-f5';
  /** The pods of the controller. Serves network/policy-allows-front-door. */
  readonly from: Extract<Peer, { readonly namespace: string }>;
  /** Secret with the certificate, and the ClusterIssuer of cert-manager that makes it. Default: somebody else makes it. Serves network/ingress-tls. */
  readonly certificate: { readonly secret: string; readonly issuer?: string };
  /** Default `nginx`. Serves network/ingress-class-pinned. */
  readonly className?: string;
}

/** nginx takes seconds in 32 bits; more than a day is a mistake. */
const MOST = 86_400;

/** Names the two projects gave the same settings; F5 wants a unit with a time. */
const DIALECTS: { readonly [C in NginxDoor['controller']]: (seconds: number, traffic: Traffic) => Labels } = {
  'ingress-nginx': (seconds, { body, headers }) => ({
    [`${NGINX_PREFIX}proxy-read-timeout`]: String(seconds),
    [`${NGINX_PREFIX}proxy-send-timeout`]: String(seconds),
    [`${NGINX_PREFIX}proxy-body-size`]: size(body),
    [`${NGINX_PREFIX}proxy-buffer-size`]: size(headers),
  }),
  'nginx-of-f5': (seconds, { body, headers }) => ({
    'nginx.org/proxy-read-timeout': `${seconds}s`,
    'nginx.org/proxy-send-timeout': `${seconds}s`,
    'nginx.org/client-max-body-size': size(body),
    'nginx.org/proxy-buffer-size': size(headers),
  }),
};

/** It is asked for by name only: a controller of the cloud is patched by the cloud. */
export function nginxPlan({ controller, className = 'nginx', from, certificate }: NginxDoor, { where, traffic }: Target): Plan {
  if (controller === 'ingress-nginx') checkKeepAlive(where, traffic, NGINX.reuse);
  const seconds = waitFor(where, traffic, { atLeast: NGINX.byDefault, most: MOST });
  return {
    className,
    annotations: {
      ...DIALECTS[controller](seconds, traffic),
      ...(certificate.issuer !== undefined && { 'cert-manager.io/cluster-issuer': certificate.issuer }),
    },
    secretName: certificate.secret,
    sources: [from],
    asksHealth: false,
  };
}

/** nginx counts in powers of 1024, by one letter. */
function size(bytes: number): string {
  const kilobytes = Math.ceil(bytes / 1024);
  return kilobytes % 1024 === 0 ? `${kilobytes / 1024}m` : `${kilobytes}k`;
}
