import { podRequest, type Amounts } from '../budget/pod-request';
import type { Labels } from '../selection/selector';
import type { Pod } from '../workload/pod';
import { hardSpreads, type HardSpread } from './hard-spread';
import { hostPortsOf, type HostPort } from './host-port';
import { NodeSelection, type NodeLabels } from './node-selection';
import { requiredTerms, type LabelledPod, type PodTerm } from './pod-term';
import { tolerationsIn, type Taint, type Toleration } from './taint';

/** A pod with all that the scheduler asks before it binds one. */
export interface SchedulablePod extends LabelledPod {
  /** The node it names itself; `null` = the scheduler chooses. */
  readonly nodeName: string | null;
  readonly selection: NodeSelection;
  readonly tolerations: readonly Toleration[];
  readonly spreads: readonly HardSpread[];
  readonly affinity: readonly PodTerm[];
  readonly antiAffinity: readonly PodTerm[];
  readonly ports: readonly HostPort[];
  readonly request: Amounts;
}

/** A node with all that the scheduler knows of it. */
export interface SchedulableNode {
  readonly name: string;
  readonly labels: NodeLabels;
  readonly taints: readonly Taint[];
  readonly isCordoned: boolean;
  /** What pods can request of it, the number of them included; `null` = not known, and taken for enough. */
  readonly allocatable: Amounts | null;
}

/** Reads the pods of a workload. Throws `Undecided` where something the scheduler asks is not known. */
export function schedulable(pod: Pod, labels: Labels = pod.labels): SchedulablePod {
  const { spec, workload } = pod;
  return {
    namespace: workload.namespace,
    labels,
    nodeName: spec.string('nodeName') ?? null,
    selection: NodeSelection.in(spec),
    tolerations: tolerationsIn(spec),
    spreads: hardSpreads(spec),
    affinity: requiredTerms(spec, 'podAffinity', workload.graph),
    antiAffinity: requiredTerms(spec, 'podAntiAffinity', workload.graph),
    ports: hostPortsOf(pod),
    request: podRequest(pod),
  };
}
