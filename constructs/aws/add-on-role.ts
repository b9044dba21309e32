import type { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { Construct } from 'constructs';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { managedPolicyArn, type Partition } from './partition';
import { podIdentityTrust } from './pod-identity-role';
import { SHAPES } from './shapes';

/** An add-on that calls AWS. */
export interface AddOnRoleProps {
  /** Name of the EKS cluster: text, or the attribute of the cluster. */
  readonly cluster: string;
  /** In namespace `kube-system`. */
  readonly serviceAccount: string;
  /** Path and name of a policy of AWS. */
  readonly managedPolicy: string;
  /** Where the policy is: `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: Partition;
}

/** The role of an add-on of EKS, which is tied to its account by the add-on itself. Serves identity/pod-identity-trust. */
export class AddOnRole extends Construct {
  readonly trust: DataAwsIamPolicyDocument;
  readonly role: IamRole;
  readonly attachment: IamRolePolicyAttachment;

  constructor(scope: Construct, id: string, props: AddOnRoleProps) {
    super(scopeOf(scope, id), id);
    const { cluster, serviceAccount, managedPolicy, partition } = checked(SHAPES, 'AddOnRoleProps', this.node.path, props);
    this.trust = podIdentityTrust(this, { cluster, namespace: 'kube-system', serviceAccount });
    this.role = new IamRole(this, 'Role', { assumeRolePolicy: this.trust.json });
    this.attachment = new IamRolePolicyAttachment(this, 'Policy', { role: this.role.name, policyArn: managedPolicyArn(partition, managedPolicy) });
  }
}
