import { maybe } from '../reading/unknown';
import { text } from './argument';
import { azureTypeOf } from './azure/azapi';
import type { CloudResource } from './cloud-resource';

/** What of the laws' concern a block declares in a form that is not read. */
export interface Unread {
  readonly is: 'block' | 'object' | 'chart';
  /** As people call it, with its article; the name of a chart. */
  readonly what: string;
  readonly path: readonly string[];
}

/** Types of the provider that is generated from CloudFormation. */
const OF_AWS: ReadonlyMap<string, string> = new Map([
  ['awscc_aps_rule_groups_namespace', 'a set of alerts'],
  ['awscc_ec2_instance', 'a machine'],
  ['awscc_ec2_launch_template', 'a launch template'],
  ['awscc_ec2_nat_gateway', 'a NAT gateway'],
  ['awscc_ec2_volume', 'a disk'],
  ['awscc_eks_access_entry', 'an admin of a cluster'],
  ['awscc_eks_cluster', 'a cluster of EKS'],
  ['awscc_eks_nodegroup', 'a node group of EKS'],
  ['awscc_eks_pod_identity_association', 'an identity of pods'],
  ['awscc_iam_role', 'a role'],
]);
/** Of the provider of Kubernetes these are read. */
const READ = /^kubernetes_(?:cluster_role_binding|config_map)(?:_v1|_v1_data)?$/;

/** Is it of a provider by which things are declared that others declare in a form laws read? */
export function isOfAnotherForm({ kind, isManaged }: CloudResource): boolean {
  return isManaged && /^(?:azapi|awscc|helm|kubectl|kubernetes)_/.test(kind);
}

/**
 * What a block declares that laws would have a say in, and cannot read; `null` = they read it, or have nothing to say. Throws `Undecided`
 * where the type of Azure's API is worked out by Terraform.
 */
export function unreadIn(block: CloudResource): Unread | null {
  const { kind } = block;
  if (kind === 'helm_release') return { is: 'chart', what: maybe(() => text(block, 'chart')) ?? 'its name is not known', path: ['chart'] };
  if (/^(?:kubernetes|kubectl)_/.test(kind) && !READ.test(kind)) return { is: 'object', what: kind, path: [] };
  const what = /^azapi_(?:update_)?resource$/.test(kind) ? azureTypeOf(text(block, 'type') ?? '')?.what : OF_AWS.get(kind);
  return what === undefined ? null : { is: 'block', what, path: kind.startsWith('azapi_') ? ['type'] : [] };
}
