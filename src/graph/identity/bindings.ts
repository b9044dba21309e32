import { groupBy, type Join } from '../join';
import { maybe } from '../reading/unknown';
import type { Role } from './role';
import { RoleBinding } from './role-binding';

/** The bindings that give a role of the set to somebody. */
export const bindingsByRole: Join<ReadonlyMap<Role | null, readonly RoleBinding[]>> = (graph) => groupBy(
  graph.all(RoleBinding).filter((binding) => maybe(() => binding.holders.length > 0) !== false),
  (binding) => maybe(() => binding.role),
);

/** The bindings that name a ServiceAccount, by `namespace/name`; those with a subject that is not known are under the empty key. */
export const bindingsByAccount: Join<ReadonlyMap<string, readonly RoleBinding[]>> = (graph) => {
  const found = graph.all(RoleBinding).flatMap((binding) => accountKeys(binding).map((key) => ({ key, binding })));
  return new Map([...groupBy(found, ({ key }) => key)].map(([key, entries]) => [key, entries.map(({ binding }) => binding)]));
};

/** The key of {@link bindingsByAccount} for all accounts of a namespace, and for those of all. */
export function groupKey(namespace: string): string {
  return `${namespace}/*`;
}

function accountKeys(binding: RoleBinding): readonly string[] {
  return maybe(() => binding.list('subjects').flatMap((subject) => {
    const name = subject.string('name') ?? '';
    if (subject.string('kind') === 'ServiceAccount') return [`${subject.string('namespace') ?? binding.namespace}/${name}`];
    const [, user] = /^system:serviceaccount:(.+:.+)$/.exec(name) ?? [];
    if (user !== undefined) return [user.replace(':', '/')];
    const [, namespace] = /^system:serviceaccounts:(.+)$/.exec(name) ?? [];
    if (namespace !== undefined) return [groupKey(namespace)];
    return name === 'system:serviceaccounts' || name === 'system:authenticated' ? [groupKey('')] : [];
  })) ?? [''];
}
