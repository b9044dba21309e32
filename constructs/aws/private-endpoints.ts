import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcEndpoint, type VpcEndpointConfig } from '@cdktf/provider-aws/lib/vpc-endpoint/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { endpointName } from './endpoint-name';
import { partitionOf } from './partition';
import { SHAPES } from './shapes';

/** Services of AWS that are reached without the internet. */
export interface PrivateEndpointsProps {
  /** Start of their names. */
  readonly name: string;
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Region of the VPC, such as `eu-west-1`: names of services begin with it. It says which partition they are in. */
  readonly region: string;
  /** One subnet for each zone: the endpoints of services stand in them. @later */
  readonly subnetIds: string[];
  /** Tables that are told the way to S3 and DynamoDB. @later */
  readonly routeTableIds: string[];
  /** Ranges whose nodes and pods may call them, on port 443. */
  readonly callers: readonly string[];
  /** Beside {@link CALLED}, by short name; in China by the whole one where that does not follow. */
  readonly services: readonly string[];
}

/** What every node calls: images, tokens, logs, its disks and addresses. Layers of images lie in S3, whose endpoint is free and a route. */
const CALLED = ['ecr.api', 'ecr.dkr', 'sts', 'logs', 'ec2'];
/** Credentials of Pod Identity. In China no endpoint of it is known, and nodes reach it through their NAT gateway. */
const POD_IDENTITY = 'eks-auth';

/** What is reached by a route: its endpoint is free, and stands in no subnet. */
const ROUTED = ['s3', 'dynamodb'];

/** Endpoints of a VPC. Serves network/private-endpoints. @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html */
export class PrivateEndpoints extends Construct {
  readonly securityGroup: SecurityGroup;
  readonly s3: VpcEndpoint;
  /** S3 and what else is reached by a route, by service. */
  readonly gateways: Readonly<Record<string, VpcEndpoint>>;
  readonly interfaces: Readonly<Record<string, VpcEndpoint>>;

  /** @throws Refusal for a service that is not written as the region writes it */
  constructor(scope: Construct, id: string, props: PrivateEndpointsProps) {
    super(scopeOf(scope, id), id);
    const { path } = this.node;
    const { name, vpcId, region, subnetIds, routeTableIds, callers, services } = checked(SHAPES, 'PrivateEndpointsProps', path, props);
    const called = partitionOf(path, region) === 'aws-cn' ? CALLED : [...CALLED, POD_IDENTITY];
    const names = new Map(['s3', ...called, ...services].map((written) => endpointName(path, region, written)).map(({ service, name: whole }) => [service, whole]));
    this.securityGroup = new SecurityGroup(this, 'Group', { name: `${name}-endpoints`, description: 'Services of AWS, for the nodes and pods of this network', vpcId, tags: { Name: `${name}-endpoints` } });
    callers.forEach((cidrIpv4, i) => new VpcSecurityGroupIngressRule(this, `Caller${i}`, { securityGroupId: this.securityGroup.id, cidrIpv4, ipProtocol: 'tcp', fromPort: 443, toPort: 443, description: `HTTPS from ${cidrIpv4}` }));
    const all = [...names.keys()];
    const each = (of: readonly string[], more: Partial<VpcEndpointConfig>) => Object.fromEntries(of.map((service) => [service, new VpcEndpoint(this, service, {
      vpcId, serviceName: names.get(service)!, tags: { Name: `${name}-${service}` }, ...more,
    })]));
    this.gateways = each(all.filter((service) => ROUTED.includes(service)), { vpcEndpointType: 'Gateway', routeTableIds });
    this.s3 = this.gateways['s3']!;
    this.interfaces = each(all.filter((service) => !ROUTED.includes(service)), { vpcEndpointType: 'Interface', privateDnsEnabled: true, subnetIds, securityGroupIds: [this.securityGroup.id] });
  }
}
