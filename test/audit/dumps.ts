import { loadText } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';

const RBAC = 'rbac.authorization.k8s.io';

/** A rule of a role, as kubectl prints it. */
export interface RuleJson {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

export const READ_PODS: RuleJson = { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] };
export const EVERYTHING: RuleJson = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

/** A Role of a namespace, or a ClusterRole where there is none. */
export function role(name: string, rules: readonly RuleJson[], namespace?: string): object {
  return { apiVersion: `${RBAC}/v1`, kind: namespace === undefined ? 'ClusterRole' : 'Role', metadata: { name, ...(namespace !== undefined && { namespace }) }, rules };
}

/** A binding of a ClusterRole, or in a namespace of a Role, to subjects such as `ServiceAccount shop/ci`, `Group devs`, `User bob`. */
export function binding(name: string, roleRef: string, subjects: readonly string[], { namespace, builtIn = false }: { readonly namespace?: string; readonly builtIn?: boolean } = {}): object {
  const [kind = '', of = ''] = roleRef.split(' ');
  return {
    apiVersion: `${RBAC}/v1`,
    kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name, ...(namespace !== undefined && { namespace }), ...(builtIn && { labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } }) },
    roleRef: { apiGroup: RBAC, kind, name: of },
    subjects: subjects.map((subject) => {
      const [is = '', who = ''] = subject.split(' ');
      const [home, account] = who.split('/');
      return is === 'ServiceAccount' ? { kind: is, namespace: home, name: account } : { apiGroup: RBAC, kind: is, name: who };
    }),
  };
}

/** What `kubectl get … -o json` prints of these. */
export function listOf(...items: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

/** The same, read. */
export function dump(...items: readonly object[]): Loaded {
  return loadText('dump.json', listOf(...items));
}
