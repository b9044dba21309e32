import type { Path, Resource } from '../../load/resource';
import type { Graph } from '../graph';
import type { ServiceAccount } from '../identity/service-account';
import { groupBy, type Join } from '../join';
import { Undecided, maybe } from '../reading/unknown';
import { text } from './argument';
import { IamRole } from './aws/iam-role';
import { accountsOf, lets } from './aws/web-identity';
import { FederatedCredential } from './azure/federated-credential';
import { cloud } from './cloud';
import type { CloudResource } from './cloud-resource';
import { GoogleAccess } from './google/workload-identity';

/** An identity of a cloud that an account names and that does not let it in. */
export interface Refusal {
  /** As people call it: the address of the role, identity or account. */
  readonly identity: string;
  /** Whom it trusts instead. */
  readonly trusted: string;
  readonly resource: Resource;
  readonly path: Path;
}

/** The identities of the set that an account names and that do not trust it. Throws `Undecided` where that is worked out by Terraform. */
export function refusalsOf(account: ServiceAccount): readonly Refusal[] {
  if (account.graph.cloudResources.length === 0) return [];
  return [...ofAws(account), ...ofAzure(account), ...ofGoogle(account)];
}

/** The role an account names, where that is in the set. */
export function roleOf(account: ServiceAccount): IamRole | null {
  const arn = account.awsRoleArn;
  return arn === undefined ? null : roleAt(account.graph, arn);
}

/** The role of an ARN, where that is in the set. */
export function roleAt(graph: Graph, arn: string): IamRole | null {
  const roles = graph.join(rolesByAddress);
  return (roles.get(arn) ?? roles.get(arn.slice(arn.indexOf(':role'))))?.[0] ?? null;
}

const rolesByAddress: Join<ReadonlyMap<string | null, readonly IamRole[]>> = (graph) => groupBy(graph.cloudOf(IamRole), (role) => maybe(() => role.address) ?? null);
const identitiesByClient: Join<ReadonlyMap<string | null | undefined, readonly CloudResource[]>> = (graph) =>
  groupBy(graph.join(cloud).seen('azurerm_user_assigned_identity'), (one) => maybe(() => text(one, 'client_id'))?.toLowerCase());
const credentialsByIdentity: Join<ReadonlyMap<CloudResource | null, readonly FederatedCredential[]>> = (graph) => groupBy(graph.cloudOf(FederatedCredential), ({ identity }) => identity);
const accountsByEmail: Join<ReadonlyMap<string | null | undefined, readonly CloudResource[]>> = (graph) => groupBy(
  graph.join(cloud).seen('google_service_account'),
  (one) => maybe(() => text(one, 'email') ?? `${text(one, 'account_id')}@${text(one, 'project')}.iam.gserviceaccount.com`),
);

function ofAws(account: ServiceAccount): readonly Refusal[] {
  const role = roleOf(account);
  if (role === null) return [];
  const { webIdentities } = role;
  const answers = webIdentities.map((identity) => lets(identity, fixed(account), account.name));
  if (answers.includes(true)) return [];
  if (answers.includes(null)) throw new Undecided(`whom ${role.title} trusts is worked out by Terraform`);
  return [{ identity: role.title, trusted: told(webIdentities.flatMap(accountsOf)), resource: role.resource, path: ['assume_role_policy'] }];
}

function ofAzure(account: ServiceAccount): readonly Refusal[] {
  const client = account.azureClientId?.toLowerCase();
  if (client === undefined) return [];
  const { graph } = account;
  const identity = graph.join(identitiesByClient).get(client)?.[0];
  if (identity === undefined) return [];
  const credentials = graph.join(credentialsByIdentity).get(identity) ?? [];
  const accounts = credentials.flatMap((credential) => credential.account ?? []);
  if (credentials.length === 0) graph.assertComplete('azurerm_federated_identity_credential', `of ${identity.title}`);
  return names(accounts, account) ? [] : [{ identity: identity.title, trusted: told(accounts), resource: identity.resource, path: [] }];
}

function ofGoogle(account: ServiceAccount): readonly Refusal[] {
  const address = account.googleAccount;
  if (address === undefined) return [];
  const { graph } = account;
  const found = graph.join(accountsByEmail).get(address)?.[0];
  if (found === undefined) return [];
  const uses = graph.cloudOf(GoogleAccess).filter((access) => access.isUse && access.targets('service_account_id', ['google_service_account'], ['id', 'name', 'email']).includes(found));
  const accounts = uses.flatMap((use) => use.accounts);
  if (uses.length === 0) graph.assertComplete('google_service_account_iam_member', `of ${found.title}`);
  return names(accounts, account) ? [] : [{ identity: found.title, trusted: told(accounts), resource: found.resource, path: [] }];
}

function names(accounts: readonly { readonly namespace: string; readonly name: string }[], account: ServiceAccount): boolean {
  const namespace = fixed(account);
  return accounts.some((one) => one.namespace === namespace && one.name === account.name);
}

function fixed({ namespace, title }: ServiceAccount): string {
  if (namespace === '') throw new Undecided(`the namespace of ${title} is not known`);
  return namespace;
}

function told(accounts: readonly { readonly namespace: string; readonly name: string }[]): string {
  return accounts.length === 0 ? 'no account' : [...new Set(accounts.map(({ namespace, name }) => `${namespace}/${name}`))].join(', ');
}
