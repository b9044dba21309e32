import { inUnits, type Units } from './units';
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
  readonly request: Units;
}

/** A node with all that the scheduler knows of it. */
export interface SchedulableNode {
  readonly name: string;
  readonly labels: NodeLabels;
  readonly taints: readonly Taint[];
  readonly isCordoned: boolean;
  /** What pods can request of it, the number of them included; `null` = not known, and taken for enough. */
  readonly allocatable: Units | null;
}

/** The pods of a workload. Every question throws `Undecided` where the answer is not known. */
export class TemplatePod implements SchedulablePod {
  private selectionOnce: NodeSelection | undefined;
  private tolerationsOnce: readonly Toleration[] | undefined;
  private spreadsOnce: readonly HardSpread[] | undefined;
  private affinityOnce: readonly PodTerm[] | undefined;
  private antiAffinityOnce: readonly PodTerm[] | undefined;
  private portsOnce: readonly HostPort[] | undefined;
  private requestOnce: Units | undefined;

  constructor(private readonly pod: Pod) {}

  get namespace(): string {
    return this.pod.workload.namespace;
  }

  get labels(): Labels {
    return this.pod.labels;
  }

  get nodeName(): string | null {
    return this.pod.spec.string('nodeName') ?? null;
  }

  get selection(): NodeSelection {
    return (this.selectionOnce ??= NodeSelection.in(this.pod.spec));
  }

  get tolerations(): readonly Toleration[] {
    return (this.tolerationsOnce ??= tolerationsIn(this.pod.spec));
  }

  get spreads(): readonly HardSpread[] {
    return (this.spreadsOnce ??= hardSpreads(this.pod.spec));
  }

  get affinity(): readonly PodTerm[] {
    return (this.affinityOnce ??= requiredTerms(this.pod.spec, 'podAffinity', this.pod.workload.graph));
  }

  get antiAffinity(): readonly PodTerm[] {
    return (this.antiAffinityOnce ??= requiredTerms(this.pod.spec, 'podAntiAffinity', this.pod.workload.graph));
  }

  get ports(): readonly HostPort[] {
    return (this.portsOnce ??= hostPortsOf(this.pod));
  }

  get request(): Units {
    return (this.requestOnce ??= inUnits(this.pod.budget.requests));
  }
}
