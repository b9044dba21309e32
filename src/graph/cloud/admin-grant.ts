import type { Join } from '../join';
import { holderKind } from '../identity/role-binding';
import { maybe } from '../reading/unknown';
import { block, blocks, flag, text } from './argument';
import { IamRole } from './aws/iam-role';
import { cloud } from './cloud';
import type { CloudResource } from './cloud-resource';
import { FederatedCredential } from './azure/federated-credential';
import { GoogleAccess } from './google/workload-identity';

/** How a block of Terraform makes somebody an admin of a whole cluster, or fails to. */
export type GrantKind = 'everybody' | 'serviceAccount' | 'workload' | 'named' | 'creator' | 'refused';

/** One who becomes an admin of a cluster by a block of Terraform. */
export interface Grant {
  readonly is: GrantKind;
  /** Whom; the address of a block where it is one. */
  readonly holder: string;
  readonly path: readonly string[];
}

type Reader = (block: CloudResource) => readonly Grant[];

/** Roles of Azure that are admin of every namespace, or hand out the certificate of one. */
const OF_AZURE = /^Azure Kubernetes Service (?:RBAC Cluster Admin|Cluster Admin Role)$/;
/** Of Google's roles this one may do everything in every cluster of the project; `container.clusterAdmin` manages clusters, and nothing in them. */
const OF_GOOGLE = 'roles/container.admin';
const EVERYBODY_OF_GOOGLE = /^all(?:Authenticated)?Users$/;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['aws_eks_access_entry', accessEntry],
  ['aws_eks_access_policy_association', accessPolicy],
  ['aws_eks_cluster', creatorOfEks],
  ['azurerm_role_assignment', roleAssignment],
  ['google_project_iam_binding', projectRole],
  ['google_project_iam_member', projectRole],
  ['kubernetes_cluster_role_binding', clusterRoleBinding],
  ['kubernetes_cluster_role_binding_v1', clusterRoleBinding],
]);

/** The types of blocks that can make somebody an admin. */
export const GRANTING: readonly string[] = [...READERS.keys()];

/** Whom a block makes an admin of a cluster. Throws `Undecided` where Terraform works out whether it does. */
export function grantsOf(resource: CloudResource): readonly Grant[] {
  return READERS.get(resource.kind)?.(resource) ?? [];
}

/** Blocks that name somebody who is no workload, in order of address. */
export const namedAdmins: Join<readonly CloudResource[]> = (graph) => graph.join(cloud).of(...GRANTING)
  .filter((resource) => (maybe(() => grantsOf(resource)) ?? []).some(({ is }) => is === 'named'))
  .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));

/** @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html */
function accessPolicy(association: CloudResource): readonly Grant[] {
  if (!/\/AmazonEKSClusterAdminPolicy$/.test(text(association, 'policy_arn') ?? '')) return [];
  if (text(block(association, 'access_scope'), 'type') !== 'cluster') return [];
  return [holderAt(association, 'principal_arn', ['aws_iam_role', 'aws_iam_user'], ['arn'])];
}

/** EKS takes no group of the system from an access entry. */
function accessEntry(entry: CloudResource): readonly Grant[] {
  return entry.has('kubernetes_groups') && entry.strings('kubernetes_groups').includes('system:masters')
    ? [{ is: 'refused', holder: 'system:masters', path: ['kubernetes_groups'] }] : [];
}

/** What is not written is so, too, but nobody chose it. */
function creatorOfEks(cluster: CloudResource): readonly Grant[] {
  const access = block(cluster, 'access_config');
  const field = 'bootstrap_cluster_creator_admin_permissions';
  return access.has(field) && flag(access, field) === true ? [{ is: 'creator', holder: cluster.title, path: ['access_config'] }] : [];
}

/** @see https://learn.microsoft.com/azure/aks/manage-azure-rbac */
function roleAssignment(assignment: CloudResource): readonly Grant[] {
  if (!OF_AZURE.test(text(assignment, 'role_definition_name') ?? '')) return [];
  return [holderAt(assignment, 'principal_id', ['azurerm_user_assigned_identity'], ['principal_id'])];
}

/** @see https://cloud.google.com/kubernetes-engine/docs/how-to/iam#predefined */
function projectRole(binding: CloudResource): readonly Grant[] {
  if (text(binding, 'role') !== OF_GOOGLE) return [];
  const field = binding.has('members') ? 'members' : 'member';
  const written = binding.writtenAt(binding, field);
  const members = (Array.isArray(written) ? written as readonly unknown[] : [written]).filter((member) => typeof member === 'string');
  return members.map((member) => {
    const account = binding.graph.join(cloud).mentioned(binding, member).find(({ kind }) => kind === 'google_service_account');
    const isOfPods = /\.svc\.id\.goog/.test(member) || (account !== undefined && isWorkload(account));
    return { is: EVERYBODY_OF_GOOGLE.test(member) ? 'everybody' : isOfPods ? 'workload' : 'named', holder: account?.title ?? member, path: [field] };
  });
}

/** The provider of Kubernetes writes the same objects. */
function clusterRoleBinding(binding: CloudResource): readonly Grant[] {
  if (text(block(binding, 'role_ref'), 'name') !== 'cluster-admin') return [];
  return blocks(binding, 'subject').map((at) => ({ is: holderKind(at), holder: text(at, 'name') ?? '', path: ['subject'] })).filter(({ holder }) => holder !== 'system:masters');
}

/** Whoever an argument names; as it is written where it is no block of the set. */
function holderAt(resource: CloudResource, field: string, types: readonly string[], identifying: readonly string[]): Grant {
  const [found] = maybe(() => resource.targets(field, types, identifying)) ?? [];
  const written = resource.writtenAt(resource, field);
  const holder = found?.title ?? (typeof written === 'string' ? written : 'whom Terraform works out');
  return { is: found !== undefined && isWorkload(found) ? 'workload' : 'named', holder, path: [field] };
}

/** Do pods of a cluster take this identity? */
export function isWorkload(identity: CloudResource): boolean {
  const { graph } = identity;
  if (identity instanceof IamRole) {
    if ((maybe(() => identity.webIdentities) ?? []).length > 0) return true;
    return graph.join(cloud).of('aws_eks_pod_identity_association').some((association) => maybe(() => association.targets('role_arn', ['aws_iam_role'], ['arn']))?.includes(identity));
  }
  if (graph.cloudOf(FederatedCredential).some((credential) => maybe(() => credential.isOfKubernetes && credential.identity === identity))) return true;
  return graph.cloudOf(GoogleAccess).some((access) => maybe(() => access.isUse && access.targets('service_account_id', ['google_service_account'], ['id', 'name', 'email']).includes(identity)));
}
