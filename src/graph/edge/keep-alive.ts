import type { Service } from '../network/service';
import type { Ingress } from './ingress';
import type { Workload } from '../workload/workload';
import { controllerSettings, frontDoorsOf } from './controller-workloads';
import { nginxSeconds } from './duration';
import { GCE, KEEP_ALIVE, NGINX } from './edge-facts';
import { Doubts } from '../reading/doubts';
import type { Subject } from '../reading/subject';
import { maybe } from '../reading/unknown';

/** Somebody beside an edge controller who says after how many seconds it drops an idle connection. */
export type ConnectionEnd =
  /** A load balancer in front of it. */
  | { readonly is: 'outer'; readonly service: Service; readonly seconds: number }
  /** An app behind it, by its annotation `looplaw.dev/keepalive-seconds`. */
  | { readonly is: 'app'; readonly workload: Workload; readonly seconds: number };

/** How long idle connections are kept on both sides of an edge controller. */
export class KeepAlive {
  constructor(private readonly ingress: Ingress) {}

  /** Does anybody say so, or may say so? */
  get isStated(): boolean {
    return this.apps.some((workload) => placeOf(workload) !== undefined) || this.outer.some((service) => maybe(() => idleOf(service) === null) !== true);
  }

  /** Those who say so, load balancers first; a text that is no number is admitted at the end. Throws `Undecided`. */
  *ends(): Generator<ConnectionEnd> {
    const doubts = new Doubts();
    for (const service of this.outer) {
      const seconds = doubts.attempt(() => idleOf(service)) ?? null;
      if (seconds !== null) yield { is: 'outer', service, seconds };
    }
    for (const workload of this.apps) {
      const seconds = doubts.attempt(() => placeOf(workload)?.numberText(KEEP_ALIVE));
      if (seconds !== undefined) yield { is: 'app', workload, seconds };
    }
    doubts.settle();
  }

  /** How long the controller keeps an idle connection to an app, in seconds; `null` = that is not known of it. */
  get reuse(): number | null {
    const { controller: { family }, graph, timeouts: [first] } = this.ingress;
    if (family === 'gce') return GCE.reuse;
    if (family === 'alb') return first?.isTaken === true ? first.seconds : null;
    if (family !== 'ingress-nginx') return null;
    const settings = controllerSettings(graph, family);
    const written = settings?.string('upstream-keepalive-timeout') ?? String(NGINX.reuse);
    const seconds = nginxSeconds(written);
    if (settings && seconds === null) throw settings.unknown('upstream-keepalive-timeout');
    return seconds;
  }

  private get apps(): readonly Workload[] {
    return [...new Set(this.ingress.backends.flatMap(({ service }) => (service?.selectsPods === true ? service.backends().certain : [])))];
  }

  private get outer(): readonly Service[] {
    return frontDoorsOf(this.ingress.graph, this.ingress.controller.family);
  }
}

/** The annotations in which an app says how long it keeps connections: those of its pods, else its own. */
function placeOf(workload: Workload): Subject | undefined {
  return [workload.pod.in('metadata'), workload.metadata].map((metadata) => metadata.in('annotations')).find((annotations) => annotations.has(KEEP_ALIVE));
}

const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';
const AZURE_IDLE = 'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout';

/**
 * Seconds after which a cloud's load balancer drops an idle TCP connection; `null` where the cloud is not known. Throws `Undecided` for
 * an annotation that is no number.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout
 * @see https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-reset
 */
function idleOf(service: Service): number | null {
  const annotations = service.metadata.in('annotations');
  const minutes = annotations.numberText(AZURE_IDLE);
  const { cloud } = service.graph.profile;
  if (minutes !== undefined || cloud === 'azure') return (minutes ?? 4) * 60;
  const type = service.annotation(`${AWS}type`);
  const isNetwork = type === 'nlb' || type === 'nlb-ip' || type === 'external' || service.spec.string('loadBalancerClass') === 'service.k8s.aws/nlb';
  if (!isNetwork) return annotations.numberText(`${AWS}connection-idle-timeout`) ?? null;
  const listener = annotations.keys().find((key) => key.startsWith(`${AWS}listener-attributes.`));
  const chosen = listener === undefined ? undefined : /tcp\.idle_timeout\.seconds=([^,]*)/.exec(service.annotation(listener) ?? '')?.[1]?.trim();
  if (chosen !== undefined && !/^\d+$/.test(chosen)) throw annotations.unknown(listener);
  return Number(chosen ?? '350');
}
