import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { recommender } from './scaling/autoscaler';
import { type Budget } from './resources/budget';
import { stop, type Shutdown } from './workload/graceful-termination';
import type { Taint } from './placement/node-pool';
import { podResources } from './resources/pod-resources';
import { podTemplate } from './pod/pod-template';
import { peakOf } from './resources/quota-ledger';
import { selfChecks, type SelfCheck } from './workload/self-check';
import { Workload, type WorkloadProps } from './workload/workload';

/** What an agent of the nodes must tell, besides what every workload does. */
export type NodeAgentProps = WorkloadProps & Shutdown & SelfCheck & {
  /** What each pod is promised and can never exceed. It is taken from every node. Serves compute/budgeted-pod, memory-limited, cpu-limited. */
  readonly budget: Budget;
  /** The most nodes there will be; the quota of the namespace has to hold a pod for each. Serves compute/quota-fits. */
  readonly nodes: number;
  /** Taints of pools the agent goes to as well. Default: only nodes without taints. */
  readonly tolerates?: readonly Taint[];
  /** Share of the nodes whose agents a rollout takes at once. Default `10%`. */
  readonly rollout?: `${number}%`;
  /** Have better requests proposed by a VerticalPodAutoscaler that changes nothing. Default `false`. */
  readonly recommend?: boolean;
};

/**
 * One pod on every node: DaemonSet, NetworkPolicy. It has no access to the host; an agent that needs some is patched through `resource`,
 * in a namespace that allows it, and says why in a waiver. Keeps the laws its props name, and network/policy-coverage, observability/log-context.
 */
export class NodeAgent extends Workload {
  readonly resource: ApiObject;
  /** `null` unless asked for. */
  readonly recommender: ApiObject | null;

  constructor(scope: Construct, id: string, props: NodeAgentProps) {
    super(scope, id, 'agent', checked(SHAPES, 'NodeAgentProps', [scope, id], props));
    const { path } = this.node;
    const { nodes, tolerates = [], rollout = '10%', placement = {} } = props;
    demand(Number.isInteger(nodes) && nodes >= 1, path, 'compute/quota-fits', () => ({
      found: `nodes ${nodes}`, expected: 'the most nodes there will be, a whole number', remedy: 'take the sum of the maxima of the node pools',
    }));
    demand(/^(?:[1-9]\d?|100)%$/.test(rollout), path, 'compute/rollout-no-deadlock', () => ({ found: `rollout ${rollout}`, expected: '1% to 100%', remedy: 'leave the default of 10%' }));
    const { own: resources, pod } = podResources(path, props);
    const template = podTemplate(this, props, {
      resources, process: { ...selfChecks(path, props), ...stop(this, props, placement.spot ?? false) }, most: Infinity, tolerations: tolerates,
    });

    this.namespace.book?.(this, peakOf(nodes, pod));
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: this.metadata,
      spec: { revisionHistoryLimit: 3, selector: { matchLabels: this.selector }, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: rollout } }, template },
    });
    this.recommender = props.recommend === true ? recommender(this, 'DaemonSet') : null;
  }
}
