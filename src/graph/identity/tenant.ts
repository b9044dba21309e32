import type { Graph } from '../graph';
import type { Subject } from '../reading/subject';
import type { RoleBinding } from './role-binding';

/** Label of a Namespace that says to which team it belongs. */
const TEAM = 'looplaw.dev/team';

/** The team a namespace of the set belongs to; `null` = to none, or it is not in the set. */
export function teamOf(graph: Graph, namespace: string): string | null {
  return graph.namespace(namespace)?.labels.get(TEAM) ?? null;
}

/** A pod identity of one team that a binding gives rights outside of the namespaces of that team. */
export interface Trespass {
  readonly at: Subject;
  readonly name: string;
  readonly team: string;
  /** The team whose namespace it is; `null` = every namespace. */
  readonly host: string | null;
}

/** Rights that a binding gives to accounts of teams beyond their own namespaces. Roles about authentication itself are for everybody. */
export function trespassesOf(binding: RoleBinding): readonly Trespass[] {
  const { graph } = binding;
  if (binding.isClusterWide && binding.roleName.startsWith('system:')) return [];
  const host = binding.isClusterWide ? null : teamOf(graph, binding.namespace);
  if (!binding.isClusterWide && host === null) return [];
  return binding.accounts.flatMap(({ at, namespace, name }) => {
    const team = teamOf(graph, namespace);
    return team === null || team === host ? [] : [{ at, name: `${namespace}/${name}`, team, host }];
  });
}

/** Does a binding have to do with teams at all? */
export function concernsTeams(binding: RoleBinding): boolean {
  return teamOf(binding.graph, binding.namespace) !== null || binding.accounts.some(({ namespace }) => teamOf(binding.graph, namespace) !== null);
}
