import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { clusterService } from '../network/cluster-service';
import { zoneLocality } from '../network/zone-locality';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { autoscaler, recommender } from './scaling/autoscaler';
import { type Budget } from './resources/budget';
import { deployment, peakPods } from './workload/deployment';
import { disruptionBudget, type Disruption } from './workload/disruption-budget';
import { podResources } from './resources/pod-resources';
import { podTemplate } from './pod/pod-template';
import { peakOf } from './resources/quota-ledger';
import { bounds, type Scale } from './scaling/scale';
import { Server, type ServerProps } from './workload/server';
import { spreadOf } from './placement/spread';

/** What a service that keeps no state must tell, besides what every server does. */
export type StatelessServiceProps = ServerProps & {
  /** What each pod is promised and can never exceed. Serves compute/budgeted-pod, memory-limited, cpu-limited, request-limit-ratio. */
  readonly budget: Budget;
  /** How many pods, 2 at least. Serves compute/replicas-for-availability, hpa-bounds. */
  readonly scale: Scale;
  /** How many a drain may take. Default one. Serves compute/pdb-present, pdb-no-deadlock. */
  readonly disruption?: Disruption;
  /** Have the use of the pods watched, and better requests proposed, by a VerticalPodAutoscaler that changes nothing. Default `false`. */
  readonly recommend?: boolean;
};

/**
 * A service that keeps nothing: Deployment, Service, autoscaler, disruption budget, NetworkPolicy. Keeps the laws its props name, and
 * compute/topology-spread, topology-spread-selector, graceful-termination, rollout-no-deadlock, hpa-owns-replicas, pdb-single-owner,
 * pdb-unhealthy-policy, network/service-selects-pods, policy-coverage, zone-local-traffic, observability/log-context, zone-context.
 */
export class StatelessService extends Server {
  readonly resource: ApiObject;
  readonly service: ApiObject;
  readonly disruptionBudget: ApiObject;
  /** HorizontalPodAutoscaler or ScaledObject; `null` where the scale is fixed. */
  readonly autoscaler: ApiObject | null;
  /** `null` unless asked for. */
  readonly recommender: ApiObject | null;

  constructor(scope: Construct, id: string, props: StatelessServiceProps) {
    super(scope, id, 'service', checked(SHAPES, 'StatelessServiceProps', [scope, id], props));
    const { path } = this.node;
    const { scale, disruption = { maxUnavailable: 1 }, placement = {} } = props;
    const { min, max } = bounds(path, scale, 2);
    const { own: resources, pod } = podResources(path, props);
    const template = podTemplate(this, props, { resources, process: this.process(props), most: peakPods(max), spread: spreadOf(this.selector, placement.spread) });

    this.namespace.book?.(this, peakOf(peakPods(max), pod));
    this.resource = deployment(this, scale, template);
    this.service = clusterService(this, { type: 'ClusterIP', ...zoneLocality(this.platform) });
    this.disruptionBudget = disruptionBudget(this, min, disruption, 'AlwaysAllow');
    this.autoscaler = autoscaler(this, scale);
    this.recommender = props.recommend === true ? recommender(this, 'Deployment') : null;
  }
}
