/**
 * What edge controllers read and do, as far as both those who judge Ingresses and those who write them need it. Times are seconds.
 */

/** Says on a route how long its longest request takes. */
export const MAX_REQUEST = 'looplaw.dev/max-request-seconds';
/** Says on pods, or their workload, how long they keep an idle connection. */
export const KEEP_ALIVE = 'looplaw.dev/keepalive-seconds';

const ALB_PREFIX = 'alb.ingress.kubernetes.io/';

/**
 * The load balancer of AWS. Its idle timeout holds on both sides: a silent backend, and an idle connection to it.
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export const ALB = {
  prefix: ALB_PREFIX,
  attributes: `${ALB_PREFIX}load-balancer-attributes`,
  idle: 'idle_timeout.timeout_seconds',
  byDefault: 60,
  least: 1,
  most: 4000,
  healthPath: `${ALB_PREFIX}healthcheck-path`,
  targetType: `${ALB_PREFIX}target-type`,
  /** Label of a namespace whose pods wait until the load balancer knows them. */
  readinessGate: 'elbv2.k8s.aws/pod-readiness-gate-inject',
  /** Largest headers of an answer, in bytes. */
  largestHeaders: 32 * 1024,
} as const;

const AGIC_PREFIX = 'appgw.ingress.kubernetes.io/';

/**
 * Application Gateway.
 * @see https://azure.github.io/application-gateway-kubernetes-ingress/annotations/
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-application-gateway-limits
 */
export const AGIC = {
  prefix: AGIC_PREFIX,
  requestTimeout: `${AGIC_PREFIX}request-timeout`,
  byDefault: 30,
  most: 86_400,
  largestHeaders: 32 * 1024,
} as const;

/**
 * The load balancer of Google. It keeps idle connections to backends for ten minutes, and nobody can change that.
 * @see https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries
 * @see https://cloud.google.com/load-balancing/docs/health-checks#firewall_rules
 */
export const GCE = {
  byDefault: 30,
  most: 2_147_483_647,
  reuse: 600,
  /** Where requests and health checks come from. */
  sources: ['130.211.0.0/22', '35.191.0.0/16'],
} as const;

/**
 * nginx, as both projects run it: how long it waits for a backend, and keeps an idle connection to one.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/
 */
export const NGINX = { byDefault: 60, reuse: 60 } as const;
