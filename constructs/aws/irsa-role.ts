import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { Fn, Token } from 'cdktf';
import { Construct } from 'constructs';
import type { Irsa } from '../identity/aws-identity';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { grant, roleOf, type Granted, type RoleGrants } from './grant';
import { SHAPES } from './shapes';

/** A role for one ServiceAccount. */
export interface IrsaRoleProps extends RoleGrants {
  /** Account, issuer and role in one value, the same that `WorkloadIdentity` is made of. */
  readonly identity: Irsa;
  /** ARN of the provider that stands for the issuer in IAM. Default: the one of the account, whose ARN follows from the issuer. */
  readonly provider?: string;
}

/**
 * The role of one ServiceAccount, taken with tokens of its cluster (IRSA). Its trust names exactly that account, audience and issuer.
 * Keeps identity/irsa-trust-scoped, role-exists, workload-identity-wired.
 */
export class IrsaRole extends Construct {
  readonly identity: Irsa;
  readonly trust: DataAwsIamPolicyDocument;
  readonly role: IamRole;
  readonly granted: Granted;

  /** @throws Refusal for the permission to do anything. */
  constructor(scope: Construct, id: string, props: IrsaRoleProps) {
    super(scopeOf(scope, id), id);
    const { identity, provider, ...grants } = checked(SHAPES, 'IrsaRoleProps', this.node.path, props);
    this.identity = identity;
    const issuer = issuerOf(identity);
    const claim = (name: string, value: string) => ({ test: 'StringEquals', variable: `${issuer}:${name}`, values: [value] });
    this.trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [{
        actions: ['sts:AssumeRoleWithWebIdentity'],
        principals: [{ type: 'Federated', identifiers: [provider ?? providerArnOf(identity)] }],
        condition: [claim('sub', identity.subject), claim('aud', identity.audience ?? '')],
      }],
    });
    this.role = roleOf(this, identity, this.trust, grants);
    this.granted = grant(this, this.role, grants);
  }
}

/** The ARN of the provider that IAM keeps for an issuer. */
export function providerArnOf(identity: Irsa): string {
  return `arn:${identity.partition}:iam::${identity.account}:oidc-provider/${issuerOf(identity)}`;
}

/** The issuer as IAM writes it: without its scheme. */
function issuerOf({ issuer }: Irsa): string {
  return Token.isUnresolved(issuer) ? Fn.replace(issuer, 'https://', '') : issuer.replace(/^https:\/\//, '').replace(/\/$/, '');
}
