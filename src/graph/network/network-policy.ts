import { Selector } from '../selection/selector';
import { find } from '../reading/unknown';
import { isNobody, type Selected } from '../selection/selection-index';
import type { Workload } from '../workload/workload';
import { KubeObject } from '../object/kube-object';
import { PolicyRule } from './policy-rule';

export type Direction = 'Ingress' | 'Egress';

/** A NetworkPolicy of networking.k8s.io. */
export class NetworkPolicy extends KubeObject {
  /** Which pods of its namespace it isolates; not written = all of them. */
  get selector(): Selector {
    return Selector.fromLabelSelector(this.spec.raw('podSelector') ?? {});
  }

  /** Does it cut off its pods in this direction, save for what its rules allow? */
  isolates(direction: Direction): boolean {
    return this.spec.strings('policyTypes').includes(direction);
  }

  /** Does it cut off every pod of its namespace in this direction? What its rules allow stays the exception. */
  deniesByDefault(direction: Direction): boolean {
    return this.selector.isEmpty && this.isolates(direction) && !this.allowsAll(direction);
  }

  /** Does one rule allow every pod of the namespace everything in this direction? Policies add up, so it undoes any denial. */
  allowsAll(direction: Direction): boolean {
    return this.selector.isEmpty && this.isolates(direction) && this.rules(direction).some((rule) => rule.allowsAll);
  }

  /** What it lets through in this direction, whether or not it cuts off its pods. */
  rules(direction: Direction): readonly PolicyRule[] {
    return this.spec.list(direction === 'Ingress' ? 'ingress' : 'egress').map((rule) => new PolicyRule(this, rule, direction));
  }

  /** Does its selector match no pods of the set? Undecided where it may match some. */
  get selectsNobody(): boolean {
    return !this.selector.isEmpty && isNobody(this.subjects);
  }

  /** All that is written, of both directions. */
  get writtenRules(): readonly PolicyRule[] {
    return [...this.rules('Ingress'), ...this.rules('Egress')];
  }

  /** A workload it isolates that keeps data as a database does; `null` = none is known to. */
  get database(): Workload | null {
    return find(this.subjects.certain, (workload) => workload.isDatabase) ?? null;
  }

  /** The workloads whose pods it isolates. */
  get subjects(): Selected<Workload> {
    return this.graph.selectWorkloads(this.selector, this.namespace);
  }
}
