import { bindingsByRole } from './bindings';
import { escalationsOf, type Escalation } from './escalation';
import { PolicyRule } from './policy-rule';
import type { RoleBinding } from './role-binding';
import { KubeObject } from '../object/kube-object';

/** A Role or ClusterRole. */
export class Role extends KubeObject {
  private rulesOnce: readonly PolicyRule[] | undefined;

  get isClusterRole(): boolean {
    return this.kind === 'ClusterRole';
  }

  /** The rules that are written in it. The controller replaces those of an aggregated role; they are read where they come from. */
  get rules(): readonly PolicyRule[] {
    return (this.rulesOnce ??= this.has('aggregationRule') ? [] : this.list('rules').map((rule) => new PolicyRule(rule)));
  }

  /** The bindings of the set that give it to somebody. */
  get bindings(): readonly RoleBinding[] {
    return this.graph.join(bindingsByRole).get(this) ?? [];
  }

  /** Does a binding of the set give it to somebody in every namespace? */
  get isHeldClusterWide(): boolean {
    return this.bindings.some((binding) => binding.isClusterWide);
  }

  /** The rules that let its holders become more than they are; throws `Undecided` after them where more may. */
  escalations(): Iterable<Escalation> {
    return escalationsOf(this);
  }
}
