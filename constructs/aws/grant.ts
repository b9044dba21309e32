import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy/index.js';
import type { Construct } from 'constructs';
import type { Irsa } from '../identity/aws-identity';
import { demand } from '../refusal';

/** What may be done, and to what. */
export interface Permission {
  /** Such as `s3:GetObject`; not `*`. */
  readonly actions: readonly [string, ...string[]];
  /** ARNs, or expressions that make one. @later */
  readonly resources: readonly [string, ...string[]];
}

/** What a role may do. Without any it may do nothing, and its pods still know who they are. */
export interface Grants {
  /** Default: none. */
  readonly permissions?: readonly Permission[];
  /** ARNs of managed policies. Default: none. */
  readonly managedPolicies?: readonly string[];
}

/** A role's permissions, and what bounds and marks it. */
export interface RoleGrants extends Grants {
  /** ARN of the policy no permission may exceed. Default: none. */
  readonly boundary?: string;
  /** Default: none. @later */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What a role was given, in the order of the props. */
export interface Granted {
  readonly permissions: IamRolePolicy | null;
  readonly attachments: readonly IamRolePolicyAttachment[];
}

/** The role an identity names, for whom this trust lets in. */
export function roleOf(scope: Construct, { roleName: name, rolePath: path }: Pick<Irsa, 'roleName' | 'rolePath'>, trust: DataAwsIamPolicyDocument, { boundary, tags }: RoleGrants): IamRole {
  return new IamRole(scope, 'Role', {
    name, path, assumeRolePolicy: trust.json, ...(boundary !== undefined && { permissionsBoundary: boundary }), ...(tags !== undefined && { tags: { ...tags } }),
  });
}

/** Gives a role what it may do. @throws Refusal for the permission to do anything. */
export function grant(scope: Construct, role: IamRole, { permissions = [], managedPolicies = [] }: Grants): Granted {
  const all = permissions.find(({ actions }) => actions.some((action) => /^[*?]+(?::[*?]+)?$/.test(action)));
  demand(all === undefined, scope.node.path, 'identity/no-wildcard-rbac', () => ({
    found: `permission to do ${all?.actions.join(', ')}`, expected: 'the actions the workload calls', remedy: 'name them, such as "s3:GetObject"; what it may do, whoever takes over its pod may do',
  }));
  const admin = managedPolicies.find((arn) => arn.endsWith(':policy/AdministratorAccess'));
  demand(admin === undefined, scope.node.path, 'identity/no-wildcard-rbac', () => ({
    found: `policy ${admin}`, expected: 'the actions the workload calls', remedy: 'name them in permissions; what it may do, whoever takes over its pod may do',
  }));
  const document = permissions.length === 0 ? null : new DataAwsIamPolicyDocument(scope, 'Permissions', {
    statement: permissions.map(({ actions, resources }) => ({ actions: [...actions], resources: [...resources] })),
  });
  return {
    permissions: document === null ? null : new IamRolePolicy(scope, 'Policy', { role: role.name, policy: document.json }),
    attachments: managedPolicies.map((policyArn, i) => new IamRolePolicyAttachment(scope, `Attachment${i}`, { role: role.name, policyArn })),
  };
}
