import type { Path } from '../../../load/resource';
import { maybe } from '../../reading/unknown';
import { cloud } from '../cloud';
import type { CloudResource } from '../cloud-resource';
import { isExpression } from '../written';
import type { IamRole } from './iam-role';
import type { Condition, Statement } from './policy-document';

/** What a statement asks of one claim of a token, `sub` or `aud`. */
export interface ClaimCondition extends Condition {
  /** The operator without what qualifies it. */
  readonly test: string;
  /** Does it let pass tokens without the claim? `ForAnyValue` does not. */
  readonly isLax: boolean;
  /** The issuer as the key writes it. */
  readonly issuer: string;
}

/** A statement by which accounts of a cluster take a role. */
export interface WebIdentity {
  readonly subjects: readonly ClaimCondition[];
  readonly audiences: readonly ClaimCondition[];
  /** The issuers it trusts, as written: the end of the ARN of a provider, or an expression. */
  readonly issuers: readonly string[];
  readonly at: CloudResource;
  readonly path: Path;
}

/** How an account of Kubernetes is called in the claim `sub`. */
const SUBJECT = /^system:serviceaccount:([^:*?]+):([^:*?]+)$/;

/** The statements of a role's trust that are about accounts of EKS; those of other providers, such as GitHub's, are not. */
export function webIdentities(role: IamRole): readonly WebIdentity[] {
  const { statements, at, path } = role.trust;
  return statements.filter((statement) => statement.isAllow && statement.actions.some(isWebIdentity)).flatMap((statement) => {
    const issuers = statement.principals.filter(({ type }) => type === 'Federated').flatMap(({ values }) => values);
    const subjects = claims(statement, 'sub');
    const isOfKubernetes = issuers.some((issuer) => isEks(issuer, at)) || subjects.some(({ values }) => values.some((value) => value.startsWith('system:serviceaccount')));
    if (!isOfKubernetes) return [];
    return [{ subjects, audiences: claims(statement, 'aud'), issuers: issuers.map((issuer) => issuer.replace(/^.*:oidc-provider\//, '')), at, path }];
  });
}

/** The accounts a statement names one by one, as `namespace` and `name`. */
export function accountsOf({ subjects }: WebIdentity): readonly { readonly namespace: string; readonly name: string }[] {
  return subjects.filter(({ test }) => test === 'StringEquals').flatMap(({ values }) => values.flatMap((value) => {
    const [, namespace, name] = SUBJECT.exec(value) ?? [];
    return namespace === undefined || name === undefined ? [] : [{ namespace, name }];
  }));
}

/** Does a statement let an account in? `null` = it depends on what Terraform works out. */
export function lets({ subjects }: WebIdentity, namespace: string, name: string): boolean | null {
  const subject = `system:serviceaccount:${namespace}:${name}`;
  let isUnknown = false;
  for (const { test, values } of subjects) {
    const passes = values.some((value) => (test === 'StringLike' ? isLike(value, subject) : value === subject));
    if (passes) continue;
    if (!values.some((value) => isExpression(value, false))) return false;
    isUnknown = true;
  }
  return isUnknown ? null : true;
}

/** Is it the form of a subject of Kubernetes that names one account? */
export function isSubject(value: string): boolean {
  return SUBJECT.test(value);
}

function claims({ conditions }: Statement, claim: string): readonly ClaimCondition[] {
  return conditions.filter(({ key }) => key.toLowerCase().endsWith(`:${claim}`)).map((condition) => ({
    ...condition,
    test: condition.operator.replace(/^For(?:Any|All)Values?:/, '').replace(/IfExists$/, ''),
    isLax: /^ForAllValues:|IfExists$/.test(condition.operator),
    issuer: condition.key.slice(0, -claim.length - 1),
  }));
}

function isWebIdentity(action: string): boolean {
  return /^sts:(?:AssumeRoleWithWebIdentity|AssumeRole\*|\*)$/i.test(action) || action === '*';
}

/** Is a provider the one of an EKS cluster? */
function isEks(issuer: string, at: CloudResource): boolean {
  if (/oidc\.eks\.|\beks\b/.test(issuer)) return true;
  const [provider] = at.graph.join(cloud).mentioned(at, issuer).filter(({ kind }) => kind === 'aws_iam_openid_connect_provider');
  const url = maybe(() => provider?.writtenAt(provider, 'url'));
  return typeof url === 'string' && /oidc\.eks\.|aws_eks_cluster\./.test(url);
}

/** Matching as `StringLike` does it: `*` is any text, `?` any sign. Goes back to the last `*` only, so time grows with both lengths. */
function isLike(glob: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resumed = 0;
  for (let i = 0; i < text.length;) {
    if (glob[at] === '*') {
      star = at++;
      resumed = i;
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === text[i])) {
      at += 1;
      i += 1;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resumed;
    } else return false;
  }
  return glob.slice(at).replaceAll('*', '') === '';
}
