import { gradeOf, type EtcdDisk } from '../../control-plane/etcd-disk';
import type { Subject } from '../../reading/subject';
import { amount, text } from '../argument';
import type { ProvisionedDisk } from './etcd-store';

/** The argument that names the type of a disk, and what the provider, or the cloud, takes where none is written. */
export interface DiskForm {
  readonly type: string;
  readonly otherwise: string;
}

/** @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ebs_volume */
export const EBS: DiskForm = { type: 'type', otherwise: 'gp2' };
export const EBS_OF_MACHINE: DiskForm = { type: 'volume_type', otherwise: 'gp2' };
export const MANAGED_DISK: DiskForm = { type: 'storage_account_type', otherwise: 'Standard_LRS' };
export const GOOGLE_DISK: DiskForm = { type: 'type', otherwise: 'pd-standard' };

/** How well a disk carries etcd. One without a written type has the type of the provider, which is slow on all clouds. */
export function diskIn(at: Subject, form: DiskForm): EtcdDisk {
  const path = [...at.path, form.type];
  const type = typeOf(at, form);
  if (type === undefined) return { name: `${form.otherwise} (no type is written)`, grade: 'slow', path };
  return { name: type, grade: gradeOf(type), path };
}

/** The operations per second of a disk, as far as its type tells: what it is given, or what comes with it. */
export function provisionedIn(at: Subject, form: DiskForm): ProvisionedDisk {
  const type = typeOf(at, form) ?? form.otherwise;
  const [key, byDefault] = IOPS.find(([pattern]) => pattern.test(type))?.slice(1) as readonly [string, number | null] | undefined ?? ['', null];
  const bySize = /^Premium_/i.test(type) ? premiumIops(amount(at, 'disk_size_gb')) : byDefault;
  const written = key !== '' && at.has(key) ? amount(at, key) : undefined;
  return { disk: type, iops: written ?? bySize, path: [...at.path, key || form.type] };
}

/** Type, the argument that says how many, and how many come with it. */
const IOPS: readonly (readonly [RegExp, string, number | null])[] = [
  [/^gp3$/, 'iops', 3000],
  [/^io[12]$/, 'iops', null],
  [/^premiumv2_/i, 'disk_iops_read_write', 3000],
  [/^ultrassd_/i, 'disk_iops_read_write', null],
  [/^hyperdisk-/, 'provisioned_iops', null],
];

/** Premium disks do as many as their size has: P10 to P80. */
function premiumIops(gigabytes: number | undefined): number | null {
  if (gigabytes === undefined) return null;
  return PREMIUM.find(([size]) => gigabytes <= size)?.[1] ?? null;
}
const PREMIUM: readonly (readonly [gigabytes: number, iops: number])[] = [[128, 500], [256, 1100], [512, 2300], [1024, 5000], [2048, 7500], [4096, 7500], [32_767, 16_000]];

function typeOf(at: Subject, form: DiskForm): string | undefined {
  // Google names types by their address, too.
  return at.has(form.type) ? text(at, form.type)?.split('/').at(-1) : undefined;
}
