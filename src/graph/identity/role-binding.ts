import type { Subject } from '../reading/subject';
import { some } from '../reading/unknown';
import { KubeObject } from '../object/kube-object';

/** ClusterRoles every cluster has, besides those of the control plane, which begin with `system:`. */
const BUILT_IN = new Set(['admin', 'edit', 'view']);
const WILDCARD_FIELDS = ['apiGroups', 'resources', 'verbs'] as const;

/** One who gains from a binding. */
export interface Holder {
  /** The entry of `subjects`. */
  readonly at: Subject;
  readonly name: string;
  /** Everybody who reaches the API server or runs in a pod; the pods of one ServiceAccount; or a user or group by name. */
  readonly is: 'everybody' | 'serviceAccount' | 'named';
}

/** A RoleBinding or ClusterRoleBinding. */
export class RoleBinding extends KubeObject {
  get isClusterWide(): boolean {
    return this.kind === 'ClusterRoleBinding';
  }

  /** Those who gain from it: `system:masters` may do everything without it. */
  get holders(): readonly Holder[] {
    return this.list('subjects').map((at) => ({ at, name: at.string('name') ?? '', is: holderKind(at) }))
      .filter(({ name }) => name !== 'system:masters');
  }

  /**
   * Does the role it binds allow everything: `cluster-admin`, or a ClusterRole of the set with `*` in all three places? Throws `Undecided`
   * for a role that is neither in the set nor in every cluster.
   */
  get grantsEverything(): boolean {
    const role = this.in('roleRef');
    if (role.string('kind') !== 'ClusterRole') return false;
    const name = role.string('name') ?? '';
    if (name === 'cluster-admin') return true;
    const declared = this.graph.object('rbac.authorization.k8s.io', 'ClusterRole', '', name);
    if (declared !== null) return some(declared.list('rules'), (rule) => WILDCARD_FIELDS.every((field) => rule.strings(field).includes('*')));
    if (!BUILT_IN.has(name) && !name.startsWith('system:')) this.graph.assertComplete('ClusterRole', name);
    return false;
  }
}

/** `system:serviceaccounts` are all pods, those of every later tenant too. */
function holderKind(subject: Subject): Holder['is'] {
  const name = subject.string('name') ?? '';
  if (/^system:(?:authenticated|unauthenticated|anonymous|serviceaccounts(?::.*)?)$/.test(name)) return 'everybody';
  return subject.string('kind') === 'ServiceAccount' || name.startsWith('system:serviceaccount:') ? 'serviceAccount' : 'named';
}
