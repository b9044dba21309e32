import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster/index.js';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { ClusterNetwork, Irsa, IrsaRole, NodePools, loopReadyEks } from '../../../constructs/aws';

/** What the cloud half of payments is told. */
export interface PaymentsCloudProps {
  /** Number of the AWS account. */
  readonly account: string;
  readonly zones: readonly [string, string, ...string[]];
  /** SNS topic of who is on call. */
  readonly onCall: string;
  /** Bucket for what the network refuses. */
  readonly flowLogs: `arn:aws:s3:::${string}`;
}

const NAMESPACE = 'payments';

/** The AWS half of payments: network, cluster, nodes, and the roles of its two accounts, whose values the cluster half takes as they are. */
export class PaymentsCloud extends TerraformStack {
  readonly network: ClusterNetwork;
  readonly pools: NodePools;
  readonly identities: { readonly api: Irsa; readonly vaultReader: Irsa };

  constructor(scope: Construct, id: string, { account, zones, onCall, flowLogs }: PaymentsCloudProps) {
    super(scope, id);
    this.network = new ClusterNetwork(this, 'Network', { name: NAMESPACE, zones, alarmTopics: [onCall], endpoints: ['secretsmanager'], flowLogs });
    new AwsProvider(this, 'aws', { region: this.network.region });
    const cluster = this.cluster();
    const { issuer } = cluster.identity.get(0).oidc.get(0);
    loopReadyEks(this, { name: cluster.name, issuer }, { vpcCni: this.network.vpcCniValues });
    this.pools = new NodePools(this, 'Pools', {
      cluster: cluster.name,
      network: this.network,
      pools: {
        apps: { for: 'stateless', instanceTypes: ['m7i.xlarge'], min: 3, max: 12 },
        data: { for: 'stateful', instanceTypes: ['r7i.xlarge'], min: 1, max: 2 },
      },
    });
    const of = (serviceAccount: string): Irsa => new Irsa({ account, issuer, namespace: NAMESPACE, serviceAccount });
    this.identities = { api: of('api'), vaultReader: of('vault-reader') };
    new IrsaRole(this, 'Api', { identity: this.identities.api, permissions: [{ actions: ['s3:PutObject'], resources: ['arn:aws:s3:::acme-payments-receipts/*'] }] });
    new IrsaRole(this, 'VaultReader', {
      identity: this.identities.vaultReader,
      permissions: [{ actions: ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'], resources: [`arn:aws:secretsmanager:${this.network.region}:${account}:secret:payments-*`] }],
    });
  }

  /** A cluster as teams have it; `loopReadyEks` adds what the loops stand on. */
  private cluster(): EksCluster {
    const role = new IamRole(this, 'ClusterRole', {
      assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'eks.amazonaws.com' } }] }),
    });
    const policy = new IamRolePolicyAttachment(this, 'ClusterPolicy', { role: role.name, policyArn: 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy' });
    return new EksCluster(this, 'Cluster', {
      name: NAMESPACE, roleArn: role.arn, version: '1.34',
      vpcConfig: { subnetIds: this.network.subnetIds, endpointPrivateAccess: true, endpointPublicAccess: false },
      accessConfig: { authenticationMode: 'API' },
      // A version past its support is upgraded, not paid for six times over.
      upgradePolicy: { supportType: 'STANDARD' },
      kubernetesNetworkConfig: { serviceIpv4Cidr: this.network.services },
      enabledClusterLogTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      dependsOn: [policy],
    });
  }
}
