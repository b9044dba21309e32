import { nounOf } from '../../load/identity';
import { budgetArithmetic, disruptionsAllowed, type ControlledPods } from './disruption';
import { parseIntOrString } from '../reading/int-or-string';
import { Selector } from '../selection/selector';
import type { Selected } from '../selection/selection-index';
import { Undecided, find, maybe, some } from '../reading/unknown';
import { KubeObject } from '../object/kube-object';
import type { Workload } from '../workload/workload';

/** The two fields that count, in the order in which people read them. */
const DEMANDS = ['maxUnavailable', 'minAvailable'] as const;

/** Why a budget refuses every eviction while its pods are healthy. */
export type Deadlock =
  /** The API server does not take it: both fields, or a value it can't read. */
  | { readonly kind: 'refused' }
  /** Neither field is written, or the one that is leaves nothing at any scale. */
  | { readonly kind: 'unspecified' | 'forbidden' }
  /** Nothing is left of so many pods: of the fewest that run, or of the most as well. */
  | { readonly kind: 'never' | 'atMinimum'; readonly pods: number };

/** Pods without the scale that a budget needs; one such workload stops the whole budget. */
export interface Unscalable {
  readonly kind: 'unscalable' | 'daemons' | 'unmanaged';
  readonly workload: Workload;
}

/** A PodDisruptionBudget. */
export class DisruptionBudget extends KubeObject {
  get selector(): Selector {
    return Selector.fromLabelSelector(this.spec.raw('selector'));
  }

  /** The workloads whose pods it protects. */
  protects(): Selected<Workload> {
    return this.graph.selectWorkloads(this.selector, this.namespace);
  }

  /** How many of so many healthy pods, which it alone protects, may be evicted at once. */
  evictable(pods: number): number {
    const demand = { minAvailable: this.spec.get('minAvailable'), maxUnavailable: this.spec.get('maxUnavailable') };
    return disruptionsAllowed(budgetArithmetic(demand, [{ pods, scale: pods }]), pods);
  }

  /** What it demands, as people write it: `minAvailable: 50%`; empty when it demands nothing. */
  get demand(): string {
    return DEMANDS.filter((field) => this.spec.has(field)).map((field) => `${field}: ${shown(this.spec.get(field))}`).join(', ');
  }

  /**
   * Why no pod it protects can be evicted even when all are healthy; `null` when one can. The arithmetic of the disruption controller at the
   * least number of replicas. Throws `Undecided` where the pods are not, or not all, known to be in this set.
   */
  get deadlock(): Deadlock | null {
    if (this.isRefused) return { kind: 'refused' };
    const { certain, possible } = this.protects();
    if (this.selector.selectsNothing || (certain.length > 0 && certain.every((w) => maybe(() => w.maximumScale) === 0))) return null;
    if (certain.some((w) => w.isReplicated && maybe(() => w.spec.number('replicas')) === 0)) this.graph.assertAllSeen('HorizontalPodAutoscaler');
    if (this.demand === '') return { kind: 'unspecified' };
    if (this.forbidsAll) return { kind: 'forbidden' };
    // One may go at every scale: a share is rounded up.
    if (this.spec.has('maxUnavailable')) return null;
    if (possible.length > 0) throw new Undecided('it is not known which workloads it selects', ['spec', 'selector']);
    if (certain.length === 0) throw new Undecided('it selects no workload of this set; declared elsewhere?', ['spec', 'selector']);
    const atMinimum = this.sparesNone(certain, 'minimumScale');
    if (atMinimum === null) return null;
    this.graph.assertAllSeen('Deployment');
    const isCertainAtMaximum = maybe(() => this.sparesNone(certain, 'maximumScale')) !== null;
    return { kind: isCertainAtMaximum ? 'never' : 'atMinimum', pods: atMinimum };
  }

  /**
   * May it be told to let one pod go at a time? It protects replicas only, and at the least one of them is left, two where they keep state,
   * so that a quorum holds.
   */
  get canSpareOne(): boolean {
    const { certain, possible } = this.protects();
    if (certain.length === 0 || possible.length > 0) return false;
    return maybe(() => certain.every((w) => w.isReplicated && w.minimumScale >= (w.isStateful ? 3 : 2))) ?? false;
  }

  /** The first that keeps state among what it protects, and whether its members vote; `null` = none does. Undecided where that is not in the set. */
  get store(): { readonly workload: Workload; readonly votes: boolean } | null {
    const { certain, possible } = this.protects();
    const workload = find(certain, (w) => w.isStateful);
    if (workload) return { workload, votes: some(workload.pod.appContainers, (container) => VOTING.test(container.image.repository)) };
    if (certain.length === 0 || possible.length > 0) throw new Undecided('it is not known what it protects', ['spec', 'selector']);
    return null;
  }

  private get isRefused(): boolean {
    if (DEMANDS.every((field) => this.spec.has(field))) return true;
    const written = this.written;
    if (written === undefined) return false;
    const amount = parseIntOrString(written);
    return amount === null || ('percent' in amount ? amount.percent > 100 : amount.int < 0);
  }

  /** The value of the field that is written. */
  private get written(): unknown {
    return this.spec.get('maxUnavailable') ?? this.spec.get('minAvailable');
  }

  /** What it needs the scale of, and has none: Jobs and others, agents on every node, or pods that nobody controls. `null` = nothing. */
  get unscalable(): Unscalable | null {
    return this.needsScale && !this.isRefused ? this.withoutScale(this.protects().certain) : null;
  }

  /** Throws `Undecided` where it protects something that is not known, which may have no scale. */
  assertScaleKnown(): void {
    if (this.selector.selectsNothing || this.isRefused) return;
    const { certain, possible } = this.protects();
    if (certain.length === 0 || possible.length > 0) throw new Undecided('it is not known what it protects', ['spec', 'selector']);
  }

  /** Does it refer to the scale of controllers, and not to pods as they are counted? */
  get needsScale(): boolean {
    return this.demand !== '' && (this.spec.has('maxUnavailable') || typeof this.written !== 'number');
  }

  private get forbidsAll(): boolean {
    const amount = parseIntOrString(this.written);
    if (amount === null) return false;
    if (this.spec.has('maxUnavailable')) return ('int' in amount ? amount.int : amount.percent) === 0;
    return 'percent' in amount && amount.percent >= 100;
  }

  /** One workload without a scale stops the whole budget; pods without a controller do when there is nothing else. */
  private withoutScale(selected: readonly Workload[]): Unscalable | null {
    const [first] = selected;
    if (first === undefined) return null;
    const areDaemons = selected.every((w) => w.kind === 'DaemonSet');
    const arePods = selected.every((w) => w.kind === 'Pod');
    if (areDaemons || arePods) this.graph.assertAllSeen('Deployment');
    if (areDaemons) return { kind: 'daemons', workload: first };
    const unscalable = selected.find((w) => w.isJob && w.kind !== 'Pod') ?? selected.find((w) => w.kind === 'DaemonSet');
    if (unscalable) return { kind: 'unscalable', workload: unscalable };
    return arePods ? { kind: 'unmanaged', workload: first } : null;
  }

  /** The number of pods of which none may go; `null` when one may, or when there are none. */
  private sparesNone(selected: readonly Workload[], scale: 'minimumScale' | 'maximumScale'): number | null {
    const demand = { minAvailable: this.spec.get('minAvailable'), maxUnavailable: this.spec.get('maxUnavailable') };
    // What is scaled to nothing has nothing to evict; the question is about the least that runs.
    const arithmetic = budgetArithmetic(demand, selected.map((workload) => controlled(workload, scale)).map(atLeastOne));
    const { expectedPods } = arithmetic;
    return expectedPods > 0 && disruptionsAllowed(arithmetic, expectedPods) === 0 ? expectedPods : null;
  }
}

/** Stores of which a majority has to be there, and to have caught up. */
const VOTING = /(?:^|[/-])(?:etcd|zookeeper|consul|kafka|vault|nats|cockroach|tikv)$/;

function atLeastOne({ pods, scale }: ControlledPods): ControlledPods {
  return { pods: Math.max(1, pods), scale: scale === 0 && pods === 0 ? 1 : scale };
}

/** A map or a list is called so. Text that is no percentage keeps its quotes, for `2` and `"2"` are not the same here. */
function shown(amount: unknown): string {
  if (typeof amount === 'object' && amount !== null) return nounOf(amount);
  return typeof amount === 'string' && !amount.endsWith('%') ? JSON.stringify(amount) : String(amount);
}

function controlled(workload: Workload, at: 'minimumScale' | 'maximumScale'): ControlledPods {
  if (workload.isReplicated) return { pods: workload[at], scale: workload[at] };
  if (workload.kind === 'Pod') return { pods: 1, scale: 0 };
  const { nodes } = workload.graph.profile;
  if (workload.kind === 'DaemonSet' && nodes !== null) return { pods: nodes, scale: null };
  throw new Undecided(`how many pods ${workload.title} runs is not known`);
}
