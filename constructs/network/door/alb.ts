import { ALB } from '../../../src/graph/edge/edge-facts';
import type { Cidr } from '../../platform';
import { demand } from '../../refusal';
import { checkHeaders, checkKeepAlive, idleWithin, waitFor } from '../app-traffic';
import { HEALTH, drainSeconds, healthPath, type Plan, type Target } from './door';

/** An Application Load Balancer of AWS, by the AWS Load Balancer Controller. It sends to the pods themselves. */
export interface AlbDoor {
  readonly controller: 'alb';
  readonly reach: 'internet' | 'internal';
  /** Certificate of ACM. Serves network/ingress-tls. */
  readonly certificateArn: `arn:${string}:acm:${string}:certificate/${string}`;
  /** Subnets of the load balancer: its requests and health checks come from there. Serves network/policy-allows-front-door. */
  readonly subnets: readonly [Cidr, ...Cidr[]];
  /** Ingresses of one group share a load balancer, and must agree on its idle timeout. Default: one of its own. */
  readonly group?: string;
  /** Default `alb`. Serves network/ingress-class-pinned. */
  readonly className?: string;
}

/**
 * The idle timeout of an ALB is both: how long it waits for a silent backend, and how long it uses an idle connection to it. A target that is
 * deregistered gets no new requests; until its controller has done so the pod serves on, for which its makers suggest the 10 s pods drain anyway.
 * @see https://aws.github.io/aws-eks-best-practices/networking/loadbalancing/loadbalancing/
 */
export function albPlan(door: AlbDoor, target: Target): Plan {
  const { where, traffic, platform: { facts } } = target;
  demand(!('autoMode' in facts && facts.autoMode), where, 'platform', () => ({
    found: 'an ALB of EKS Auto Mode', expected: 'the AWS Load Balancer Controller: Auto Mode reads its settings from IngressClassParams, not from annotations',
    remedy: 'set loadBalancerAttributes in the IngressClassParams of the platform, or lead a TunedRoute to a gateway',
  }));
  const idle = Math.max(waitFor(where, traffic, ALB), idleWithin(traffic, ALB.least, ALB.byDefault));
  checkKeepAlive(where, traffic, idle);
  checkHeaders(where, traffic, ALB.largestHeaders);
  return {
    className: door.className ?? 'alb',
    annotations: annotations({
      scheme: door.reach === 'internet' ? 'internet-facing' : 'internal',
      'target-type': 'ip',
      'listen-ports': '[{"HTTP":80},{"HTTPS":443}]',
      'ssl-redirect': '443',
      'ssl-policy': 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      'certificate-arn': door.certificateArn,
      'load-balancer-attributes': `${ALB.idle}=${idle},routing.http.drop_invalid_header_fields.enabled=true`,
      'target-group-attributes': `deregistration_delay.timeout_seconds=${drainSeconds(target)}`,
      'healthcheck-path': healthPath(target),
      'healthcheck-port': String(target.healthPort),
      'healthcheck-interval-seconds': String(HEALTH.interval),
      'healthcheck-timeout-seconds': String(HEALTH.timeout),
      'healthy-threshold-count': String(HEALTH.healthy),
      'unhealthy-threshold-count': String(HEALTH.unhealthy),
      'success-codes': '200-399',
      ...(door.group !== undefined && { 'group.name': door.group }),
    }),
    sources: door.subnets.map((cidr) => ({ cidr })),
    asksHealth: true,
    // Else a rollout takes old pods away before the load balancer knows the new ones.
    namespaceLabels: { [ALB.readinessGate]: 'enabled' },
  };
}

function annotations(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [ALB.prefix + name, value]));
}
