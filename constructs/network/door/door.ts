import type { Labels } from '../../labels';
import type { Check } from '../health';
import type { Peer } from '../peer';
import type { Traffic } from '../app-traffic';
import type { Platform } from '../../platform';
import { demand } from '../../refusal';

/** What a front door leads to. */
export interface Target {
  /** Path of the construct, for what is refused. */
  readonly where: string;
  /** Name of the Ingress and of all that belongs to it. */
  readonly name: string;
  readonly host: string;
  readonly traffic: Traffic;
  readonly readiness: Check;
  /** The port the pods answer for their health on. */
  readonly healthPort: number;
  /** Name of the Service. */
  readonly service: string;
  readonly platform: Platform;
}

/** What one controller wants written, and where. */
export interface Plan {
  /** On the Ingress. */
  readonly annotations: Labels;
  /** `spec.ingressClassName`; left out where the controller reads an annotation instead. */
  readonly className?: string;
  /** Secret with the certificate; left out where the controller has it from elsewhere. */
  readonly secretName?: string;
  /** Who sends the requests. */
  readonly sources: readonly Peer[];
  /** Does it ask the pods for their health by itself? Others go by what Kubernetes found. */
  readonly asksHealth: boolean;
  /** Seconds it may go on sending to a pod that has left. Default: as long as pods serve anyway. */
  readonly noticesAfter?: number;
  /** On the Service behind it. */
  readonly serviceAnnotations?: Labels;
  /** On the namespace. */
  readonly namespaceLabels?: Labels;
  /** Objects of the controller's own kinds, of the same name. */
  readonly objects?: readonly { readonly apiVersion: string; readonly kind: string; readonly spec: object }[];
}

/** How often a load balancer asks for health, in its own words: out after three answers, in after two. */
export const HEALTH = { interval: 10, timeout: 5, healthy: 2, unhealthy: 3 } as const;

/** The path a load balancer asks for health: the one Kubernetes asks. Serves network/lb-health-path. */
export function healthPath({ where, readiness }: Target): string {
  demand(readiness.http !== undefined, where, 'network/lb-health-path', () => ({
    found: 'a backend whose readiness is not asked by HTTP', expected: 'one check for Kubernetes and the load balancer alike',
    remedy: 'let the app answer readiness by HTTP, e.g. { http: "/readyz" }; gRPC services belong behind a TunedRoute',
  }));
  return readiness.http;
}

/** Seconds the load balancers of all three clouds go on with a backend that has left, at most. */
const LONGEST_DRAIN = 3600;

/** Seconds an old pod may still answer after it has left: its longest request, and no more than the door can wait. */
export function drainSeconds({ traffic }: Target): number {
  return Math.min(LONGEST_DRAIN, Math.max(HEALTH.interval, traffic.longest));
}
