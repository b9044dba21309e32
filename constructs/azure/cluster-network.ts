import { NatGateway } from '@cdktf/provider-azurerm/lib/nat-gateway/index.js';
import { NatGatewayPublicIpAssociation } from '@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association/index.js';
import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip/index.js';
import { Subnet } from '@cdktf/provider-azurerm/lib/subnet/index.js';
import { SubnetNatGatewayAssociation } from '@cdktf/provider-azurerm/lib/subnet-nat-gateway-association/index.js';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network/index.js';
import { Construct } from 'constructs';
import { checkDisjoint, checkWithin, type AddressPlan } from '../network/address-plan';
import type { Cidr, Platform } from '../platform';
import { demand } from '../refusal';
import { profileOf, type AzureCni, type NetworkProfile } from './cni';
import { saturationAlarms, type NatAlarms } from './nat-alarms';
import { checkRoom, type Growth } from './room';
import { zonesOf } from './zones';

/** The network nodes stand in, and the way out of it. */
export interface ClusterNetworkProps extends NatAlarms {
  /** The cluster; its zones get a subnet and a way out each. Serves network/nat-per-zone. */
  readonly platform: Platform<'azure'>;
  /** As part of the names of all it makes. */
  readonly name: string;
  readonly resourceGroupName: string;
  /** Addresses of the network. */
  readonly addresses: Cidr;
  /** Subnet of nodes, zone by zone as the platform names them. Serves network/cidr-disjoint, pod-ip-headroom. */
  readonly nodes: Readonly<Record<string, Cidr>>;
  /** How pods get their addresses; cannot be changed freely later. */
  readonly cni: AzureCni;
  /** Addresses of Services. Default `172.16.0.0/16`. */
  readonly services?: Cidr;
  /** Ranges that must stay reachable, by what they are: peered networks, offices. Default: none. Serves network/cidr-disjoint. */
  readonly others?: AddressPlan;
  /** How far the pools of a zone may grow: room for it is checked. Serves network/pod-ip-headroom. */
  readonly grows: Growth;
  /** Public addresses of each zone's NAT gateway, 1 to 16; each has 64,512 ports for one destination. Default 1. */
  readonly publicIpsPerZone?: number;
}

/** What a zone has of its own. */
export interface ZoneNetwork {
  readonly subnet: Subnet;
  readonly nat: NatGateway;
}

/**
 * A network with a private subnet, a NAT gateway and its alarms in each zone: what leaves a zone stays in it, and the loss of one takes no
 * other's way out. Keeps network/nat-per-zone, cidr-disjoint, pod-ip-headroom. Private endpoints belong to the accounts they lead to: with one
 * there, network/private-endpoints is kept.
 */
export class ClusterNetwork extends Construct {
  readonly network: VirtualNetwork;
  /** By zone, as the platform names them. */
  readonly zones: ReadonlyMap<string, ZoneNetwork>;
  /** What the cluster says of its network; pass it on as `networkProfile`. */
  readonly profile: NetworkProfile;

  constructor(scope: Construct, id: string, props: ClusterNetworkProps) {
    super(scope, id);
    const { path } = this.node;
    const { platform, name, resourceGroupName, addresses, nodes, cni, services = '172.16.0.0/16', others = {}, publicIpsPerZone = 1 } = props;
    const { region, numbers } = zonesOf(path, platform);
    const strange = [...platform.zones.filter((zone) => nodes[zone] === undefined), ...Object.keys(nodes).filter((zone) => !platform.zones.includes(zone))];
    demand(strange.length === 0, path, 'network/nat-per-zone', () => ({
      found: `subnets for ${Object.keys(nodes).join(', ') || 'no zone'}`, expected: `one for each of ${platform.zones.join(', ')}`, remedy: `add or remove ${strange.join(', ')}`,
    }));
    demand(Number.isInteger(publicIpsPerZone) && publicIpsPerZone >= 1 && publicIpsPerZone <= 16, path, 'network/nat-per-zone', () => ({
      found: `publicIpsPerZone ${publicIpsPerZone}`, expected: 'a whole number from 1 to 16', remedy: 'reckon with 64,512 connections to one destination for each address',
    }));
    const subnets = platform.zones.map((zone) => [`nodes of ${zone}`, nodes[zone] as Cidr] as const);
    for (const [use, range] of subnets) checkWithin(path, use, range, addresses);
    checkDisjoint(path, Object.fromEntries(subnets));
    checkDisjoint(path, { 'the network': addresses, Services: services, ...(cni.mode === 'overlay' && { pods: cni.pods }), ...others });
    for (const [use, range] of subnets) checkRoom(path, use, range, cni, props.grows, platform.zones.length);

    this.profile = profileOf(cni, services);
    const placed = { resourceGroupName, location: region };
    this.network = new VirtualNetwork(this, 'network', { ...placed, name, addressSpace: [addresses] });
    this.zones = new Map(platform.zones.map((zone, i) => {
      const number = numbers[i] as string;
      const subnet = new Subnet(this, `nodes-${number}`, {
        name: `${name}-nodes-${number}`, resourceGroupName, virtualNetworkName: this.network.name, addressPrefixes: [nodes[zone] as Cidr], defaultOutboundAccessEnabled: false,
      });
      const nat = new NatGateway(this, `nat-${number}`, { ...placed, name: `${name}-nat-${number}`, zones: [number], skuName: 'Standard', idleTimeoutInMinutes: 4 });
      for (let ip = 1; ip <= publicIpsPerZone; ip += 1) {
        const address = new PublicIp(this, `address-${number}-${ip}`, { ...placed, name: `${name}-nat-${number}-${ip}`, zones: [number], allocationMethod: 'Static', sku: 'Standard' });
        new NatGatewayPublicIpAssociation(this, `address-of-nat-${number}-${ip}`, { natGatewayId: nat.id, publicIpAddressId: address.id });
      }
      new SubnetNatGatewayAssociation(this, `way-out-${number}`, { subnetId: subnet.id, natGatewayId: nat.id });
      saturationAlarms(this, `nat-${number}`, nat, publicIpsPerZone, props);
      return [zone, { subnet, nat }] as const;
    }));
  }
}
