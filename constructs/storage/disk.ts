import { EBS_IOPS, gp3Throughput } from '../../src/graph/storage/parameters/ebs';
import { CLOUDS, type Cloud } from '../clouds';
import type { Platform } from '../platform';
import type { Reason } from '../refusal';

/** Disks fit for data, by cloud. Slow and bursting ones do not compile. Serves storage/performance-class, volume-parameters-valid. */
export interface Disks {
  readonly aws:
    | { readonly type: 'gp3'; /** Default 3000. */ readonly iops?: number; /** MiB/s, default 125. */ readonly throughput?: number }
    | { readonly type: 'io2'; readonly iops: number; readonly throughput?: never };
  readonly azure:
    | { readonly sku: 'Premium_LRS' | 'Premium_ZRS'; readonly iops?: never; readonly throughput?: never }
    | { readonly sku: 'PremiumV2_LRS'; /** Default 3000. */ readonly iops?: number; /** MB/s, default 125. */ readonly throughput?: number };
  readonly gcp:
    | {
      readonly type: 'pd-balanced' | 'pd-ssd';
      /** A copy in a second zone, for a store of one replica. Default: none. Serves storage/zone-redundant-single. */
      readonly replication?: 'regional-pd';
      readonly iops?: never;
      readonly throughput?: never;
    }
    | { /** `…-high-availability` has a copy in a second zone. */ readonly type: 'hyperdisk-balanced' | 'hyperdisk-balanced-high-availability'; readonly replication?: never; /** Default: the driver's. */ readonly iops?: number; /** MiB/s. Default: the driver's. */ readonly throughput?: number };
}

type Parameters = Readonly<Record<string, string>>;

/** What one cloud's disk driver wants to hear. */
interface Driver<C extends Cloud> {
  readonly standard: Disks[C];
  provisioner(platform: Platform<C>): string;
  /** What is wrong with a disk; `null` = nothing. */
  flaw(disk: Disks[C]): Reason | null;
  parameters(disk: Disks[C]): Parameters;
  /** The parameter that names a key of one's own. */
  readonly encryptionKey: string;
  /** What a class of snapshots wants to hear. */
  readonly snapshots: Parameters;
}

/** The disk drivers. Values of parameters are strings, whatever they mean. */
export const DRIVERS: { readonly [C in Cloud]: Driver<C> } = {
  aws: {
    standard: { type: 'gp3' },
    provisioner: ({ facts }) => (facts.autoMode === true ? 'ebs.csi.eks.amazonaws.com' : CLOUDS.aws.drivers.disk),
    flaw: ({ type, iops = 3000, throughput = 125 }) => (type === 'io2'
      ? outside('iops', iops, ...EBS_IOPS.io2)
      : outside('iops', iops, ...EBS_IOPS.gp3) ?? outside('throughput', throughput, ...gp3Throughput(iops))),
    encryptionKey: 'kmsKeyId',
    snapshots: {},
    parameters: ({ type, iops, throughput }) => ({ type, encrypted: 'true', ...given({ iops, throughput }) }),
  },
  azure: {
    standard: { sku: 'Premium_LRS' },
    provisioner: () => CLOUDS.azure.drivers.disk,
    encryptionKey: 'diskEncryptionSetID',
    snapshots: { incremental: 'true' },
    flaw: ({ iops = 3000, throughput = 125 }) => outside('iops', iops, 3000) ?? outside('throughput', throughput, 125, iops / 4),
    // A host cache is refused by PremiumV2, and for a write-ahead log it is of no use on the others.
    parameters: ({ sku, iops, throughput }) => ({ skuName: sku, cachingMode: 'None', ...given({ DiskIOPSReadWrite: iops, DiskMBpsReadWrite: throughput }) }),
  },
  gcp: {
    standard: { type: 'pd-ssd' },
    provisioner: () => CLOUDS.gcp.drivers.disk,
    encryptionKey: 'disk-encryption-kms-key',
    snapshots: {},
    flaw: ({ iops = 1, throughput = 1 }) => outside('iops', iops, 1) ?? outside('throughput', throughput, 1),
    parameters: ({ type, iops, throughput, replication }) => ({
      type,
      ...(replication !== undefined && { 'replication-type': replication }),
      ...(iops !== undefined && { 'provisioned-iops-on-create': String(iops) }),
      ...(throughput !== undefined && { 'provisioned-throughput-on-create': `${throughput}Mi` }),
    }),
  },
};

function given(numbers: Readonly<Record<string, number | undefined>>): Parameters {
  return Object.fromEntries(Object.entries(numbers).filter(([, n]) => n !== undefined).map(([key, n]) => [key, String(n)]));
}

function outside(what: string, value: number, least: number, most = Infinity): Reason | null {
  if (Number.isInteger(value) && value >= least && value <= most) return null;
  return {
    found: `${what} ${value}`,
    expected: `a whole number from ${least}${most === Infinity ? '' : ` to ${most}`}`,
    remedy: what === 'throughput' ? 'lower it, or raise the iops it depends on' : 'choose a value the disk type can deliver',
  };
}
