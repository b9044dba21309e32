import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { autoscaler, recommender } from './scaling/autoscaler';
import { type Budget } from './resources/budget';
import { deployment, peakPods } from './workload/deployment';
import { disruptionBudget } from './workload/disruption-budget';
import { stop, type Shutdown } from './workload/graceful-termination';
import { selfChecks, type SelfCheck } from './workload/self-check';
import { podResources } from './resources/pod-resources';
import { podTemplate } from './pod/pod-template';
import { peakOf } from './resources/quota-ledger';
import { bounds, type Scale } from './scaling/scale';
import { spreadOf } from './placement/spread';
import { Workload, type WorkloadProps } from './workload/workload';

/** What a worker must tell, besides what every workload does. */
export type WorkerProps = WorkloadProps & Shutdown & SelfCheck & {
  /** What each pod is promised and can never exceed. Serves compute/budgeted-pod, memory-limited, cpu-limited, request-limit-ratio. */
  readonly budget: Budget;
  /** How many pods; 0 at least where events wake them. Serves compute/hpa-bounds, keda-valid. */
  readonly scale: Scale;
  /** Have better requests proposed by a VerticalPodAutoscaler that changes nothing. Default `false`. */
  readonly recommend?: boolean;
};

/**
 * A process that takes its work from somewhere and answers nobody: Deployment, autoscaler, disruption budget, NetworkPolicy. Keeps the laws
 * its props name, and compute/topology-spread, rollout-no-deadlock, hpa-owns-replicas, pdb-present, pdb-single-owner, pdb-unhealthy-policy,
 * network/policy-coverage, observability/log-context.
 */
export class Worker extends Workload {
  readonly resource: ApiObject;
  /** `null` where there is never more than one pod. */
  readonly disruptionBudget: ApiObject | null;
  /** HorizontalPodAutoscaler or ScaledObject; `null` where the scale is fixed. */
  readonly autoscaler: ApiObject | null;
  /** `null` unless asked for. */
  readonly recommender: ApiObject | null;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id, 'worker', checked(SHAPES, 'WorkerProps', [scope, id], props));
    const { path } = this.node;
    const { scale, placement = {} } = props;
    const { min, max } = bounds(path, scale, 1);
    demand(placement.spot !== true || min !== 1, path, 'compute/spot-safe', () => ({
      found: 'one pod, on spot nodes', expected: 'two pods or more, or none while there is nothing to do: the node of the only one may go at any time',
      remedy: 'raise the scale, or leave spot out',
    }));
    const { own: resources, pod } = podResources(path, props);
    const template = podTemplate(this, props, {
      resources,
      process: { ...selfChecks(path, props), ...stop(this, props, placement.spot ?? false) },
      most: peakPods(max),
      spread: spreadOf(this.selector, placement.spread),
    });

    this.namespace.book?.(this, peakOf(peakPods(max), pod));
    this.resource = deployment(this, scale, template);
    this.disruptionBudget = max < 2 ? null : disruptionBudget(this, min, { maxUnavailable: 1 }, 'AlwaysAllow');
    this.autoscaler = autoscaler(this, scale);
    this.recommender = props.recommend === true ? recommender(this, 'Deployment') : null;
  }
}
