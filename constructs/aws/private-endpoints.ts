import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';

/** Services of AWS that are reached without the internet. */
export interface PrivateEndpointsProps {
  readonly name: string;
  readonly vpcId: string;
  readonly region: string;
  readonly subnetIds: string[];
  readonly routeTableIds: string[];
  /** Who may call them. */
  readonly callers: readonly string[];
  /** Beside {@link CALLED}. */
  readonly services: readonly string[];
}

/** What every node calls: images, tokens, logs, its disks and addresses. Layers of images lie in S3, whose endpoint is free and a route. */
const CALLED = ['ecr.api', 'ecr.dkr', 'sts', 'logs', 'ec2', 'eks-auth'];

/** Endpoints of a VPC. Serves network/private-endpoints. @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html */
export class PrivateEndpoints extends Construct {
  readonly securityGroup: SecurityGroup;
  readonly s3: VpcEndpoint;
  readonly interfaces: Readonly<Record<string, VpcEndpoint>>;

  constructor(scope: Construct, id: string, { name, vpcId, region, subnetIds, routeTableIds, callers, services }: PrivateEndpointsProps) {
    super(scope, id);
    this.securityGroup = new SecurityGroup(this, 'Group', { name: `${name}-endpoints`, description: 'Services of AWS, for the nodes and pods of this network', vpcId, tags: { Name: `${name}-endpoints` } });
    callers.forEach((cidrIpv4, i) => new VpcSecurityGroupIngressRule(this, `Caller${i}`, { securityGroupId: this.securityGroup.id, cidrIpv4, ipProtocol: 'tcp', fromPort: 443, toPort: 443 }));
    const serviceName = (service: string) => `com.amazonaws.${region}.${service}`;
    this.s3 = new VpcEndpoint(this, 's3', { vpcId, serviceName: serviceName('s3'), vpcEndpointType: 'Gateway', routeTableIds, tags: { Name: `${name}-s3` } });
    this.interfaces = Object.fromEntries([...new Set([...CALLED, ...services])].map((service) => [service, new VpcEndpoint(this, service, {
      vpcId, serviceName: serviceName(service), vpcEndpointType: 'Interface', privateDnsEnabled: true, subnetIds, securityGroupIds: [this.securityGroup.id], tags: { Name: `${name}-${service}` },
    })]));
  }
}
