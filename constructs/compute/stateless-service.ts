import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { clusterService } from '../network/cluster-service';
import type { Health } from '../network/health';
import type { Peer } from '../network/peer';
import { zoneLocality } from '../network/zone-locality';
import { autoscaler, bounds, type Scale } from './autoscaler';
import { containerResources, type Budget } from './budget';
import { disruptionBudget, type Disruption } from './disruption-budget';
import { podTemplate } from './pod-template';
import { peakOf } from './quota-ledger';
import { softSpread } from './spread';
import { Workload, type WorkloadProps } from './workload';

/** What a service that keeps no state must tell, besides what every workload does. */
export interface StatelessServiceProps extends WorkloadProps {
  /** What each pod is promised and can never exceed. Serves compute/budgeted-pod, memory-limited, cpu-limited, request-limit-ratio. */
  readonly budget: Budget;
  /** How many pods, 2 at least. Serves compute/replicas-for-availability, hpa-bounds. */
  readonly scale: Scale;
  /** How many a drain may take. Default one. Serves compute/pdb-present, pdb-no-deadlock. */
  readonly disruption?: Disruption;
  /** Numeric user of the process. Default: the user of the image, which must be a number other than 0. */
  readonly user?: number;
}

/** Share of the pods a rollout adds on top. */
const SURGE = 0.25;

/**
 * A service that keeps nothing: Deployment, Service, autoscaler, disruption budget, NetworkPolicy. Keeps the laws its props name, and
 * compute/topology-spread, topology-spread-selector, graceful-termination, rollout-no-deadlock, hpa-owns-replicas, pdb-single-owner,
 * pdb-unhealthy-policy, network/service-selects-pods, policy-coverage, zone-local-traffic, observability/log-context, zone-context.
 */
export class StatelessService extends Workload {
  /** How it answers for itself; its front doors ask the same. */
  readonly health: Health;
  readonly resource: ApiObject;
  readonly service: ApiObject;
  readonly disruptionBudget: ApiObject;
  /** `null` where the scale is fixed. */
  readonly autoscaler: ApiObject | null;

  constructor(scope: Construct, id: string, props: StatelessServiceProps) {
    super(scope, id, 'service', props);
    const { path } = this.node;
    this.health = props.health;
    const { scale, disruption = { maxUnavailable: 1 } } = props;
    const { min, max } = bounds(path, scale);
    const resources = containerResources(path, props.budget, props.scratch ?? '1Gi');
    const template = podTemplate(this, props, { resources, user: props.user, spread: softSpread(this.selector) });

    this.namespace.book?.(this, peakOf(max + Math.ceil(max * SURGE), resources));
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: this.metadata,
      spec: {
        ...(scale.replicas !== undefined && { replicas: scale.replicas }),
        revisionHistoryLimit: 3,
        selector: { matchLabels: this.selector },
        strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: `${SURGE * 100}%`, maxUnavailable: 1 } },
        template,
      },
    });
    this.service = clusterService(this, { type: 'ClusterIP', ...zoneLocality(this.platform) });
    this.disruptionBudget = disruptionBudget(this, min, disruption, 'AlwaysAllow');
    this.autoscaler = scale.replicas === undefined ? autoscaler(this, scale) : null;
  }

  /** Lets in who is no construct: the gateway, a load balancer's health checks, the scraper of metrics. Serves network/policy-allows-front-door. */
  admits(peer: Peer): this {
    this.allow.from(peer);
    return this;
  }
}
