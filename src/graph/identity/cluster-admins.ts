import { CloudResource } from '../cloud/cloud-resource';
import { grantsOf, namedAdmins, type GrantKind } from '../cloud/admin-grant';
import type { Join } from '../join';
import type { Path } from '../../load/resource';
import { Doubts } from '../reading/doubts';
import { some, Undecided } from '../reading/unknown';
import { AwsAuth, awsAuths, type Master } from './aws-auth';
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
  if (grant instanceof AwsAuth) return some(grant.masters(), () => true);
  return grant instanceof CloudResource ? grantsOf(grant).length > 0 : grant.holders.length > 0;
}

/**
 * Who gets everything by it, beyond the budget. Everybody and the identities of pods are never within. One of the budget is built in, the
 * binding of `system:masters`; a cloud gives that group to nobody, so that somebody has to be named there, and the whole budget is left.
 * Who is taken for a member of the group by EKS counts as one that the cloud names, each once. Throws `Undecided` after those that are certain.
 */
export function excessAdmins(grant: AdminGrant, budget: number): Iterable<ExcessAdmin> {
  if (grant instanceof AwsAuth) return excessMasters(grant, budget);
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

function *excessMasters(auth: AwsAuth, budget: number): Generator<ExcessAdmin> {
  const { graph } = auth.holder;
  const named = [...new Set(graph.join(namedAdmins).flatMap((block) => grantsOf(block).map(({ holder }) => holder)))];
  const known = graph.join(namedMasters).filter(({ holder, key }) => holder !== null && !named.includes(key)).map(({ key }) => key);
  const unknown = graph.join(namedMasters).filter(({ holder }) => holder === null);
  const left = Math.max(0, budget - named.length);
  const within = [...named, ...known.slice(0, left)];
  const doubts = new Doubts();
  for (const { is, holder, key, path } of doubts.certain(auth.masters())) {
    // Whom a variable names may be one of the others.
    const isWithin = holder === null ? left > 0 : within.includes(key);
    if (is !== 'named' || !isWithin) yield { is, holder: holder ?? 'whom a variable names', path };
    else if (holder === null && known.length + unknown.length > left) doubts.attempt(() => { throw new Undecided(`whether ${key} is somebody else is not known`, path); });
  }
  doubts.settle();
}

/** Whom the maps of the cluster make admins by name, each once, in the order of reading; as far as that is certain. */
const namedMasters: Join<readonly Master[]> = (graph) => {
  const byKey = new Map<string, Master>();
  for (const auth of graph.join(awsAuths)) {
    for (const master of new Doubts().certain(auth.masters())) if (master.is === 'named' && !byKey.has(master.key)) byKey.set(master.key, master);
  }
  return [...byKey.values()];
};

/** Bindings that give somebody the whole cluster, in order of name; the built-in one of `system:masters` is not among them. */
const clusterAdmins: Join<readonly RoleBinding[]> = (graph) => graph.all(RoleBinding)
  .filter((b) => b.isClusterWide && b.holders.length > 0 && b.grantsEverything)
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
