import { ManagedDisk } from '@cdktf/provider-azurerm/lib/managed-disk/index.js';
import { VirtualMachineDataDiskAttachment } from '@cdktf/provider-azurerm/lib/virtual-machine-data-disk-attachment/index.js';
import { Construct } from 'constructs';
import { CLOUDS } from '../clouds';
import { checkMembers, type OddMembers } from '../control-plane/etcd-members';
import { demand } from '../refusal';
import { DRIVERS } from '../storage/disk';
import { numberOf, regionOf } from './zoned-network';

/** A member of etcd, by where its disk is. */
export interface EtcdMember {
  /** As nodes are labelled, e.g. `westeurope-1`. */
  readonly zone: string;
  /** The machine the disk is attached to, in the same zone. Default: attached elsewhere. */
  readonly machine?: { readonly id: string; /** Place of the disk on the machine, 0 to 63. Default 10. */ readonly lun?: number };
}

/** A disk that can carry a write-ahead log. Standard, bursting and zone-redundant ones do not compile. */
export type EtcdDisk = {
  /** GiB. Default 64; etcd itself takes 8 at most. */
  readonly size?: number;
  /** Operations a second. Default 5000. Serves control-plane/etcd-volume-iops. */
  readonly iops?: number;
  /** MB/s. Default 200. */
  readonly throughput?: number;
} & ({ readonly type?: 'PremiumV2_LRS' } | { /** The machine must have `ultra_ssd_enabled`. */ readonly type: 'UltraSSD_LRS' });

/** The disks under etcd. */
export interface EtcdVolumesProps {
  /** As part of their names. */
  readonly name: string;
  /** Name of the resource group they are made in. */
  readonly resourceGroup: string;
  /** One disk for each member: 3, 5 or 7. Serves control-plane/etcd-odd-members, etcd-quorum, etcd-zone-spread. */
  readonly members: OddMembers<EtcdMember>;
  /** Default: PremiumV2 with 5000 IOPS. Serves control-plane/etcd-volume-class. */
  readonly disk?: EtcdDisk;
  /** A disk encryption set with a key of your own. Default: encrypted by a key of Azure's. */
  readonly diskEncryptionSetId?: string;
}

/** More than a PremiumV2 disk does: 500 for each GiB above 6, and 80,000. @see https://learn.microsoft.com/azure/virtual-machines/disks-types#premium-ssd-v2 */
const PREMIUM_V2 = { free: 3000, perGib: 500, from: 6, most: 80_000 };

/**
 * A disk of its own for each member of etcd, never the one a machine starts from: fast without bursts, not cached, not reachable from networks,
 * and safe from `terraform destroy`. Keeps control-plane/etcd-volume-class, etcd-volume-iops, etcd-dedicated-disk, etcd-odd-members, etcd-quorum,
 * etcd-zone-spread.
 */
export class EtcdVolumes extends Construct {
  /** In the order of the members. */
  readonly disks: readonly ManagedDisk[];
  readonly attachments: readonly VirtualMachineDataDiskAttachment[];

  constructor(scope: Construct, id: string, { name, resourceGroup, members, disk = {}, diskEncryptionSetId }: EtcdVolumesProps) {
    super(scope, id);
    const { path } = this.node;
    const zones = members.map(({ zone }) => zone);
    const region = regionOf(path, [...new Set(zones)]);
    checkMembers(path, zones);
    const { type = CLOUDS.azure.etcdDisk.type, size = 64, iops = 5000, throughput = 200 } = disk;
    checkDisk(path, type, size, iops, throughput);

    this.disks = members.map(({ zone }, i) => new ManagedDisk(this, `member-${i + 1}`, {
      name: `${name}-etcd-${i + 1}`,
      resourceGroupName: resourceGroup,
      location: region,
      zone: numberOf(zone),
      createOption: 'Empty',
      storageAccountType: type,
      diskSizeGb: size,
      diskIopsReadWrite: iops,
      diskMbpsReadWrite: throughput,
      publicNetworkAccessEnabled: false,
      networkAccessPolicy: 'DenyAll',
      ...(diskEncryptionSetId !== undefined && { diskEncryptionSetId }),
      tags: { 'looplaw:role': 'etcd' },
      lifecycle: { preventDestroy: true },
    }));
    this.attachments = members.flatMap(({ machine }, i) => (machine === undefined ? [] : [new VirtualMachineDataDiskAttachment(this, `attachment-${i + 1}`, {
      managedDiskId: (this.disks[i] as ManagedDisk).id, virtualMachineId: machine.id, lun: machine.lun ?? 10, caching: 'None',
    })]));
  }
}

function checkDisk(where: string, type: NonNullable<EtcdDisk['type']>, size: number, iops: number, throughput: number): void {
  const { free, perGib, from, most } = PREMIUM_V2;
  const least = 5000;
  const limit = type === 'UltraSSD_LRS' ? Math.min(size * 1000, 400_000) : Math.min(Math.max(free, (size - from) * perGib), most);
  const flaw = DRIVERS.azure.flaw({ sku: 'PremiumV2_LRS', iops, throughput });
  demand(Number.isInteger(size) && size >= 8 && iops >= least && iops <= limit && flaw === null, where, 'control-plane/etcd-volume-iops', () => ({
    found: `${type} of ${size} GiB with ${iops} IOPS and ${throughput} MB/s`,
    expected: `whole numbers: 8 GiB at least, ${least} to ${limit} IOPS at that size, 125 MB/s to a quarter of the IOPS`, remedy: 'raise size or lower iops; 5000 carry a busy cluster',
  }));
}
