import { Selector } from '../selection/selector';
import { KubeObject } from '../object/kube-object';

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
    const [rules, peers] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
    return this.selector.isEmpty && this.isolates(direction)
      && this.spec.list(rules).some((rule) => rule.items(peers).length === 0 && rule.items('ports').length === 0);
  }
}
