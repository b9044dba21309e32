import type { ServiceAccount } from '../../identity/service-account';
import { Doubts } from '../../reading/doubts';
import { maybe } from '../../reading/unknown';
import { text } from '../argument';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import type { Flaw } from '../flaw';
import { trustedAccount } from '../trusted-account';
import { AksCluster } from './aks-cluster';

export type CredentialFlaw = 'subject' | 'issuer' | 'slash' | 'audience' | 'noIssuer' | 'noIdentity' | 'tooMany' | 'elsewhere' | 'missing' | 'unclaimed' | 'otherClient';

/** Audiences of the clouds of Azure, and that of identity bindings. */
const AUDIENCES: ReadonlySet<string> = new Set([
  'api://AzureADTokenExchange', 'api://AzureADTokenExchangeUSGov', 'api://AzureADTokenExchangeChina', 'api://AKSIdentityBinding',
]);
/** What names the identity of a credential, the name of today first. */
const IDENTITY = ['user_assigned_identity_id', 'parent_id'];
/** Credentials an identity can have. */
const MOST = 20;
const SUBJECT = /^system:serviceaccount:([a-z0-9-]+):([a-z0-9.-]+)$/;

/** An account of a cluster that an identity of Azure trusts. */
export class FederatedCredential extends CloudResource {
  /** Is it about an account of Kubernetes? Others are for pipelines. Undecided where neither issuer nor subject tells. */
  get isOfKubernetes(): boolean {
    if (this.cluster !== null) return true;
    const issuer = maybe(() => text(this, 'issuer'));
    if (issuer !== null && /\.oic\.|aks/i.test(issuer ?? '')) return true;
    return (text(this, 'subject') ?? '').startsWith('system:serviceaccount');
  }

  /** The cluster whose tokens it takes, where that is in the set. */
  get cluster(): AksCluster | null {
    const [cluster] = maybe(() => this.targets('issuer', ['azurerm_kubernetes_cluster'], ['oidc_issuer_url'])) ?? [];
    return cluster instanceof AksCluster ? cluster : null;
  }

  /** The identity that trusts, where that is in the set. */
  get identity(): CloudResource | null {
    return IDENTITY.flatMap((argument) => this.targets(argument, ['azurerm_user_assigned_identity']))[0] ?? null;
  }

  /** The account its subject names; `null` = it has another form. */
  get account(): { readonly namespace: string; readonly name: string } | null {
    const [, namespace, name] = SUBJECT.exec(text(this, 'subject') ?? '') ?? [];
    return namespace === undefined || name === undefined ? null : { namespace, name };
  }

  /** Why it lets nobody in, or the wrong one; what is not known is thrown last. */
  * flaws(): Generator<Flaw<CredentialFlaw>> {
    const doubts = new Doubts();
    yield* doubts.certain(this.issuerFlaws());
    yield* doubts.certain(this.audienceFlaws());
    yield* doubts.certain(this.subjectFlaws());
    yield* doubts.certain(this.identityFlaws());
    doubts.settle();
  }

  private flaw(is: CredentialFlaw, path: string, args: Readonly<Record<string, string>> = {}, at?: CloudResource | ServiceAccount): Flaw<CredentialFlaw> {
    const related = at ? [{ message: at instanceof CloudResource ? 'is declared here' : 'is the account', resource: at.resource, path: at.nameField }] : [];
    return { is, path: [path], args: { credential: this.title, ...args }, related };
  }

  private* issuerFlaws(): Generator<Flaw<CredentialFlaw>> {
    const { cluster } = this;
    if (cluster !== null) {
      if (!cluster.issuesTokens) yield this.flaw('noIssuer', 'issuer', { cluster: cluster.title }, cluster);
      else if (!cluster.injectsTokens) yield this.flaw('noIdentity', 'issuer', { cluster: cluster.title }, cluster);
      return;
    }
    const issuer = text(this, 'issuer') ?? '';
    if (!issuer.startsWith('https://')) yield this.flaw('issuer', 'issuer', { issuer: issuer || 'nothing' });
    else if (/\.oic\./.test(issuer) && !issuer.endsWith('/')) yield this.flaw('slash', 'issuer', { issuer });
  }

  private* audienceFlaws(): Generator<Flaw<CredentialFlaw>> {
    const audiences = this.strings('audience');
    const odd = audiences.find((audience) => !AUDIENCES.has(audience));
    if (odd !== undefined) yield this.flaw('audience', 'audience', { audience: odd });
  }

  private* subjectFlaws(): Generator<Flaw<CredentialFlaw>> {
    const { account } = this;
    if (account === null) {
      yield this.flaw('subject', 'subject', { subject: text(this, 'subject') ?? 'nothing' });
      return;
    }
    const title = `${account.namespace}/${account.name}`;
    const found = trustedAccount(this.graph, account.namespace, account.name);
    if (found.is === 'missing') yield this.flaw('missing', 'subject', { account: title });
    if (found.is === 'elsewhere') yield this.flaw('elsewhere', 'subject', { account: title, namespace: found.account.namespace }, found.account);
    if (found.is !== 'there') return;
    const client = found.account.azureClientId;
    if (client === undefined) {
      yield this.flaw('unclaimed', 'subject', { account: title }, found.account);
      return;
    }
    const { identity } = this;
    const own = identity !== null && identity.has('client_id') ? text(identity, 'client_id') : undefined;
    if (identity !== null && own !== undefined && own.toLowerCase() !== client.toLowerCase()) yield this.flaw('otherClient', 'subject', { account: title, identity: identity.title }, found.account);
  }

  private* identityFlaws(): Generator<Flaw<CredentialFlaw>> {
    const { identity } = this;
    if (identity === null) return;
    const siblings = this.graph.join(cloud).seen(this.kind).filter((other) => other instanceof FederatedCredential && maybe(() => other.identity) === identity);
    if (siblings.length > MOST && siblings[MOST] === this) yield this.flaw('tooMany', 'name', { identity: identity.title, count: String(siblings.length) }, identity);
  }
}
