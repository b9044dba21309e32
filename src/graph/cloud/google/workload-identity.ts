import { Doubts } from '../../reading/doubts';
import { text } from '../argument';
import { CloudResource } from '../cloud-resource';
import type { Flaw } from '../flaw';
import { trustedAccount } from '../trusted-account';

export type BindingFlaw = 'pool' | 'namespace' | 'key' | 'elsewhere' | 'missing';

const ROLE = 'roles/iam.workloadIdentityUser';
const IN_POOL = /^serviceAccount:[\w-]+(?:[.:][\w-]+)*\.svc\.id\.goog(?:\[([^/\]]*)\/([^\]]*)\])?$/;
const DIRECT = /^principal:\/\/iam\.googleapis\.com\/projects\/[^/]+\/locations\/global\/workloadIdentityPools\/[^/]+\.svc\.id\.goog\/subject\/ns\/([^/]+)\/sa\/([^/]+)$/;
const SET = /^principalSet:\/\/iam\.googleapis\.com\/.*workloadIdentityPools\/[^/]+\.svc\.id\.goog\/(.*)$/;

/** Something by which Google takes a workload for one of its service accounts: a binding, or a key. */
export class GoogleAccess extends CloudResource {
  get isKey(): boolean {
    return this.kind === 'google_service_account_key';
  }

  /** Whom it lets in, as far as these are workloads of clusters. */
  get members(): readonly string[] {
    if (this.isKey) return [];
    const members = this.has('members') ? this.strings('members') : [text(this, 'member') ?? ''];
    return members.filter((member) => IN_POOL.test(member) || DIRECT.test(member) || SET.test(member));
  }

  /** Does it let a workload use a service account of Google, or is it a key to one? */
  get isForWorkloads(): boolean {
    return this.isKey || this.members.length > 0;
  }

  /** Does it make accounts of Kubernetes users of a service account of Google? */
  get isUse(): boolean {
    return !this.isKey && text(this, 'role') === ROLE;
  }

  /** The accounts it names one by one. */
  get accounts(): readonly { readonly namespace: string; readonly name: string }[] {
    return this.members.flatMap((member) => {
      const [, namespace, name] = IN_POOL.exec(member) ?? DIRECT.exec(member) ?? [];
      return namespace === undefined || name === undefined ? [] : [{ namespace, name }];
    });
  }

  /** What lets in more than one account, or outlives it; what is not known is thrown last. */
  * flaws(): Generator<Flaw<BindingFlaw>> {
    const doubts = new Doubts();
    const path = [this.has('members') ? 'members' : 'member'];
    if (this.isKey) yield { is: 'key', path: [], args: { key: this.title }, related: [] };
    for (const member of doubts.attempt(() => this.members) ?? []) {
      const args = { binding: this.title, member };
      const scope = SET.exec(member)?.[1];
      if (scope?.startsWith('namespace/')) yield { is: 'namespace', path, args, related: [] };
      else if (scope !== undefined || (IN_POOL.test(member) && !member.endsWith(']'))) yield { is: 'pool', path, args, related: [] };
    }
    for (const { namespace, name } of doubts.attempt(() => this.accounts) ?? []) {
      const found = trustedAccount(this.graph, namespace, name);
      const args = { binding: this.title, account: `${namespace}/${name}` };
      if (found.is === 'missing') yield { is: 'missing', path, args, related: [] };
      if (found.is !== 'elsewhere') continue;
      const related = [{ message: 'is the account', resource: found.account.resource, path: found.account.nameField }];
      yield { is: 'elsewhere', path, args: { ...args, namespace: found.account.namespace }, related };
    }
    doubts.settle();
  }
}
