import { Instance } from '@cdktf/provider-aws/lib/instance/index.js';
import { VolumeAttachment } from '@cdktf/provider-aws/lib/volume-attachment/index.js';
import { Construct } from 'constructs';
import type { NodePool } from '../compute/placement/node-pool';
import { bootScript } from '../control-plane/etcd/boot';
import { checkSpread, checkZones, etcdPool, topologyOf, type EtcdTopology } from '../control-plane/etcd/member-zones';
import { isIn } from '../network/address-plan';
import { checked } from '../props/checked';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { EtcdFirewall } from './etcd-firewall';
import { findDisk } from './etcd-boot';
import { EtcdVolumes, type ProvisionedDisk } from './etcd-volumes';
import { SHAPES } from './shapes';
import { waysOutOf, type ZonedNetwork } from './zoned-network';

/** A disk in the machine: the lowest latency there is, and gone when the machine stops. Snapshots and a majority of other members bring the data back. */
export interface LocalDisk {
  readonly type: 'local-nvme';
}

/** The machines of etcd. */
export type EtcdNodesProps = EtcdTopology & {
  readonly network: ZonedNetwork;
  /** Start of their names. Default `etcd`. */
  readonly name?: string;
  /** Image the machines start from. */
  readonly ami: string;
  /** Address of each member in the subnet of its zone, so that kubeadm and certificates can name it before it is there. Default: AWS chooses. */
  readonly addresses?: readonly string[];
  /** Default: by size, `m7i.large` to `m7i.2xlarge`. One with a disk of its own, such as `i4i.xlarge`, for `local-nvme`. */
  readonly instanceType?: string;
  /** Default: io2, 40 GiB, 6000 operations per second. Serves control-plane/etcd-volume-class. */
  readonly disk?: ProvisionedDisk | LocalDisk;
  /** Security groups of the API servers, who alone may ask etcd. Default: none but the members. @filled */
  readonly apiServers?: Readonly<Record<string, string>>;
  /** A script of the shell that runs once the disk is mounted: kubeadm, or etcd itself. Default: nothing. @empty that, too */
  readonly bootstrap?: string;
  /** Default: none. */
  readonly instanceProfile?: string;
  /** Key the disks are encrypted with. Default: the one of the account. */
  readonly kmsKeyArn?: string;
};

const MACHINES = { development: 'm7i.large', below100Nodes: 'm7i.xlarge', from100Nodes: 'm7i.2xlarge' } as const;
/** Machines with local NVMe disks: i4i, im4gn, m7gd, c6id … */
const HAS_LOCAL_DISK = /^(?:i\d|im\d|is\d|[a-z]+\d+[a-z]*d[a-z]*)[a-z]*\./;

/**
 * Machines for etcd, one per member, each with a disk of its own that is mounted at `/var/lib/etcd` before anything starts.
 * Keeps control-plane/etcd-dedicated-disk, etcd-volume-class, etcd-volume-iops, etcd-odd-members, etcd-zone-spread, etcd-topology-fits-size.
 */
export class EtcdNodes extends Construct {
  readonly topology: 'stacked' | 'dedicated';
  /** `null` where the disks are in the machines. */
  readonly volumes: EtcdVolumes | null;
  readonly firewall: EtcdFirewall;
  readonly machines: readonly Instance[];
  /** Name and address of each member, as kubeadm wants them; empty where AWS chooses the addresses. */
  readonly members: readonly { readonly name: string; readonly address: string }[];
  readonly attachments: readonly VolumeAttachment[];
  /** What keeps apps off these machines where they join a cluster: `nodeRegistration` of kubeadm. */
  readonly pool: NodePool;

  /** @throws Refusal for zones the network is not in or that hold a majority, and for a machine without the disk that is asked for. */
  constructor(scope: Construct, id: string, props: EtcdNodesProps) {
    super(scopeOf(scope, id), id);
    checked(SHAPES, 'EtcdNodesProps', this.node.path, props);
    const { path } = this.node;
    const { members, size, network, name = 'etcd', ami, addresses = [], instanceType = MACHINES[size], disk = { type: 'io2' }, apiServers = {}, bootstrap = '', instanceProfile, kmsKeyArn } = props;
    this.topology = topologyOf(props);
    checkSpread(path, members);
    checkZones(path, members, network.subnets);
    demand(disk.type === 'io2' || HAS_LOCAL_DISK.test(instanceType), path, 'control-plane/etcd-volume-class', () => ({
      found: `local-nvme on ${instanceType}`, expected: 'a machine with a disk of its own', remedy: 'choose one such as "i4i.xlarge" or "m6id.xlarge", or disk: { type: "io2" }',
    }));
    demand(addresses.length === 0 || (addresses.length === members.length && new Set(addresses).size === members.length), path, 'quorum', () => ({
      found: `addresses ${addresses.join(', ')} for ${members.length} members`, expected: 'one for each', remedy: 'write as many as there are members, or none',
    }));
    const astray = addresses.find((address, i) => network.ranges?.[members[i]!] !== undefined && !isIn(network.ranges[members[i]!]!, address));
    demand(astray === undefined, path, 'quorum', () => ({
      found: `address ${astray}, outside of the subnet of its member`, expected: `addresses in ${members.map((zone) => `${network.ranges?.[zone]} (${zone})`).join(', ')}`, remedy: 'take one of the range, beyond its first four',
    }));
    this.members = addresses.map((address, i) => ({ name: `${name}-${i}`, address }));
    const key = kmsKeyArn === undefined ? {} : { kmsKeyArn };
    this.volumes = disk.type === 'io2' ? new EtcdVolumes(this, 'Volumes', { members, name, disk, ...key }) : null;
    this.firewall = new EtcdFirewall(this, 'Firewall', { name, vpcId: network.vpcId, apiServers, isStacked: this.topology === 'stacked' });
    this.machines = members.map((zone, i) => new Instance(this, `Member${i}`, {
      ami, instanceType, subnetId: network.subnets[zone]!, vpcSecurityGroupIds: [this.firewall.group.id], ebsOptimized: true, monitoring: true, disableApiTermination: size !== 'development',
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      rootBlockDevice: { volumeType: 'gp3', volumeSize: 50, encrypted: true, ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }) },
      ...(addresses[i] !== undefined && { privateIp: addresses[i] }),
      ...(instanceProfile !== undefined && { iamInstanceProfile: instanceProfile }),
      userData: bootScript(findDisk(this.volumes?.volumes[i]?.id ?? null), bootstrap),
      tags: { Name: `${name}-${i}`, 'looplaw:role': 'etcd' },
      dependsOn: waysOutOf(network, this, [zone]),
      // A newer image is rolled out member by member: `disable_api_termination` off for one, then -replace it; never by a plan that replaces the quorum.
      lifecycle: { ignoreChanges: ['ami', 'user_data'] },
    }));
    this.attachments = (this.volumes?.volumes ?? []).map((volume, i) => new VolumeAttachment(this, `Disk${i}`, {
      deviceName: '/dev/sdf', volumeId: volume.id, instanceId: this.machines[i]!.id, stopInstanceBeforeDetaching: true,
    }));
    this.pool = etcdPool(this.topology);
  }
}
