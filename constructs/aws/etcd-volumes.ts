import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume/index.js';
import { Construct } from 'constructs';
import { checkSpread, type OddZones } from '../control-plane/etcd/member-zones';
import { checked } from '../props/checked';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { SHAPES } from './shapes';
import { regionOf } from './zoned-network';

/** A disk whose latency is low and steady. gp2, gp3 and the disk a machine starts from do not compile. */
export interface ProvisionedDisk {
  readonly type: 'io2';
  /** In GiB, 4 to 65536. Default 40: the quota of etcd five times over, for snapshots and defragmentation. */
  readonly gib?: number;
  /** Operations per second, 5000 at least, at most 500 for each GiB. Default 6000. Serves control-plane/etcd-volume-iops. */
  readonly iops?: number;
}

/** The disks of etcd. */
export interface EtcdVolumesProps {
  /** Zone of each member: `['eu-west-1a', 'eu-west-1b', 'eu-west-1c']`. No zone may hold a majority. Serves control-plane/etcd-odd-members, etcd-zone-spread. */
  readonly members: OddZones;
  /** Start of their names. Default `etcd`. */
  readonly name?: string;
  /** Default: io2, 40 GiB, 6000 operations per second. Serves control-plane/etcd-volume-class. */
  readonly disk?: ProvisionedDisk;
  /** Key they are encrypted with. Default: the one of the account. */
  readonly kmsKeyArn?: string;
  /** May `terraform destroy` take them? Default `false`. */
  readonly isDisposable?: boolean;
}

/**
 * One encrypted io2 disk for each member of etcd, and for nothing else. Keeps control-plane/etcd-volume-class, etcd-volume-iops, etcd-odd-members,
 * etcd-zone-spread, etcd-dedicated-disk.
 */
export class EtcdVolumes extends Construct {
  readonly members: OddZones;
  readonly region: string;
  /** In the order of the members. */
  readonly volumes: readonly EbsVolume[];

  /** @throws Refusal for too few or too many operations, a zone that holds the majority, zones of several regions. */
  constructor(scope: Construct, id: string, props: EtcdVolumesProps) {
    super(scopeOf(scope, id), id);
    const { members, name = 'etcd', disk = { type: 'io2' }, kmsKeyArn, isDisposable = false } = checked(SHAPES, 'EtcdVolumesProps', this.node.path, props);
    const { path } = this.node;
    const { gib = 40, iops = 6000 } = disk;
    const isWhole = Number.isInteger(gib) && gib >= 4 && gib <= 65_536;
    demand(isWhole && Number.isInteger(iops) && iops >= 5000 && iops <= Math.min(256_000, 500 * gib), path, 'control-plane/etcd-volume-iops', () => ({
      found: `${gib} GiB with ${iops} operations per second`, expected: '4 to 65536 GiB, 5000 operations or more, at most 500 for each GiB and 256000', remedy: 'leave both out, or raise the size with the operations',
    }));
    checkSpread(path, members);
    this.region = regionOf(path, [...new Set(members)]);
    this.members = members;
    this.volumes = members.map((availabilityZone, i) => new EbsVolume(this, `Member${i}`, {
      availabilityZone, type: 'io2', size: gib, iops, encrypted: true, ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }),
      tags: { Name: `${name}-${i}`, 'looplaw:role': 'etcd' },
      lifecycle: { preventDestroy: !isDisposable },
    }));
  }
}
