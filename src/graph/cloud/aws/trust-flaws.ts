import { hasPodIdentity } from '../../identity/cloud-identity';
import type { ServiceAccount } from '../../identity/service-account';
import { Doubts } from '../../reading/doubts';
import type { Flaw } from '../flaw';
import { trustedAccount } from '../trusted-account';
import type { IamRole } from './iam-role';
import { accountsOf, isSubject, type ClaimCondition, type WebIdentity } from './web-identity';

export type TrustFlaw =
  | 'anyAccount' | 'wide' | 'lax' | 'anyAudience' | 'literal' | 'malformed' | 'scheme' | 'issuer' | 'audience' | 'elsewhere' | 'missing' | 'unclaimed';

/** What tokens are for unless an account says otherwise. */
const AUDIENCE = 'sts.amazonaws.com';

type Found = { readonly is: TrustFlaw; readonly args?: Readonly<Record<string, string>>; readonly account?: ServiceAccount };

/** What is wrong with the trust of a role in accounts of a cluster; what is not known of an account is thrown last. */
export function* trustFlaws(role: IamRole): Generator<Flaw<TrustFlaw>> {
  const doubts = new Doubts();
  for (const identity of role.webIdentities) {
    const written = identity.at === role ? [] : [{ message: 'says so', resource: identity.at.resource, path: identity.path }];
    for (const { is, args = {}, account } of [...scopeFlaws(identity), ...accountFlaws(role, identity, doubts)]) {
      const related = account ? [{ message: 'is the account', resource: account.resource, path: account.nameField }] : [];
      yield { is, path: ['assume_role_policy'], args: { role: role.title, ...args }, related: [...written, ...related] };
    }
  }
  doubts.settle();
}

function* scopeFlaws({ subjects, audiences, issuers }: WebIdentity): Generator<Found> {
  if (subjects.length === 0) yield { is: 'anyAccount' };
  if (audiences.length === 0) yield { is: 'anyAudience' };
  for (const condition of [...subjects, ...audiences]) {
    const { issuer, key, isLax, operator } = condition;
    // An expression may well hold https://, to take it off.
    if (issuer.replace(/\$\{[^}]*\}/g, '').includes('https://')) yield { is: 'scheme', args: { key } };
    else if (isOther(issuer, issuers)) yield { is: 'issuer', args: { provider: issuers[0] ?? '', issuer } };
    if (isLax) yield { is: 'lax', args: { claim: key.slice(issuer.length + 1), operator } };
  }
  const isExact = subjects.some(({ test, isLax }) => test === 'StringEquals' && !isLax);
  for (const condition of subjects) yield* subjectFlaws(condition, isExact);
}

function* subjectFlaws({ test, values }: ClaimCondition, isExact: boolean): Generator<Found> {
  for (const subject of values.filter((value) => !value.includes('${'))) {
    const isPattern = /[*?]/.test(subject);
    // All conditions hold together: an exact one beside a pattern is what counts.
    if (test === 'StringLike' && isPattern && !isExact) yield { is: 'wide', args: { subject } };
    else if (test === 'StringEquals' && isPattern) yield { is: 'literal', args: { subject } };
    else if (test === 'StringEquals' && !isSubject(subject)) yield { is: 'malformed', args: { subject } };
  }
}

function* accountFlaws(role: IamRole, identity: WebIdentity, doubts: Doubts): Generator<Found> {
  for (const { namespace, name } of accountsOf(identity)) {
    const title = `${namespace}/${name}`;
    const found = trustedAccount(role.graph, namespace, name);
    if (found.is === 'elsewhere') yield { is: 'elsewhere', args: { account: title, namespace: found.account.namespace }, account: found.account };
    if (found.is === 'missing') yield { is: 'missing', args: { account: title } };
    if (found.is !== 'there') continue;
    const { account } = found;
    if (doubts.attempt(() => account.awsRoleArn === undefined && !hasPodIdentity(account)) === true) yield { is: 'unclaimed', args: { account: title }, account };
    const wanted = doubts.attempt(() => account.annotation('eks.amazonaws.com/audience') ?? AUDIENCE);
    const refused = identity.audiences.find(({ test, values }) => test === 'StringEquals' && !values.some((value) => value.includes('${') || value === wanted));
    if (wanted !== undefined && refused) yield { is: 'audience', args: { audience: refused.values.join(' or '), account: title, wanted }, account };
  }
}

function isOther(issuer: string, issuers: readonly string[]): boolean {
  return !issuer.includes('$') && issuers.length > 0 && issuers.every((other) => !other.includes('$') && other.toLowerCase() !== issuer.toLowerCase());
}
