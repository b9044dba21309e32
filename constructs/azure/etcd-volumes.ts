import { ManagedDisk } from '@cdktf/provider-azurerm/lib/managed-disk/index.js';
import { Construct } from 'constructs';
import { CLOUDS } from '../clouds';
import { checkSpread, type OddZones } from '../control-plane/etcd/member-zones';
import { checked } from '../props/checked';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { DRIVERS } from '../storage/disk';
import { SHAPES } from './shapes';
import { numberOf, regionOf } from './zoned-network';

/** A disk whose latency is low and steady. Standard and Premium disks, zone-redundant ones and the one a machine starts from do not compile. */
export interface ProvisionedDisk {
  /** PremiumV2, or Ultra, which the machine must be made for. */
  readonly type: 'PremiumV2_LRS' | 'UltraSSD_LRS';
  /** In GiB, 4 to 65536. Default 40: the quota of etcd five times over, for snapshots and defragmentation. */
  readonly gib?: number;
  /** Operations per second, 5000 at least; PremiumV2 does 500 for each GiB above 6. Default 6000. Serves control-plane/etcd-volume-iops. */
  readonly iops?: number;
  /** MB/s, 125 to a quarter of the operations. Default 250. */
  readonly throughput?: number;
}

/** The disks of etcd. */
export interface EtcdVolumesProps {
  /** Zone of each member, as nodes are labelled: `['westeurope-1', 'westeurope-2', 'westeurope-3']`. No zone may hold a majority. Serves control-plane/etcd-odd-members, etcd-zone-spread. */
  readonly members: OddZones;
  /** Name of the resource group they are made in. */
  readonly resourceGroup: string;
  /** Start of their names. Default `etcd`. */
  readonly name?: string;
  /** Default: PremiumV2, 40 GiB, 6000 operations per second. Serves control-plane/etcd-volume-class. */
  readonly disk?: ProvisionedDisk;
  /** Id of a disk encryption set. Default: encrypted with a key of Azure's. */
  readonly diskEncryptionSetId?: string;
  /** May `terraform destroy` take them? Default `false`. */
  readonly isDisposable?: boolean;
}

/** What a disk of each type does for its size. @see https://learn.microsoft.com/azure/virtual-machines/disks-types */
const MOST: { readonly [T in ProvisionedDisk['type']]: (gib: number) => number } = {
  PremiumV2_LRS: (gib) => Math.min(80_000, Math.max(3000, 500 * (gib - 6))),
  UltraSSD_LRS: (gib) => Math.min(400_000, 1000 * gib),
};

/**
 * One encrypted disk for each member of etcd, and for nothing else: no bursts, no cache, not to be copied over a network. Keeps
 * control-plane/etcd-volume-class, etcd-volume-iops, etcd-odd-members, etcd-zone-spread, etcd-dedicated-disk.
 */
export class EtcdVolumes extends Construct {
  readonly members: OddZones;
  readonly region: string;
  /** In the order of the members. Attach them with `caching: 'None'`. */
  readonly volumes: readonly ManagedDisk[];

  /** @throws Refusal for too few or too many operations, a zone that holds the majority, zones of several regions. */
  constructor(scope: Construct, id: string, props: EtcdVolumesProps) {
    super(scopeOf(scope, id), id);
    const { members, resourceGroup, name = 'etcd', disk = { type: CLOUDS.azure.etcdDisk.type }, diskEncryptionSetId, isDisposable = false } = checked(SHAPES, 'EtcdVolumesProps', this.node.path, props);
    const { path } = this.node;
    const { type, gib = 40, iops = 6000, throughput = 250 } = disk;
    const most = MOST[type](gib);
    const flaw = DRIVERS.azure.flaw({ sku: 'PremiumV2_LRS', iops, throughput });
    demand(Number.isInteger(gib) && gib >= 4 && gib <= 65_536 && iops >= 5000 && iops <= most && flaw === null, path, 'control-plane/etcd-volume-iops', () => ({
      found: `${type} of ${gib} GiB with ${iops} operations per second and ${throughput} MB/s`,
      expected: `4 to 65536 GiB, 5000 to ${most} operations at that size, 125 MB/s to a quarter of the operations`, remedy: 'leave all out, or raise the size with the operations',
    }));
    checkSpread(path, members);
    this.members = members;
    this.region = regionOf(path, [...new Set(members)]);
    this.volumes = members.map((zone, i) => new ManagedDisk(this, `Member${i}`, {
      name: `${name}-${i}`,
      resourceGroupName: resourceGroup,
      location: this.region,
      zone: numberOf(zone),
      createOption: 'Empty',
      storageAccountType: type,
      diskSizeGb: gib,
      diskIopsReadWrite: iops,
      diskMbpsReadWrite: throughput,
      publicNetworkAccessEnabled: false,
      networkAccessPolicy: 'DenyAll',
      ...(diskEncryptionSetId !== undefined && { diskEncryptionSetId }),
      tags: { 'looplaw:role': 'etcd' },
      lifecycle: { preventDestroy: !isDisposable },
    }));
  }
}
