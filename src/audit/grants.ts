import type { Graph } from '../graph/graph';
import { PolicyRule } from '../graph/identity/policy-rule';
import { RoleBinding } from '../graph/identity/role-binding';
import { isBoundByApiServer } from '../graph/object/rbac-defaults';
import type { Subject } from '../graph/reading/subject';
import { Undecided } from '../graph/reading/unknown';
import { grantsOfAws } from './aws-grants';
import { nameOf, userCalled, type Holder } from './holder';
import { powersOf, rightsOf, type Right } from './rights';

/** What one binding gives to one holder. */
export interface Grant {
  readonly holder: Holder;
  /** The namespace it holds in; `null` = all of them, and what is in none. */
  readonly scope: string | null;
  readonly binding: string;
  readonly role: string;
  /** Is the role nowhere in the dump? Then it gives nothing, until somebody makes the role. */
  readonly isDangling: boolean;
  /** Does it come with every cluster, for parts of Kubernetes itself? */
  readonly isBuiltIn: boolean;
  readonly rights: readonly Right[];
  /** What the holder may become by it, each as the object of "may". */
  readonly powers: readonly string[];
}

/** What a dump says of who may do what. */
export interface Survey {
  readonly grants: readonly Grant[];
  readonly bindings: number;
  readonly roles: number;
  /** Bindings and maps that could not be read, and why. */
  readonly unread: readonly string[];
  /** Entries of the map of EKS that map nobody. */
  readonly unmapped: readonly string[];
}

const RBAC = 'rbac.authorization.k8s.io';

/** Who may do what, by the roles and bindings of one cluster, and the map of EKS where there is one; in order of holder, scope and binding. */
export function survey(graph: Graph): Survey {
  const bindings = graph.all(RoleBinding).filter((binding) => graph.isApplied(binding));
  const unread: string[] = [];
  const unmapped: string[] = [];
  const grants = bindings.flatMap((binding) => {
    try {
      return grantsOf(binding);
    } catch (e) {
      if (!(e instanceof Undecided)) throw e;
      unread.push(`${binding.title}: ${e.because}`);
      return [];
    }
  });
  const roles = graph.ofKind('Role', RBAC).length + graph.ofKind('ClusterRole', RBAC).length;
  const all = [...grants, ...grantsOfAws(graph, grants, unread, unmapped)];
  return { grants: all.sort((a, b) => compare(keyOf(a), keyOf(b))), bindings: bindings.length, roles, unread, unmapped };
}

function grantsOf(binding: RoleBinding): readonly Grant[] {
  const { role, roleKind, roleName, isClusterWide } = binding;
  // What a controller wrote into an aggregated role is what holds, so the rules are read as they stand.
  const rights = (role?.list('rules') ?? []).flatMap((rule) => rightsOf(new PolicyRule(rule)));
  const scope = isClusterWide ? null : binding.namespace;
  const powers = powersOf(rights, isClusterWide);
  const isOwn = binding.labels.get('kubernetes.io/bootstrapping') === 'rbac-defaults';
  return binding.list('subjects').map((subject) => {
    const holder = holderOf(subject, binding.namespace);
    return {
      holder, scope, binding: binding.title, role: `${roleKind} ${roleName}`, isDangling: role === null,
      isBuiltIn: isOwn && isBoundByApiServer(binding, subject) && !(isEverybody(holder) && powers.length > 0), rights, powers,
    };
  });
}

function holderOf(subject: Subject, home: string): Holder {
  const name = subject.string('name') ?? '';
  const kind = subject.string('kind') ?? '';
  if (kind === 'ServiceAccount') return { kind, namespace: subject.string('namespace') ?? home, name };
  return kind === 'Group' ? { kind, namespace: null, name } : userCalled(name);
}

function isEverybody({ name }: Holder): boolean {
  return /^system:(?:authenticated|unauthenticated|anonymous|serviceaccounts.*)$/.test(name);
}

function keyOf({ holder, scope, binding }: Grant): string {
  return [nameOf(holder), scope ?? '', binding].join('\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
