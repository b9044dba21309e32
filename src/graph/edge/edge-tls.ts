import type { Ingress } from './ingress';

/** Annotations that name a certificate the controller takes from elsewhere. */
const CERTIFICATES = [
  'alb.ingress.kubernetes.io/certificate-arn',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
];

/** Annotations that speak of TLS by their value. */
const SPEAKING: readonly (readonly [annotation: string, value: RegExp])[] = [
  ['alb.ingress.kubernetes.io/listen-ports', /"HTTPS"/],
  ['nginx.ingress.kubernetes.io/ssl-passthrough', /^true$/],
  ['traefik.ingress.kubernetes.io/router.entrypoints', /\bwebsecure\b/],
  ['traefik.ingress.kubernetes.io/router.tls', /^true$/],
];

/** Does it, or its class, say that it is served over TLS? */
export function isServedOverTls(ingress: Ingress): boolean {
  const annotations = ingress.metadata.in('annotations');
  return ingress.spec.items('tls').length > 0
    || CERTIFICATES.some((key) => annotations.has(key))
    || SPEAKING.some(([key, value]) => value.test(ingress.annotation(key) ?? ''))
    || (ingress.ingressClass?.parameters?.items('certificateARNs') ?? []).length > 0;
}
