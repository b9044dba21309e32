// A platform on AWS in cdktf, with everything that went wrong in it: resources by modules of their own, as the compiler likes it.
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js';
import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume/index.js';
import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon/index.js';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster/index.js';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group/index.js';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association/index.js';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider/index.js';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { VpcPeeringConnection } from '@cdktf/provider-aws/lib/vpc-peering-connection/index.js';
import { Fn, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

export class Fixture extends TerraformStack {
  private readonly nodes: IamRole;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, 'aws', { region: 'eu-west-1' });

    const vpc = new Vpc(this, 'vpc', { cidrBlock: '10.0.0.0/16', tags: { Name: 'platform', 'kubernetes.io/cluster/shop': 'shared' } });
    const other = new Vpc(this, 'other', { cidrBlock: '10.0.128.0/17' });
    new VpcPeeringConnection(this, 'peering', { vpcId: vpc.id, peerVpcId: other.id, autoAccept: true });

    const publicA = new Subnet(this, 'public-a', { vpcId: vpc.id, cidrBlock: '10.0.0.0/24', availabilityZone: 'eu-west-1a' });
    const privateA = new Subnet(this, 'private-a', { vpcId: vpc.id, cidrBlock: '10.0.1.0/26', availabilityZone: 'eu-west-1a' });
    const privateB = new Subnet(this, 'private-b', { vpcId: vpc.id, cidrBlock: '10.0.1.64/26', availabilityZone: 'eu-west-1b' });
    const address = new Eip(this, 'address', { domain: 'vpc' });
    const nat = new NatGateway(this, 'nat', { subnetId: publicA.id, allocationId: address.id });
    const table = new RouteTable(this, 'private', { vpcId: vpc.id, route: [{ cidrBlock: '0.0.0.0/0', natGatewayId: nat.id }] });
    new RouteTableAssociation(this, 'of-a', { subnetId: privateA.id, routeTableId: table.id });
    new RouteTableAssociation(this, 'of-b', { subnetId: privateB.id, routeTableId: table.id });

    const control = new IamRole(this, 'control', {
      assumeRolePolicy: Fn.jsonencode({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'eks.amazonaws.com' }, Action: 'sts:AssumeRole' }] }),
    });
    const cluster = new EksCluster(this, 'cluster', {
      name: 'shop',
      roleArn: control.arn,
      vpcConfig: { subnetIds: [privateA.id, privateB.id] },
      kubernetesNetworkConfig: { serviceIpv4Cidr: '10.0.64.0/20' },
      dependsOn: [control],
    });
    new EksAddon(this, 'cni', { clusterName: cluster.name, addonName: 'vpc-cni', addonVersion: 'v1.20.0-eksbuild.1' });

    this.nodes = new IamRole(this, 'nodes', {
      assumeRolePolicy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }] }),
    });
    const template = new LaunchTemplate(this, 'template', { metadataOptions: { httpTokens: 'optional', httpPutResponseHopLimit: 2 } });
    new EksNodeGroup(this, 'workers', {
      clusterName: cluster.name,
      nodeRoleArn: this.nodes.arn,
      subnetIds: [privateA.id, privateB.id],
      scalingConfig: { desiredSize: 3, minSize: 3, maxSize: 9 },
      launchTemplate: { id: template.id, version: `${template.latestVersion}` },
      labels: { nodePool: 'workers' },
    });

    const issuer = new IamOpenidConnectProvider(this, 'issuer', { url: cluster.identity.get(0).oidc.get(0).issuer, clientIdList: ['sts.amazonaws.com'] });
    const trust = new DataAwsIamPolicyDocument(this, 'trust', {
      statement: [{
        actions: ['sts:AssumeRoleWithWebIdentity'],
        principals: [{ type: 'Federated', identifiers: [issuer.arn] }],
        condition: [{ test: 'StringLike', variable: `${issuer.url}:sub`, values: ['system:serviceaccount:*:payments'] }],
      }],
    });
    const payments = new IamRole(this, 'payments', { assumeRolePolicy: trust.json });
    const reports = new IamRole(this, 'reports', {
      assumeRolePolicy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{
          Effect: 'Allow',
          Principal: { Federated: issuer.arn },
          Action: 'sts:AssumeRoleWithWebIdentity',
          Condition: { StringEquals: { 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF:sub': 'system:serviceaccount:shop:*' } },
        }],
      }),
    });
    new EksPodIdentityAssociation(this, 'association', { clusterName: cluster.name, namespace: 'shop', serviceAccount: 'payments', roleArn: payments.arn });
    new EksPodIdentityAssociation(this, 'of-reports', { clusterName: cluster.name, namespace: 'shop', serviceAccount: 'reports', roleArn: reports.arn });

    new EbsVolume(this, 'etcd-1', { availabilityZone: 'eu-west-1a', size: 20, type: 'gp2', tags: { Role: 'etcd' } });
    new Instance(this, 'etcd-2', { ami: 'ami-0123456789abcdef0', instanceType: 'm6i.large', subnetId: privateB.id, ebsBlockDevice: [{ deviceName: '/dev/sdf', volumeType: 'standard', volumeSize: 10 }] });
  }
}
