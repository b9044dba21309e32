import { CloudResource } from '../cloud/cloud-resource';
import { grantsOf, namedAdmins, type GrantKind } from '../cloud/admin-grant';
import type { Join } from '../join';
import type { Path } from '../../load/resource';
import { AwsAuth, type Master } from './aws-auth';
import { RoleBinding } from './role-binding';

/** Somebody who gets more than the budget allows. */
export interface ExcessAdmin {
  readonly is: GrantKind | Master['is'] | 'namespace' | 'namespaceToEverybody';
  readonly holder: string;
  /** From the root of the object. */
  readonly path: Path;
}

/** What can make somebody an admin: a binding, a block of Terraform, or the map that EKS reads. */
export type AdminGrant = RoleBinding | CloudResource | AwsAuth;

/** Can it make somebody an admin? A binding of nobody can not, and neither can most roles of a cloud. */
export function concernsAdmins(grant: AdminGrant): boolean {
  if (grant instanceof AwsAuth) return grant.masters.length > 0;
  return grant instanceof CloudResource ? grantsOf(grant).length > 0 : grant.holders.length > 0;
}

/**
 * Who gets everything by it, beyond the budget. Everybody and the identities of pods are never within. One of the budget is built in, the
 * binding of `system:masters`; a cloud gives that group to nobody, so that somebody has to be named there, and the whole budget is left.
 * Who is taken for a member of the group by EKS counts as one that the cloud names, each by itself.
 */
export function excessAdmins(grant: AdminGrant, budget: number): readonly ExcessAdmin[] {
  if (grant instanceof AwsAuth) {
    const { masters } = grant;
    const within = masters.filter(({ is }) => is === 'named').slice(0, Math.max(0, budget - grant.holder.graph.join(namedAdmins).length));
    return masters.filter((master) => !within.includes(master));
  }
  const { graph } = grant;
  if (grant instanceof CloudResource) {
    const isWithin = graph.join(namedAdmins).slice(0, budget).includes(grant);
    return grantsOf(grant).filter(({ is }) => is !== 'named' || !isWithin);
  }
  if (!grant.grantsEverything) return [];
  const isWithin = budget > 1 && graph.join(clusterAdmins).slice(0, budget - 1).includes(grant);
  return grant.holders.filter(({ is }) => !isWithin || is === 'everybody').map(({ at, name, is }) => ({
    is: grant.isClusterWide ? is : is === 'everybody' ? 'namespaceToEverybody' : 'namespace', holder: name, path: at.steps,
  }));
}

/** Bindings that give somebody the whole cluster, in order of name; the built-in one of `system:masters` is not among them. */
const clusterAdmins: Join<readonly RoleBinding[]> = (graph) => graph.all(RoleBinding)
  .filter((b) => b.isClusterWide && b.holders.length > 0 && b.grantsEverything)
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
