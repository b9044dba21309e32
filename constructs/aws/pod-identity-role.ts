import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association/index.js';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { Construct } from 'constructs';
import type { EksPodIdentity } from '../identity/aws-identity';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { grant, roleOf, type Granted, type RoleGrants } from './grant';
import { SHAPES } from './shapes';

/** A role for one ServiceAccount. */
export interface PodIdentityRoleProps extends RoleGrants {
  /** Account, cluster and role in one value, the same that `WorkloadIdentity` is made of. */
  readonly identity: EksPodIdentity;
}

/**
 * The role of one ServiceAccount, handed out by the agent on the node (EKS Pod Identity), and the association that gives it. The trust asks for
 * the tags of the session, so that no second association can give the role to another account. Keeps identity/pod-identity-trust.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export class PodIdentityRole extends Construct {
  readonly identity: EksPodIdentity;
  readonly trust: DataAwsIamPolicyDocument;
  readonly role: IamRole;
  readonly granted: Granted;
  readonly association: EksPodIdentityAssociation;

  /** @throws Refusal for the permission to do anything. */
  constructor(scope: Construct, id: string, props: PodIdentityRoleProps) {
    super(scopeOf(scope, id), id);
    const { identity, ...grants } = checked(SHAPES, 'PodIdentityRoleProps', this.node.path, props);
    this.identity = identity;
    this.trust = podIdentityTrust(this, identity);
    this.role = roleOf(this, identity, this.trust, grants);
    this.granted = grant(this, this.role, grants);
    this.association = new EksPodIdentityAssociation(this, 'Association', {
      clusterName: identity.cluster, namespace: identity.namespace, serviceAccount: identity.serviceAccount, roleArn: this.role.arn, ...(grants.tags !== undefined && { tags: { ...grants.tags } }),
    });
  }
}

/** Lets EKS take a role for one account of one cluster. */
export function podIdentityTrust(scope: Construct, { cluster, namespace, serviceAccount }: Pick<EksPodIdentity, 'cluster' | 'namespace' | 'serviceAccount'>): DataAwsIamPolicyDocument {
  const tags = { 'eks-cluster-name': cluster, 'kubernetes-namespace': namespace, 'kubernetes-service-account': serviceAccount };
  return new DataAwsIamPolicyDocument(scope, 'Trust', {
    statement: [{
      actions: ['sts:AssumeRole', 'sts:TagSession'],
      principals: [{ type: 'Service', identifiers: ['pods.eks.amazonaws.com'] }],
      condition: Object.entries(tags).map(([tag, value]) => ({ test: 'StringEquals', variable: `aws:RequestTag/${tag}`, values: [value] })),
    }],
  });
}
