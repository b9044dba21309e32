import type { Graph } from '../graph/graph';
import { awsAuths, MASTERS, type AwsAuth, type Mapped } from '../graph/identity/aws-auth';
import { Undecided } from '../graph/reading/unknown';
import type { Grant } from './grants';
import { nameOf, userCalled } from './holder';
import { powersOf, type Right } from './rights';

/** What members of `system:masters` may do, whatever is bound. */
const EVERYTHING: readonly Right[] = [{ verb: '*', group: '*', resource: '*', name: '' }, { verb: '*', group: null, resource: '*', name: '' }];
const NODES = 'system:nodes';

/**
 * What roles and users of AWS may do in a cluster of EKS: what is bound to whom its map takes them for. Empty where the dump holds no map.
 *
 * @param bound what roles and bindings give
 * @param unread takes why a map, or a part of it, could not be read
 * @param unmapped takes its entries that map nobody
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
 */
export function grantsOfAws(graph: Graph, bound: readonly Grant[], unread: string[], unmapped: string[]): readonly Grant[] {
  const grants = new Map<string, Grant>();
  for (const auth of graph.join(awsAuths)) {
    try {
      if (!auth.isCertain) throw new Undecided('whether it is the map that EKS reads is not known');
      for (const one of auth.mapped) {
        if (one.arn === '') unmapped.push(`${one.entry} in ${auth.title}, which has no ${one.key}`);
        // The same one may be written twice.
        else for (const grant of grantsOfMapped(auth, one, bound)) grants.set(JSON.stringify([grant.holder, grant.scope, grant.binding]), grant);
      }
    } catch (e) {
      if (!(e instanceof Undecided)) throw e;
      unread.push(`${auth.title}: ${e.because}`);
    }
  }
  return [...grants.values()];
}

function grantsOfMapped({ title }: AwsAuth, { arn, username, groups }: Mapped, bound: readonly Grant[]): readonly Grant[] {
  const holder = { kind: 'User', namespace: null, name: arn } as const;
  const known = [userCalled(username), ...groups.filter((name) => name !== MASTERS).map((name) => ({ kind: 'Group', namespace: null, name }) as const)].map(nameOf);
  const through = bound.filter((grant) => known.includes(nameOf(grant.holder))).map((grant) => ({
    ...grant, holder, binding: `${grant.binding} through ${nameOf(grant.holder)} in ${title}`, isBuiltIn: grant.isBuiltIn && groups.includes(NODES),
  }));
  const all: Grant = { holder, scope: null, binding: title, role: `Group ${MASTERS}`, isDangling: false, isBuiltIn: false, rights: EVERYTHING, powers: powersOf(EVERYTHING, true) };
  return groups.includes(MASTERS) ? [all, ...through] : through;
}
