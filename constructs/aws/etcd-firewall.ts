import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import { Construct } from 'constructs';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { SHAPES } from './shapes';

/** Who may reach etcd. */
export interface EtcdFirewallProps {
  /** Start of the name of the group. */
  readonly name: string;
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Security groups by name. @filled */
  readonly apiServers: Readonly<Record<string, string>>;
  /** Do the machines run the control plane, too? */
  readonly isStacked: boolean;
}

const CLIENT = [2379, 'clients of etcd'] as const;
const LISTENERS = [CLIENT, [2380, 'members of etcd'], [2381, 'metrics of etcd']] as const;
/** Where the control plane runs on the same machines. */
const STACKED = [[6443, 'API server'], [10_250, 'kubelet']] as const;

/** The security group of etcd: members speak with each other, API servers ask, nobody else. Serves control-plane/etcd-tls, whose certificates come on top. */
export class EtcdFirewall extends Construct {
  readonly group: SecurityGroup;
  readonly rules: readonly VpcSecurityGroupIngressRule[];

  constructor(scope: Construct, id: string, props: EtcdFirewallProps) {
    super(scopeOf(scope, id), id);
    const { name, vpcId, apiServers, isStacked } = checked(SHAPES, 'EtcdFirewallProps', this.node.path, props);
    this.group = new SecurityGroup(this, 'Group', { name: `${name}-members`, description: 'Members of etcd, and who asks them', vpcId, tags: { Name: `${name}-members` } });
    const securityGroupId = this.group.id;
    const rule = (of: string, [port, what]: readonly [number, string], from: string) => new VpcSecurityGroupIngressRule(this, `${of}${port}`, {
      securityGroupId, referencedSecurityGroupId: from, ipProtocol: 'tcp', fromPort: port, toPort: port, description: `${of}: ${what}`,
    });
    this.rules = [
      ...[...LISTENERS, ...(isStacked ? STACKED : [])].map((listener) => rule('Members', listener, securityGroupId)),
      ...Object.entries(apiServers).map(([of, group]) => rule(of, CLIENT, group)),
    ];
    new VpcSecurityGroupEgressRule(this, 'Out', { securityGroupId, cidrIpv4: '0.0.0.0/0', ipProtocol: '-1', description: 'Images, other members, nodes' });
  }
}
