import type { Service } from '../network/service';

/** A way past the edge. */
export interface Exposure {
  readonly by: 'nodePort' | 'loadBalancer' | 'externalIp';
  /** The field of `spec` that says so. */
  readonly field: string;
}

/** Annotations that keep a load balancer inside of the network. */
const INTERNAL: readonly (readonly [annotation: string, value: RegExp])[] = [
  ['cloud.google.com/load-balancer-type', /^internal$/i],
  ['networking.gke.io/load-balancer-type', /^internal$/i],
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^true$/],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/],
];

/** Proxies that are made to stand at the edge, by the end of their repository. */
const PROXIES = /(?:^|\/)(?:ambassador|contour|emissary|envoy|haproxy|ingress-nginx\/controller|kong|kubernetes-ingress|nginx-gateway|nginx-ingress|nginx-ingress-controller|proxyv2|traefik)$/;

/** The ways a Service is reached from outside, past Ingresses and gateways. */
export function exposureOf(service: Service): readonly Exposure[] {
  const { spec } = service;
  const type = spec.string('type');
  const isOpen = () => spec.items('loadBalancerSourceRanges').length === 0 && !INTERNAL.some(([key, value]) => value.test(service.annotation(key) ?? ''));
  return [
    ...(type === 'NodePort' ? [{ by: 'nodePort' as const, field: 'type' }] : []),
    ...(type === 'LoadBalancer' && isOpen() ? [{ by: 'loadBalancer' as const, field: 'type' }] : []),
    ...(spec.items('externalIPs').length > 0 ? [{ by: 'externalIp' as const, field: 'externalIPs' }] : []),
  ];
}

/** Does it lead to a proxy that is made to stand at the edge? */
export function leadsToProxy(service: Service): boolean {
  return service.workloads.some(({ pod }) => pod.appContainers.some((c) => PROXIES.test(c.image.repository)));
}
