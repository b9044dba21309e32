import { namespaceLabels } from '../namespace/namespace-labels';
import { Subject } from '../reading/subject';
import { SOME, Undecided, every, some } from '../reading/unknown';
import { Labels, Selector } from '../selection/selector';
import { isNobody, type Selected } from '../selection/selection-index';
import type { Workload } from '../workload/workload';
import { Cidr } from './cidr';
import type { End } from './flow';
import { isGateway } from './gateway';
import type { NetworkPolicy } from './network-policy';

const ANY_LABELS = new Labels(SOME);

/** Whom a rule of a NetworkPolicy speaks of: pods, pods of namespaces, or a range of addresses. */
export class PolicyPeer extends Subject {
  constructor(readonly policy: NetworkPolicy, at: Subject) {
    super(at.node, at.up, at.steps, at.type);
  }

  /** Does it name nobody? */
  get isEmpty(): boolean {
    return !this.has('ipBlock') && !this.has('podSelector') && !this.has('namespaceSelector');
  }

  /** Why the API server refuses it; `null` when it does not. */
  get refusal(): string | null {
    if (this.isEmpty) return 'it names nobody; a rule without peers means everybody';
    if (!this.has('ipBlock')) return null;
    if (this.has('podSelector') || this.has('namespaceSelector')) return 'it holds an ipBlock and a selector; they are two peers';
    const block = this.in('ipBlock');
    const cidr = block.string('cidr') ?? '';
    const range = Cidr.parse(cidr);
    if (range === null) return `"${cidr}" is no range of addresses`;
    const stray = block.strings('except').find((text) => Cidr.parse(text) === null || !range.contains(Cidr.of(text)) || Cidr.of(text).contains(range));
    return stray === undefined ? null : `except "${stray}" is no part of ${cidr}`;
  }

  /** Is it every pod of every namespace, or every address? */
  get isEverybody(): boolean {
    if (this.has('ipBlock')) return this.block.isEverything;
    return this.has('namespaceSelector') && this.namespaceSelector.isEmpty && (!this.has('podSelector') || this.podSelector.isEmpty);
  }

  /** Does it choose namespaces, and all their pods? */
  get isNamespaceOnly(): boolean {
    return this.has('namespaceSelector') && !this.has('podSelector');
  }

  /** Does it choose pods of the policy's own namespace? */
  get isPodOnly(): boolean {
    return this.has('podSelector') && !this.has('namespaceSelector') && !this.has('ipBlock');
  }

  /** Does it, as one of two items that follow each other, look like half of a peer that was meant to be one? */
  isHalfOf(next: PolicyPeer): boolean {
    return (this.isNamespaceOnly && next.isPodOnly) || (this.isPodOnly && next.isNamespaceOnly);
  }

  get podSelector(): Selector {
    return Selector.fromLabelSelector(this.raw('podSelector') ?? {});
  }

  /** The workloads of the policy's namespace it chooses. */
  get neighbours(): Selected<Workload> {
    return this.policy.graph.selectWorkloads(this.podSelector, this.policy.namespace);
  }

  /** Do its labels match no pods of the policy's namespace? Undecided where they may match some. */
  get choosesNobody(): boolean {
    return !this.podSelector.isEmpty && isNobody(this.neighbours);
  }

  /** Is this end of a connection among them? Throws `Undecided` where that hangs on something unknown. */
  covers(end: End): boolean {
    if (this.has('ipBlock')) return this.holds(end);
    if (end.is === 'address' || end.is === 'outside' || this.isEmpty) return false;
    if (end.is === 'stranger') return this.coversStranger();
    return every([() => this.isIn(end.namespace), () => this.podSelector.matches(end.labels)], (holds) => holds());
  }

  private get namespaceSelector(): Selector {
    return Selector.fromLabelSelector(this.raw('namespaceSelector'));
  }

  private isIn(namespace: string): boolean {
    const { policy } = this;
    return this.has('namespaceSelector') ? this.namespaceSelector.matches(namespaceLabels(policy.graph, namespace)) : namespace === policy.namespace;
  }

  /** A selector that chooses pods of the set means these, and nobody who is no part of it; one that chooses a gateway means strangers too. */
  private coversStranger(): boolean {
    const { certain } = this.neighbours;
    if (this.isPodOnly && !this.podSelector.isEmpty && certain.length > 0) return some(certain, isGateway);
    if (!this.has('namespaceSelector')) throw new Undecided('whether the other end lives in this namespace is not known', this.path);
    return every([() => this.namespaceSelector.matches(ANY_LABELS), () => this.podSelector.matches(ANY_LABELS)], (holds) => holds());
  }

  private get block(): Cidr {
    return rangeOf(this.in('ipBlock'), this.in('ipBlock').string('cidr') ?? '');
  }

  private get exceptions(): readonly Cidr[] {
    return this.in('ipBlock').strings('except').map((text) => rangeOf(this.in('ipBlock'), text));
  }

  private holds(end: End): boolean {
    const { block } = this;
    if (end.is === 'address') return block.contains(end.cidr) && !some(this.exceptions, (except) => except.overlaps(end.cidr));
    if (block.isLinkLocal) return false;
    if (end.is === 'outside' && block.isEverything && every(this.exceptions, (except) => except.isPrivate)) return true;
    throw new Undecided(`whether ${block.text} holds the other end is not known`, this.path);
  }
}

function rangeOf(at: Subject, text: string): Cidr {
  const range = Cidr.parse(text);
  if (range === null) throw at.unknown('cidr');
  return range;
}
