import { Undecided, some } from '../reading/unknown';
import type { Selected } from '../selection/selection-index';
import type { Pod } from '../workload/pod';
import type { Flow } from './flow';
import type { Direction, NetworkPolicy } from './network-policy';
import { assertNoForeignPolicy } from './policies-by-namespace';
import { policiesByWorkload } from './policies-by-workload';
import type { PolicyRule } from './policy-rule';

/**
 * One direction of the traffic of a workload's pods, as NetworkPolicies leave it. Policies add up: one that selects the pods cuts them off,
 * and a rule of any of them lets something through. Pods on the network of their node are out of reach of all of them.
 */
export class Traffic {
  constructor(private readonly pod: Pod, readonly direction: Direction) {}

  /** The policies that cut the pods off. */
  get policies(): readonly NetworkPolicy[] {
    return this.selecting.certain.filter((policy) => policy.isolates(this.direction));
  }

  /** Is only that let through which a rule allows? */
  get isIsolated(): boolean {
    if (this.pod.isOnHostNetwork) return false;
    if (some(this.selecting.certain, (policy) => policy.isolates(this.direction))) return true;
    this.assertKnown();
    return false;
  }

  /** Is nothing let through, name resolution aside? */
  get isSealed(): boolean {
    if (!this.isIsolated || this.hasRule((rule) => !rule.isForNames)) return false;
    this.assertComplete();
    return true;
  }

  /** Is this connection let through? Undecided where a policy may allow it that is not known, or not read. */
  allows(flow: Flow): boolean {
    if (!this.isIsolated || this.hasRule((rule) => rule.allows(flow))) return true;
    this.assertComplete();
    return false;
  }

  /** Is the connection let through to, or from, one of these? */
  allowsSome(flows: readonly Flow[]): boolean {
    return some(flows, (flow) => this.allows(flow));
  }

  private hasRule(test: (rule: PolicyRule) => boolean): boolean {
    return some(this.selecting.certain, (policy) => policy.isolates(this.direction) && some(policy.rules(this.direction), test));
  }

  private get selecting(): Selected<NetworkPolicy> {
    const { workload } = this.pod;
    return workload.graph.join(policiesByWorkload).get(workload) ?? { certain: [], possible: [] };
  }

  /** Throws where a policy may select the pods and cut them off, or let something through. */
  private assertKnown(): void {
    const policy = this.selecting.possible.find((possible) => possible.isolates(this.direction));
    if (policy) throw new Undecided(`whether ${policy.title} selects these pods is not known`);
  }

  private assertComplete(): void {
    this.assertKnown();
    assertNoForeignPolicy(this.pod.workload.graph, this.pod.workload.namespace);
  }
}
