import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { CloudIdentity, checkIssuer, type NamedAccount } from './cloud-identity';
import type { Principals } from './principal';

/** A role of IAM whose ARN is known before it is made. */
export interface RoleProps extends NamedAccount {
  /** Number of the AWS account, 12 digits. */
  readonly account: string;
  /** Default `<namespace>-<serviceAccount>`. At most 64 characters. */
  readonly roleName?: string;
  /** Starts and ends with `/`. Default `/`. */
  readonly rolePath?: string;
  /** Default `aws`. */
  readonly partition?: 'aws' | 'aws-cn' | 'aws-us-gov';
}

abstract class AwsIdentity extends CloudIdentity<'aws'> {
  readonly account: string;
  readonly roleName: string;
  readonly rolePath: string;
  readonly partition: string;

  protected constructor({ account, roleName, rolePath = '/', partition = 'aws', ...named }: RoleProps) {
    super('aws', named);
    this.account = account;
    this.roleName = roleName ?? `${named.namespace}-${named.serviceAccount}`;
    this.rolePath = rolePath;
    this.partition = partition;
    demand(ACCOUNT.test(account) && ROLE.test(this.roleName) && PATH.test(rolePath), `identity of ${this.namespace}/${this.serviceAccount}`, 'identity/workload-identity-wired', () => ({
      found: `account "${account}", path "${rolePath}", role "${this.roleName}"`,
      expected: 'an account of 12 digits, a path such as "/" or "/apps/", a role name of at most 64 characters', remedy: 'write them out: the ServiceAccount names the role before it exists',
    }));
  }

  get roleArn(): `arn:${string}:iam::${string}:role/${string}` {
    return `arn:${this.partition}:iam::${this.account}:role/${this.rolePath.slice(1)}${this.roleName}`;
  }
}

/** An identity by IRSA. */
export interface IrsaProps extends RoleProps {
  /** Who signs the tokens of the cluster: `aws eks describe-cluster --query cluster.identity.oidc.issuer`, or the attribute of the cluster in cdktf. @token */
  readonly issuer: string;
  /** Default `sts.amazonaws.com`. */
  readonly audience?: string;
  /** Life of the token, 600 to 86400 seconds. Default 86400. */
  readonly tokenSeconds?: number;
}

/** A role that is taken with a token of the cluster: `WorkloadIdentity` names it, `IrsaRole` makes it. @throws Refusal for a name with a wildcard, a number that is no account */
export class Irsa extends AwsIdentity {
  readonly via = 'irsa';
  readonly issuer: string;
  readonly principal: Principals['aws'] & { readonly roleArn: string };

  constructor(props: IrsaProps) {
    const { issuer, audience, tokenSeconds, ...role } = checked(SHAPES, 'IrsaProps', 'Irsa', props);
    super(role);
    this.issuer = issuer;
    this.principal = { roleArn: this.roleArn, ...(audience !== undefined && { audience }), ...(tokenSeconds !== undefined && { tokenSeconds }) };
    checkIssuer(this, issuer);
  }
}

/** An identity by the agent on the node. */
export interface EksPodIdentityProps extends RoleProps {
  /** Name of the EKS cluster, or the attribute of the cluster in cdktf. @token */
  readonly cluster: string;
}

/** A role that the agent on the node hands out: `WorkloadIdentity` opens the way to it, `PodIdentityRole` makes it and ties it to the account. */
export class EksPodIdentity extends AwsIdentity {
  readonly via = 'pod-identity';
  readonly principal = { podIdentity: true } as const;
  /** Name of the EKS cluster. */
  readonly cluster: string;

  constructor(props: EksPodIdentityProps) {
    const { cluster, ...role } = checked(SHAPES, 'EksPodIdentityProps', 'EksPodIdentity', props);
    super(role);
    this.cluster = cluster;
  }
}

const ACCOUNT = /^\d{12}$/;
const ROLE = /^[\w+=,.@-]{1,64}$/;
const PATH = /^\/(?:[\w+=,.@-]+\/)*$/;
