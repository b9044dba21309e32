import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import type { Cloud } from '../platform';
import { WIRINGS, type Principals } from './principal';

/** The account a cloud identity is for: both halves must name it letter by letter. */
export interface NamedAccount {
  readonly namespace: string;
  /** Name of the ServiceAccount. */
  readonly serviceAccount: string;
}

/**
 * Who a workload is, told once for both halves: the ServiceAccount in the cluster and the trust in the cloud are made of this one value, so they
 * cannot name different accounts, audiences or roles. Plain data: it needs neither cdk8s nor cdktf.
 */
export abstract class CloudIdentity<C extends Cloud = Cloud> {
  readonly namespace: string;
  /** Name of the ServiceAccount. */
  readonly serviceAccount: string;
  /** Whom the workload is in its cloud, as `WorkloadIdentity` takes it. */
  abstract readonly principal: Principals[C];

  protected constructor(readonly cloud: C, named: NamedAccount) {
    const { namespace, serviceAccount } = checked(SHAPES, 'NamedAccount', 'CloudIdentity', named);
    const odd = [namespace, serviceAccount].find((name) => name.length > 63 || !LABEL.test(name));
    demand(odd === undefined, `identity of ${namespace}/${serviceAccount}`, 'name', () => ({
      found: `"${odd}"`, expected: 'names of a namespace and of a ServiceAccount, without wildcards', remedy: 'name exactly one account: whoever matches a pattern is let in',
    }));
    this.namespace = namespace;
    this.serviceAccount = serviceAccount;
  }

  /** Whom the cloud lets in, and nobody else. */
  get subject(): string {
    return `system:serviceaccount:${this.namespace}:${this.serviceAccount}`;
  }

  /** Whom a token of the cluster is for; `null` where no token reaches the cloud. */
  get audience(): string | null {
    return WIRINGS[this.cloud].audience(this.principal);
  }
}

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

/** An identity of Azure by federation. */
export interface FederationProps extends NamedAccount {
  /** Who signs the tokens of the cluster: `az aks show --query oidcIssuerProfile.issuerUrl`, or the attribute of the cluster in cdktf. @token */
  readonly issuer: string;
  /** Client id of the managed identity. @token */
  readonly clientId: string;
  /** Default: the tenant of the cluster. */
  readonly tenantId?: string;
  /** Which Azure. Default `public`. */
  readonly azure?: 'public' | 'usGovernment' | 'china';
}

/** A managed identity that trusts one account of a cluster: `WorkloadIdentity` names it, `FederatedIdentity` makes the trust. */
export class Federation extends CloudIdentity<'azure'> {
  readonly via = 'federation';
  readonly issuer: string;
  readonly principal: Principals['azure'];

  constructor(props: FederationProps) {
    const { issuer, clientId, tenantId, azure, ...named } = checked(SHAPES, 'FederationProps', 'Federation', props);
    super('azure', named);
    this.issuer = issuer;
    this.principal = { clientId, ...(tenantId !== undefined && { tenantId }), ...(azure !== undefined && { cloud: azure }) };
    checkIssuer(this, issuer);
  }
}

const LABEL = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;
const ACCOUNT = /^\d{12}$/;
const ROLE = /^[\w+=,.@-]{1,64}$/;
const PATH = /^\/(?:[\w+=,.@-]+\/)*$/;

/** An address, or an expression that Terraform makes one of. */
function checkIssuer({ namespace, serviceAccount }: CloudIdentity, issuer: string): void {
  demand(/^https:\/\/[^\s*?]+$/.test(issuer) || issuer.startsWith('${'), `identity of ${namespace}/${serviceAccount}`, 'identity/workload-identity-wired', () => ({
    found: `issuer "${issuer}"`, expected: 'the https address of the issuer of one cluster', remedy: 'copy it from the cluster, "https://" included',
  }));
}
