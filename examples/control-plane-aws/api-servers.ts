import { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener/index.js';
import { LbTargetGroupAttachment } from '@cdktf/provider-aws/lib/lb-target-group-attachment/index.js';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group/index.js';
import { Lb } from '@cdktf/provider-aws/lib/lb/index.js';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import type { ClusterNetwork } from '../../constructs/aws';

/** The machines of the API server. */
export interface ApiServersProps {
  readonly network: ClusterNetwork;
  readonly ami: string;
  /** Who may call the API: the network and what is peered with it. */
  readonly callers: readonly string[];
  readonly instanceProfile: string;
}

const PORT = 6443;

/** One API server in each zone, behind an address that outlives each of them. Plain resources of cdktf: constructs and hand-written code go together. */
export class ApiServers extends Construct {
  readonly group: SecurityGroup;
  readonly balancer: Lb;
  readonly machines: readonly Instance[];

  constructor(scope: Construct, id: string, { network, ami, callers, instanceProfile }: ApiServersProps) {
    super(scope, id);
    const { name, vpcId } = network;
    this.group = new SecurityGroup(this, 'Group', { name: `${name}-api`, description: 'API servers', vpcId, tags: { Name: `${name}-api` } });
    callers.forEach((cidrIpv4, i) => new VpcSecurityGroupIngressRule(this, `Caller${i}`, { securityGroupId: this.group.id, cidrIpv4, ipProtocol: 'tcp', fromPort: PORT, toPort: PORT, description: `API from ${cidrIpv4}` }));
    new VpcSecurityGroupEgressRule(this, 'Out', { securityGroupId: this.group.id, cidrIpv4: '0.0.0.0/0', ipProtocol: '-1', description: 'Images, members of etcd, nodes' });

    this.balancer = new Lb(this, 'Balancer', { name: `${name}-api`, internal: true, loadBalancerType: 'network', subnets: network.subnetIds, enableCrossZoneLoadBalancing: true, enableDeletionProtection: true });
    const targets = new LbTargetGroup(this, 'Targets', {
      name: `${name}-api`, port: PORT, protocol: 'TCP', vpcId, targetType: 'instance', deregistrationDelay: '60',
      // An API server that calls itself through the balancer is not answered where it sees its own address as that of the caller.
      preserveClientIp: 'false',
      // An API server that has lost etcd answers on its port and is not ready.
      healthCheck: { protocol: 'HTTPS', path: '/readyz', port: String(PORT), interval: 10, healthyThreshold: 2, unhealthyThreshold: 2 },
    });
    new LbListener(this, 'Listener', { loadBalancerArn: this.balancer.arn, port: PORT, protocol: 'TCP', defaultAction: [{ type: 'forward', targetGroupArn: targets.arn }] });

    this.machines = network.zones.map((zone) => new Instance(this, zone, {
      ami, instanceType: 'm7i.xlarge', subnetId: network.subnets[zone]!, vpcSecurityGroupIds: [this.group.id], iamInstanceProfile: instanceProfile, ebsOptimized: true, monitoring: true,
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      rootBlockDevice: { volumeType: 'gp3', volumeSize: 100, encrypted: true },
      tags: { Name: `${name}-api-${zone}` },
    }));
    this.machines.forEach((machine, i) => new LbTargetGroupAttachment(this, `Target${i}`, { targetGroupArn: targets.arn, targetId: machine.id, port: PORT }));
  }
}
