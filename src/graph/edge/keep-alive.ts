import type { Service } from '../network/service';
import type { Ingress } from './ingress';
import type { Workload } from '../workload/workload';
import { controllerSettings, frontDoorsOf } from './controller-workloads';
import { nginxSeconds } from './duration';
import { GCE, KEEP_ALIVE, NGINX } from './edge-facts';

/** How long idle connections are kept on both sides of an edge controller. */
export interface KeepAlive {
  /** The load balancers in front of it, each with the seconds after which it drops an idle connection; those nobody can tell are left out. */
  readonly outer: readonly { readonly service: Service; readonly seconds: number }[];
  /** The apps behind it that say how long they keep a connection: `looplaw.dev/keepalive-seconds`. */
  readonly apps: readonly { readonly workload: Workload; readonly seconds: number }[];
  /** How long the controller keeps an idle connection to an app, in seconds. Asked only where an app says its own. */
  reuse(): number | null;
}

/** What is declared in the set. */
export function keepAliveOf(ingress: Ingress): KeepAlive {
  const { graph } = ingress;
  const { family } = ingress.controller;
  const workloads = new Set(ingress.backends.flatMap(({ service }) => (service?.selectsPods === true ? service.backends().certain : [])));
  return {
    outer: frontDoorsOf(graph, family).flatMap((service) => {
      const seconds = idleOf(service);
      return seconds === null ? [] : [{ service, seconds }];
    }),
    apps: [...workloads].flatMap((workload) => {
      const written = workload.pod.annotation(KEEP_ALIVE) ?? workload.annotation(KEEP_ALIVE);
      return written === undefined ? [] : [{ workload, seconds: Number(written) }];
    }),
    reuse: () => {
      if (family === 'gce') return GCE.reuse;
      if (family === 'alb') return ingress.timeouts[0]?.seconds ?? null;
      if (family !== 'ingress-nginx') return null;
      return nginxSeconds(controllerSettings(graph, family)?.string('upstream-keepalive-timeout') ?? String(NGINX.reuse));
    },
  };
}

const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';
const AZURE_IDLE = 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout';

/**
 * Seconds after which a cloud's load balancer drops an idle TCP connection; `null` where the cloud is not known.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout
 * @see https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-reset
 */
function idleOf(service: Service): number | null {
  const minutes = service.annotation(AZURE_IDLE);
  const { cloud } = service.graph.profile;
  if (minutes !== undefined || cloud === 'azure') return Number(minutes ?? '4') * 60;
  const type = service.annotation(`${AWS}type`);
  const isNetwork = type === 'nlb' || type === 'nlb-ip' || type === 'external' || service.spec.string('loadBalancerClass') === 'service.k8s.aws/nlb';
  const classic = service.annotation(`${AWS}connection-idle-timeout`);
  if (!isNetwork) return classic === undefined ? null : Number(classic);
  const listener = service.metadata.in('annotations').keys().find((key) => key.startsWith(`${AWS}listener-attributes.`));
  const chosen = listener === undefined ? undefined : /tcp\.idle_timeout\.seconds=(\d+)/.exec(service.annotation(listener) ?? '')?.[1];
  return Number(chosen ?? '350');
}
