import { EksAddon, type EksAddonConfig } from '@cdktf/provider-aws/lib/eks-addon/index.js';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { Construct } from 'constructs';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { AddOnRole } from './add-on-role';
import { vpcCniValues } from './cni';
import { partitionOf, type Partition } from './partition';
import { SHAPES } from './shapes';

/** A cluster the team has: a resource of the program, or what is known of one that is elsewhere. */
export interface ExistingEks {
  /** `cluster.name`, or the name as text. */
  readonly name: string;
  /** `cluster.identity.get(0).oidc.get(0).issuer`, or `aws eks describe-cluster --query cluster.identity.oidc.issuer`. */
  readonly issuer: string;
}

/** What is switched on. All of it by default. */
export interface LoopReadyOptions {
  /** What the network plugin is told: `network.vpcCniValues` of a `ClusterNetwork`; `null` = the cluster has another plugin. Default: prefixes, and policies are enforced. */
  readonly vpcCni?: string | null;
  /** Tokens of the cluster as identities (IRSA). IAM has one provider for an issuer: `false` where there is one. Default `true`. */
  readonly irsa?: boolean;
  /** Disks, with a role for their driver. Default `true`. */
  readonly ebsCsi?: boolean;
  /** CPU and memory for autoscalers. Default `true`. */
  readonly metricsServer?: boolean;
  /** Versions by name, such as `{ 'vpc-cni': 'v1.20.4-eksbuild.1' }`. Default: the one EKS takes for the version of the cluster. @filled */
  readonly versions?: Readonly<Record<string, string>>;
  /** Where the policies of add-ons are. Default: by the issuer where that is text, else `aws`. */
  readonly partition?: Partition;
}

/** They keep DNS, disks and metrics on the nodes that are kept for them. */
const ON_SYSTEM_NODES = [{ key: 'CriticalAddonsOnly', operator: 'Exists' }];

/**
 * Switches on what the loops need on a cluster that is there already: identities by token and by agent, enforcement of network policies, the
 * driver of zonal disks and its role, metrics for autoscalers. Nothing of the cluster itself is changed.
 * Keeps identity/pod-identity-trust, network/policy-enforced, storage/csi-provisioner, compute/hpa-needs-requests.
 */
export class LoopReadyEks extends Construct {
  readonly oidcProvider: IamOpenidConnectProvider | null;
  readonly podIdentityAgent: EksAddon;
  /** Roles of the add-ons that call AWS. */
  readonly roles: Readonly<Record<string, AddOnRole>>;
  /** Add-ons by name, `eks-pod-identity-agent` among them. */
  readonly addOns: Readonly<Record<string, EksAddon>>;

  constructor(scope: Construct, id: string, cluster: ExistingEks, options: LoopReadyOptions = {}) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'ExistingEks', this.node.path, cluster);
    checked(SHAPES, 'LoopReadyOptions', this.node.path, options);
    const { irsa = true, ebsCsi = true, metricsServer = true, versions = {}, partition = partitionOf(this.node.path, /\boidc\.eks\.([a-z0-9-]+)\./.exec(cluster.issuer)?.[1] ?? '') } = options;
    const { vpcCni = vpcCniValues({ plugin: 'amazon-vpc-cni' }, '', {}) } = options;
    this.oidcProvider = irsa ? new IamOpenidConnectProvider(this, 'Issuer', { url: cluster.issuer, clientIdList: ['sts.amazonaws.com'] }) : null;
    const addOn = (addonName: string, more: Partial<EksAddonConfig> = {}) => new EksAddon(this, addonName, {
      clusterName: cluster.name, addonName, resolveConflictsOnCreate: 'OVERWRITE', resolveConflictsOnUpdate: 'PRESERVE',
      ...(versions[addonName] !== undefined && { addonVersion: versions[addonName] }), ...more,
    });
    this.podIdentityAgent = addOn('eks-pod-identity-agent');
    const roles: Record<string, AddOnRole> = {};
    const withRole = (name: string, serviceAccount: string, managedPolicy: string, values: string) => {
      const { role } = roles[name] = new AddOnRole(this, `${name}-role`, { cluster: cluster.name, serviceAccount, managedPolicy, partition });
      return addOn(name, { configurationValues: values, podIdentityAssociation: [{ serviceAccount, roleArn: role.arn }], dependsOn: [this.podIdentityAgent] });
    };
    const tolerating = JSON.stringify({ tolerations: ON_SYSTEM_NODES });
    this.addOns = {
      'eks-pod-identity-agent': this.podIdentityAgent,
      ...(vpcCni !== null && { 'vpc-cni': withRole('vpc-cni', 'aws-node', 'AmazonEKS_CNI_Policy', vpcCni) }),
      ...(ebsCsi && { 'aws-ebs-csi-driver': withRole('aws-ebs-csi-driver', 'ebs-csi-controller-sa', 'service-role/AmazonEBSCSIDriverPolicy', JSON.stringify({ controller: { tolerations: ON_SYSTEM_NODES } })) }),
      ...(metricsServer && { 'metrics-server': addOn('metrics-server', { configurationValues: tolerating }) }),
    };
    this.roles = roles;
  }
}

/** Makes a cluster the team has ready for the loops, as {@link LoopReadyEks} `loop-ready`. */
export function loopReadyEks(scope: Construct, existing: ExistingEks, options?: LoopReadyOptions): LoopReadyEks {
  return new LoopReadyEks(scope, 'loop-ready', existing, options);
}
