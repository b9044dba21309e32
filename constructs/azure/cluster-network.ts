import { Subnet } from '@cdktf/provider-azurerm/lib/subnet/index.js';
import { VirtualNetwork } from '@cdktf/provider-azurerm/lib/virtual-network/index.js';
import { Construct } from 'constructs';
import { addressesIn, checkRanges, piece } from '../network/address-plan';
import type { Cidr } from '../platform';
import { checked } from '../props/checked';
import { isLaterText } from '../props/later';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { podsOf, profileOf, type Cni, type NetworkProfile } from './cni';
import { PrivateEndpoints, type PrivateAccount } from './private-endpoints';
import { SHAPES } from './shapes';
import { ZoneExit } from './zone-exit';
import { numberOf, regionOf, type ZonedNetwork } from './zoned-network';

/** The network of a cluster. */
export interface ClusterNetworkProps {
  /** Name of everything in it. */
  readonly name: string;
  /** Name of the resource group it is made in. */
  readonly resourceGroup: string;
  /** Zones, as nodes are labelled, e.g. `westeurope-1`. @refused where there is none, with where to find them */
  readonly zones: readonly [string, ...string[]];
  /** Who hears that a NAT gateway is full: ids of action groups. Each may be known later; how many they are may not, for an alert has a block for each. */
  readonly actionGroups: readonly [string, ...string[]];
  /** Range of the network, /16 to /21. Default `10.0.0.0/16`. Serves network/cidr-disjoint. */
  readonly cidr?: Cidr;
  /** Range of Services. Default `172.20.0.0/16`. */
  readonly services?: Cidr;
  /** Ranges of networks that are peered with this one, or reached through a VPN; what is known later is not compared. Default: none. @later */
  readonly peers?: readonly Cidr[];
  /** How pods get their addresses, and who enforces their policies. Default: the overlay, with Cilium. Serves network/pod-ip-headroom, policy-enforced. */
  readonly cni?: Cni;
  /** Registries, vaults and storage that are reached within the network, by a name of yours. Default: none. Serves network/private-endpoints. */
  readonly endpoints?: Readonly<Record<string, PrivateAccount>>;
  /** Public addresses of each zone's NAT gateway, 1 to 16; each has 64,512 ports for one destination. Default 1. */
  readonly publicIpsPerZone?: number;
}

/** A /24 of the overlay for each node. */
const OVERLAY_PER_NODE = 256;

/**
 * The network of a cluster: a private subnet in each zone with a way out of its own and alarms on it, endpoints for the accounts nodes and pods
 * call, ranges that nothing else has. A gateway of Azure is in one zone, so nodes are kept in the subnet of theirs: see NodePools. Keeps
 * network/nat-per-zone, cidr-disjoint, private-endpoints, pod-ip-headroom, policy-enforced.
 */
export class ClusterNetwork extends Construct implements ZonedNetwork {
  readonly name: string;
  readonly region: string;
  readonly zones: readonly [string, ...string[]];
  /** What the cluster says of its network, as `networkProfile`. */
  readonly profile: NetworkProfile;
  readonly drainsNodeSubnets: boolean;
  readonly network: VirtualNetwork;
  /** By zone. */
  readonly privateSubnets: Readonly<Record<string, Subnet>>;
  /** For private endpoints. A quarter of the range, less this, is free for what else is to stand there, e.g. a front door. */
  readonly endpointSubnet: Subnet;
  readonly exits: Readonly<Record<string, ZoneExit>>;
  readonly endpoints: PrivateEndpoints;
  /** Addresses each private subnet has for nodes, and for pods outside of an overlay. */
  readonly addressesPerZone: number;
  readonly nodesInOverlay: number;

  /** @throws Refusal for zones of several regions or named twice, for ranges that share an address or are no ranges. */
  constructor(scope: Construct, id: string, props: ClusterNetworkProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'ClusterNetworkProps', this.node.path, props);
    const { name, resourceGroup, zones, actionGroups, cidr = '10.0.0.0/16', services = '172.20.0.0/16', peers = [], cni = { mode: 'overlay' }, endpoints = {}, publicIpsPerZone = 1 } = props;
    const { path } = this.node;
    const region = regionOf(path, zones);
    demand(zones.length <= 3, path, 'platform', () => ({ found: `${zones.length} zones`, expected: 'one to three: no region of Azure has more', remedy: 'copy them from the nodes' }));
    const pods = podsOf(cni);
    checkRanges(path, [
      { use: 'the network', cidr }, { use: 'Services', cidr: services }, ...(pods === null ? [] : [{ use: 'pods', cidr: pods }]), ...peers.map((peer) => ({ use: `the peer ${peer}`, cidr: peer })),
    ], ['the network']);
    this.name = name;
    this.zones = zones;
    this.region = region;
    this.profile = profileOf(path, cni, services);
    this.drainsNodeSubnets = pods === null;
    this.addressesPerZone = addressesIn(piece(cidr, 2, 0));
    this.nodesInOverlay = pods === null || isLaterText(pods) ? Infinity : Math.floor(2 ** (32 - Number(pods.split('/')[1])) / OVERLAY_PER_NODE);

    this.network = new VirtualNetwork(this, 'Network', { name, resourceGroupName: resourceGroup, location: region, addressSpace: [cidr] });
    const subnet = (of: string, range: Cidr): Subnet => new Subnet(this, of, {
      name: `${name}-${of.toLowerCase()}`, resourceGroupName: resourceGroup, virtualNetworkName: this.network.name, addressPrefixes: [range], defaultOutboundAccessEnabled: false,
    });
    this.privateSubnets = byZone(zones, (zone, i) => subnet(`Private-${zone}`, piece(cidr, 2, i)));
    this.endpointSubnet = subnet('Endpoints', piece(cidr, 6, 48));
    this.exits = byZone(zones, (zone) => new ZoneExit(this, `Exit-${zone}`, {
      name: `${name}-${zone}`, resourceGroup, region, zone: numberOf(zone), subnet: this.privateSubnets[zone]!, publicIps: publicIpsPerZone, actionGroups,
    }));
    this.endpoints = new PrivateEndpoints(this, 'Private', { name, resourceGroup, region, networkId: this.network.id, subnetId: this.endpointSubnet.id, accounts: endpoints });
  }

  /** Ids of the private subnets, by zone; what names one waits for its way out. */
  get subnets(): Readonly<Record<string, string>> {
    return byZone(this.zones, (zone) => this.exits[zone]!.subnetId);
  }
}

function byZone<T>(zones: readonly string[], make: (zone: string, i: number) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(zones.map((zone, i) => [zone, make(zone, i)]));
}
