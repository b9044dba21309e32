import { ApplicationSecurityGroup } from '@cdktf/provider-azurerm/lib/application-security-group/index.js';
import { NetworkSecurityGroup } from '@cdktf/provider-azurerm/lib/network-security-group/index.js';
import { NetworkSecurityRule } from '@cdktf/provider-azurerm/lib/network-security-rule/index.js';
import { Construct } from 'constructs';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { SHAPES } from './shapes';

/** Who may reach etcd. */
export interface EtcdFirewallProps {
  /** Start of the names of the groups. */
  readonly name: string;
  /** Name of the resource group they are made in. */
  readonly resourceGroup: string;
  /** Region of it, such as `westeurope`. */
  readonly region: string;
  /** Ids of application security groups by name. @filled */
  readonly apiServers: Readonly<Record<string, string>>;
  /** Do the machines run the control plane, too? */
  readonly isStacked: boolean;
}

const CLIENT = '2379';
const AMONG_MEMBERS = [CLIENT, '2380', '2381'];
const CONTROL_PLANE = ['6443', '10250'];

/** The security groups of etcd: members speak with each other, API servers ask, nobody else of the network does. Serves control-plane/etcd-tls, whose certificates come on top. */
export class EtcdFirewall extends Construct {
  /** The members, to name them in rules. */
  readonly members: ApplicationSecurityGroup;
  readonly group: NetworkSecurityGroup;
  readonly rules: readonly NetworkSecurityRule[];

  constructor(scope: Construct, id: string, props: EtcdFirewallProps) {
    super(scopeOf(scope, id), id);
    const { name, resourceGroup, region, apiServers, isStacked } = checked(SHAPES, 'EtcdFirewallProps', this.node.path, props);
    const placed = { resourceGroupName: resourceGroup, location: region };
    this.members = new ApplicationSecurityGroup(this, 'Members', { ...placed, name: `${name}-members` });
    this.group = new NetworkSecurityGroup(this, 'Group', { ...placed, name: `${name}-members` });
    const to = { destinationApplicationSecurityGroupIds: [this.members.id] };
    const rule = (of: string, priority: number, access: 'Allow' | 'Deny', ports: string[], from: object): NetworkSecurityRule => new NetworkSecurityRule(this, of, {
      name: of, resourceGroupName: resourceGroup, networkSecurityGroupName: this.group.name, priority, access, direction: 'Inbound', protocol: 'Tcp', sourcePortRange: '*',
      destinationPortRanges: ports, ...from, ...to,
    });
    this.rules = [
      rule('FromMembers', 100, 'Allow', [...AMONG_MEMBERS, ...(isStacked ? CONTROL_PLANE : [])], { sourceApplicationSecurityGroupIds: [this.members.id] }),
      ...Object.entries(apiServers).map(([of, group], i) => rule(`From-${of}`, 200 + i, 'Allow', [CLIENT], { sourceApplicationSecurityGroupIds: [group] })),
      // By default all of the virtual network gets in.
      rule('NobodyElse', 4096, 'Deny', AMONG_MEMBERS, { sourceAddressPrefix: '*' }),
    ];
  }
}
