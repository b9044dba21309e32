import type { Subject } from '../reading/subject';
import { Undecided, some } from '../reading/unknown';
import { KubeObject } from '../object/kube-object';
import type { Role } from './role';

/** ClusterRoles every cluster has, besides the roles of the control plane, which begin with `system:`. */
const BUILT_IN = new Set(['admin', 'cluster-admin', 'edit', 'view']);
const RBAC = 'rbac.authorization.k8s.io';
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
    const { roleKind, roleName, role } = this;
    if (roleKind !== 'ClusterRole') return false;
    if (roleName === 'cluster-admin') return true;
    if (role !== null) return some(role.list('rules'), (rule) => WILDCARD_FIELDS.every((field) => rule.strings(field).includes('*')));
    if (!this.bindsBuiltIn) this.graph.assertComplete('ClusterRole', roleName);
    return false;
  }

  get roleKind(): string {
    return this.in('roleRef').string('kind') ?? '';
  }

  get roleName(): string {
    return this.in('roleRef').string('name') ?? '';
  }

  /** The role it binds, where it is in the set. */
  get role(): Role | null {
    const namespace = this.roleKind === 'Role' ? this.namespace : '';
    return this.graph.object(RBAC, this.roleKind, namespace, this.roleName) as Role | null;
  }

  /** Does it bind a role that every cluster has? */
  get bindsBuiltIn(): boolean {
    const { roleKind, roleName } = this;
    if (roleName.startsWith('system:')) return true;
    return roleKind === 'ClusterRole' ? BUILT_IN.has(roleName) : roleName === 'extension-apiserver-authentication-reader';
  }

  /**
   * Is the role it binds nowhere? Throws `Undecided` where that is not known: a patch names none, the set is open for its kind, or the
   * binding is without the namespace its role has.
   */
  get isDangling(): boolean {
    const { roleKind, roleName } = this;
    if (roleName === '') throw this.unknown('roleRef');
    if (this.role !== null || this.bindsBuiltIn) return false;
    this.graph.assertComplete(roleKind, roleName);
    const isElsewhere = this.namespace === '' && this.graph.ofKind(roleKind, RBAC).some(({ name }) => name === roleName);
    if (isElsewhere) throw new Undecided(`whether ${roleKind} ${roleName} is in the namespace this is applied to is not known`);
    return true;
  }

  /** The ServiceAccounts it names, with their namespaces. */
  get accounts(): readonly { readonly at: Subject; readonly namespace: string; readonly name: string }[] {
    return this.list('subjects').filter((at) => at.string('kind') === 'ServiceAccount')
      .map((at) => ({ at, namespace: at.string('namespace') ?? this.namespace, name: at.string('name') ?? '' }));
  }
}

/** Who an entry of `subjects` is; `system:serviceaccounts` are all pods, those of every later tenant too. */
export function holderKind(subject: Subject): Holder['is'] {
  const name = subject.string('name') ?? '';
  if (/^system:(?:authenticated|unauthenticated|anonymous|serviceaccounts(?::.*)?)$/.test(name)) return 'everybody';
  return subject.string('kind') === 'ServiceAccount' || name.startsWith('system:serviceaccount:') ? 'serviceAccount' : 'named';
}
