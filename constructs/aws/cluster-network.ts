import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group/index.js';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log/index.js';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association/index.js';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table/index.js';
import { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { VpcIpv4CidrBlockAssociation } from '@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association/index.js';
import { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { Construct } from 'constructs';
import { addressesIn, checkRanges } from '../network/address-plan';
import type { Cidr } from '../platform';
import { checked } from '../props/checked';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { addressPlan } from './address-plan';
import { cniPlan, vpcCniValues, type Cni, type CniPlan } from './cni';
import { PrivateEndpoints } from './private-endpoints';
import { SHAPES } from './shapes';
import { ZoneExit } from './zone-exit';
import { regionOf, type ZonedNetwork } from './zoned-network';

/** The network of a cluster. */
export interface ClusterNetworkProps {
  /** Name of everything in it, and of its cluster. */
  readonly name: string;
  /** Zones, as nodes are labelled: two at least, for EKS asks for two. */
  readonly zones: readonly [string, string, ...string[]];
  /** Who hears that a NAT gateway is full: ARNs of SNS topics. @later */
  readonly alarmTopics: readonly [string, ...string[]];
  /** Range of the VPC, /16 to /21. Default `10.0.0.0/16`. Serves network/cidr-disjoint. */
  readonly cidr?: Cidr;
  /** Range of Services. Default `172.20.0.0/16`. */
  readonly services?: Cidr;
  /** Ranges of networks that are peered with this one, or reached through a VPN; what is known later is not compared. Default: none. @later */
  readonly peers?: readonly Cidr[];
  /** How pods get their addresses. Default: the VPC CNI, by prefix, in the subnets of nodes. Serves network/pod-ip-headroom, mtu-headroom. */
  readonly cni?: Cni;
  /** Services of AWS that are reached within the network, beside those every node calls. Default: none. Serves network/private-endpoints. */
  readonly endpoints?: readonly string[];
  /** ARN of a bucket of S3, and a folder in it if you like: what a security group refuses is written there, minute by minute. Default: nowhere. */
  readonly flowLogs?: `arn:${string}:s3:::${string}`;
}

/**
 * The network of a cluster: private subnets, and in each zone a way out of its own with alarms on it; endpoints for what every node calls; ranges
 * that nothing else has. Keeps network/nat-per-zone, cidr-disjoint, private-endpoints, pod-ip-headroom.
 */
export class ClusterNetwork extends Construct implements ZonedNetwork {
  readonly name: string;
  readonly region: string;
  readonly zones: readonly [string, string, ...string[]];
  readonly services: Cidr;
  /** What follows from the plugin: size of packets, ranges. */
  readonly cni: CniPlan;
  readonly vpc: Vpc;
  /** `null` unless asked for. */
  readonly flowLog: FlowLog | null;
  readonly gateway: InternetGateway;
  readonly publicSubnets: Readonly<Record<string, Subnet>>;
  readonly privateSubnets: Readonly<Record<string, Subnet>>;
  /** Subnets for pods alone; empty where they share those of nodes. */
  readonly podSubnets: Readonly<Record<string, Subnet>>;
  readonly exits: Readonly<Record<string, ZoneExit>>;
  readonly endpoints: PrivateEndpoints;
  /** Addresses each private subnet has for nodes and pods. */
  readonly addressesPerZone: number;
  /** Range of each private subnet. */
  readonly ranges: Readonly<Record<string, Cidr>>;
  /** By zone; machines wait for them, as they call somebody when they start. */
  readonly waysOut: Readonly<Record<string, readonly RouteTableAssociation[]>>;
  /** What the add-on vpc-cni is told; `null` where it is not used. */
  readonly vpcCniValues: string | null;

  /** @throws Refusal for zones of several regions or named twice, for ranges that share an address or are no ranges. */
  constructor(scope: Construct, id: string, props: ClusterNetworkProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'ClusterNetworkProps', this.node.path, props);
    const { name, zones, alarmTopics, cidr = '10.0.0.0/16', services = '172.20.0.0/16', peers = [], cni = { plugin: 'amazon-vpc-cni' }, endpoints = [], flowLogs } = props;
    const { path } = this.node;
    this.name = name;
    this.zones = zones;
    this.region = regionOf(path, zones);
    demand(zones.length <= 6, path, 'platform', () => ({ found: `${zones.length} zones`, expected: 'two to six', remedy: 'leave some out: three carry everything' }));
    this.services = services;
    this.cni = cniPlan(cni);
    const { secondary, overlay } = this.cni;
    checkRanges(path, [
      { use: 'the VPC', cidr }, { use: 'Services', cidr: services },
      ...[secondary ?? overlay].flatMap((pods) => (pods === null ? [] : [{ use: 'pods', cidr: pods }])),
      ...peers.map((peer) => ({ use: `the peer ${peer}`, cidr: peer })),
    ], ['the VPC', ...(secondary === null ? [] : ['pods'])]);
    const plan = addressPlan(zones, cidr, secondary);
    this.ranges = plan.private;
    this.addressesPerZone = addressesIn(plan.private[zones[0]] ?? cidr);

    const vpcId = (this.vpc = new Vpc(this, 'Vpc', { cidrBlock: cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: { Name: name } })).id;
    // Without a rule, so that what forgets to name its group reaches nothing.
    new DefaultSecurityGroup(this, 'Closed', { vpcId, tags: { Name: `${name}-closed` } });
    this.flowLog = flowLogs === undefined ? null : new FlowLog(this, 'FlowLog', { vpcId, trafficType: 'REJECT', logDestinationType: 's3', logDestination: flowLogs, maxAggregationInterval: 60, tags: { Name: name } });
    this.gateway = new InternetGateway(this, 'Gateway', { vpcId, tags: { Name: name } });
    const range = secondary === null ? null : new VpcIpv4CidrBlockAssociation(this, 'PodRange', { vpcId, cidrBlock: secondary });
    const subnet = (use: string, tags: Readonly<Record<string, string>>) => (zone: string, cidrBlock: Cidr) => new Subnet(this, `${use}-${zone}`, {
      vpcId: use === 'Pods' && range !== null ? range.vpcId : vpcId, availabilityZone: zone, cidrBlock, tags: { Name: `${name}-${use.toLowerCase()}-${zone}`, ...tags },
    });
    this.publicSubnets = mapped(plan.public, subnet('Public', { 'kubernetes.io/role/elb': '1' }));
    this.privateSubnets = mapped(plan.private, subnet('Private', { 'kubernetes.io/role/internal-elb': '1' }));
    this.podSubnets = mapped(plan.pods, subnet('Pods', {}));
    this.exits = mapped(this.publicSubnets, (zone, at) => new ZoneExit(this, `Exit-${zone}`, { name: `${name}-${zone}`, subnet: at, gateway: this.gateway, alarmTopics }));

    const out = new RouteTable(this, 'PublicRoutes', { vpcId, route: [{ cidrBlock: '0.0.0.0/0', gatewayId: this.gateway.id }], tags: { Name: `${name}-public` } });
    const opened = mapped(this.publicSubnets, (zone, { id: subnetId }) => new RouteTableAssociation(this, `PublicRoute-${zone}`, { subnetId, routeTableId: out.id }));
    const tables = mapped(this.exits, (zone, exit) => new RouteTable(this, `Routes-${zone}`, {
      vpcId, route: [{ cidrBlock: '0.0.0.0/0', natGatewayId: exit.nat.id }], tags: { Name: `${name}-private-${zone}` },
    }));
    const joined = (use: string, subnets: Readonly<Record<string, Subnet>>) => mapped(subnets, (zone, { id: subnetId }) => new RouteTableAssociation(this, `${use}-${zone}`, { subnetId, routeTableId: tables[zone]!.id }));
    const routed = joined('PrivateRoute', this.privateSubnets);
    joined('PodRoute', this.podSubnets);
    this.waysOut = mapped(routed, (zone, route) => [route, opened[zone]!]);
    this.endpoints = new PrivateEndpoints(this, 'Endpoints', {
      name, vpcId, region: this.region, subnetIds: this.subnetIds, callers: [cidr, ...(secondary === null ? [] : [secondary])],
      routeTableIds: Object.values(tables).map((table) => table.id), services: endpoints,
    });
    this.vpcCniValues = cni.plugin === 'amazon-vpc-cni' ? vpcCniValues(cni, this.region, mapped(this.podSubnets, (_, at) => at.id)) : null;
  }

  get vpcId(): string {
    return this.vpc.id;
  }

  get subnets(): Readonly<Record<string, string>> {
    return mapped(this.privateSubnets, (_, subnet) => subnet.id);
  }

  /** The private subnets, in the order of the zones: what the control plane of EKS is given. */
  get subnetIds(): string[] {
    return Object.values(this.subnets);
  }
}

function mapped<T, R>(of: Readonly<Record<string, T>>, by: (zone: string, value: T) => R): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(of).map(([zone, value]) => [zone, by(zone, value)]));
}
