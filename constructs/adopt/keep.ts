import type { ApiObject } from 'cdk8s';
import { autoscaler, recommender } from '../compute/scaling/autoscaler';
import { totalOf, type ByteQuantity } from '../compute/resources/budget';
import { peakPods } from '../compute/workload/deployment';
import { disruptionBudget, type Disruption } from '../compute/workload/disruption-budget';
import { stop, type Termination } from '../compute/workload/graceful-termination';
import { placed, type Placement } from '../compute/placement/placement';
import type { Process } from '../compute/pod/pod-template';
import { peakOf } from '../compute/resources/quota-ledger';
import { bounds, type Scale } from '../compute/scaling/scale';
import { hardZoneSpread, spreadOf } from '../compute/placement/spread';
import { Server } from '../compute/workload/server';
import type { Workload } from '../compute/workload/workload';
import type { WorkloadIdentity } from '../identity/workload-identity';
import { logContext } from '../observability/log-context';
import { demand } from '../refusal';
import { budgeted, type Budgets } from './kept-container';
import { keptPod, type PodPlan } from './kept-pod';
import { keepWritten, manifestOf } from './keep-written';
import { containersIn, keptSpec, templateIn, type KeptKind } from './kept-spec';
import { labelled, mapIn, textIn } from './written';

/** What an existing workload must, or may, tell to keep the laws. */
export interface KeepProps extends Termination {
  /** For the only container, or for each by name. Serves compute/budgeted-pod, memory-limited, cpu-limited, request-limit-ratio. */
  readonly budget: Budgets;
  /** Serves compute/priority-class-assigned. */
  readonly priorityClassName: string;
  /** How many pods, of a Deployment. Default: the replicas that are written. Serves compute/hpa-owns-replicas. */
  readonly scale?: Scale;
  /** How many a drain may take. Default one. Serves compute/pdb-present. */
  readonly disruption?: Disruption;
  /** Which nodes, added to what is written. Serves compute/topology-spread. */
  readonly placement?: Placement;
  /** The most nodes there will be, for a DaemonSet in a guarded namespace. Serves compute/quota-fits. */
  readonly nodes?: number;
  /** Seconds after which a Job is ended; needed for Job and CronJob. Serves compute/job-bounded. */
  readonly deadlineSeconds?: number;
  /** Folders every container may write scratch files to. Default `/tmp`. Serves storage/ephemeral-bounded. */
  readonly writablePaths?: readonly `/${string}`[];
  /** Bound on scratch files and logs. Default `1Gi`. */
  readonly scratch?: ByteQuantity;
  /** Numeric user of the processes. Default: what is written, or the image's. */
  readonly user?: number;
  /** Have better requests proposed by a VerticalPodAutoscaler that changes nothing. Default `false`. */
  readonly recommend?: boolean;
}

/** The objects that stand beside a kept workload; `null` = none is needed. */
export interface Guards {
  readonly disruptionBudget: ApiObject | null;
  readonly autoscaler: ApiObject | null;
  readonly recommender: ApiObject | null;
}

/** Makes what belongs beside the workload, and has its manifest kept whenever it is written. */
export function keep(self: Workload, resource: ApiObject, kind: KeptKind, props: KeepProps & { readonly identity?: WorkloadIdentity | undefined; readonly role?: object | undefined }, process?: Process): Guards {
  const { path } = self.node;
  const { scale, disruption = { maxUnavailable: 1 }, placement = {}, scratch = '1Gi', deadlineSeconds } = props;
  const isJob = kind === 'Job' || kind === 'CronJob';
  demand(isJob === (deadlineSeconds !== undefined), path, 'compute/job-bounded', () => ({
    found: isJob ? `a ${kind} without deadlineSeconds` : `deadlineSeconds for a ${kind}`, expected: 'a deadline for what ends, and for nothing else', remedy: 'name the slowest run you have seen, doubled',
  }));
  demand(deadlineSeconds === undefined || (Number.isInteger(deadlineSeconds) && deadlineSeconds > 0), path, 'compute/job-bounded', () => ({
    found: `deadlineSeconds ${deadlineSeconds}`, expected: 'whole seconds above zero', remedy: 'name the slowest run you have seen, doubled',
  }));
  demand(scale === undefined || kind === 'Deployment', path, 'compute/hpa-bounds', () => ({ found: `a scale for a ${kind}`, expected: 'a Deployment', remedy: 'leave scale out' }));
  const written = manifestOf(resource);
  const replicas = Number(written.spec['replicas'] ?? 1);
  const isServed = self instanceof Server;
  const { min, max } = scale === undefined && kind !== 'Deployment' ? { min: replicas, max: replicas } : bounds(path, scale ?? { replicas }, isServed ? 2 : 1);

  const plan: PodPlan = {
    where: path, budgets: props.budget, scratch, env: logContext(self.platform, self.name),
    process: process ?? stop(self, props, placement.spot ?? false),
    labels: { ...self.labels, ...props.identity?.podLabels },
    annotations: { ...props.identity?.podAnnotations },
    serviceAccountName: self.serviceAccountName, asksApi: props.role !== undefined, priorityClassName: props.priorityClassName,
    user: props.user, writablePaths: props.writablePaths ?? ['/tmp'],
    placement: placed(self, placement, []),
    spread: kind === 'Deployment' ? spreadOf(self.selector, placement.spread) : kind === 'StatefulSet' ? hardZoneSpread(self.selector, replicas, self.platform) : undefined,
  };
  const total = totalOf(containersIn(kind, written.spec).map((container) => budgeted(plan, textIn(container, 'name'))));
  const most = kind === 'DaemonSet' ? nodesOf(path, props.nodes) : kind === 'Deployment' ? peakPods(max) : isJob ? Number(written.spec['parallelism'] ?? 1) : replicas;
  self.namespace.book?.(self, peakOf(most, total));
  keepWritten(resource, ({ spec, ...object }) => ({ ...object, metadata: labelled(mapIn(object, 'metadata'), self.labels), spec: keptSpec(kind, spec, keptPod(templateIn(kind, spec), plan), { scale, deadlineSeconds }) }));
  return {
    disruptionBudget: (kind === 'Deployment' || kind === 'StatefulSet') && max >= 2 ? disruptionBudget(self, min, disruption, 'AlwaysAllow') : null,
    autoscaler: scale === undefined ? null : autoscaler(self, scale),
    recommender: props.recommend === true && !isJob ? recommender(self, kind) : null,
  };
}

function nodesOf(where: string, nodes: number | undefined): number {
  demand(nodes !== undefined && Number.isInteger(nodes) && nodes >= 1, where, 'compute/quota-fits', () => ({
    found: `a DaemonSet, and nodes ${nodes}`, expected: 'the most nodes there will be', remedy: 'take the sum of the maxima of the node pools',
  }));
  return nodes;
}
