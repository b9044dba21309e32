import type { ScheduledJob, ScheduledJobProps } from '../../compute/scheduled-job';
import type { ByteQuantity } from '../../compute/resources/budget';
import type { WorkloadIdentity } from '../../identity/workload-identity';
import { external } from '../../network/external';
import type { Cidr, Cloud } from '../../platform';
import { demand } from '../../refusal';
import { BUCKETS, type BucketScripts } from './bucket-scripts';

/** A disk of the job's own; etcd itself never sees it. It stands in one zone, so copies on it do not outlive that zone. */
export interface SnapshotDisk {
  readonly mechanism: 'disk';
  /** A ZonalStorageClass, or `{ name }` of a class that exists. */
  readonly storageClass: { readonly name: string };
  /** Room for all that are kept, and one more. */
  readonly size: ByteQuantity;
  /** How many stay. Default 14. */
  readonly keep?: number;
}

/** What all buckets have. How long copies stay there, a rule of the bucket says: the job may add to it, and needs no right to delete. */
interface Bucket {
  /** Who may add objects, and nothing else; nobody else has this identity. */
  readonly identity: WorkloadIdentity;
  /** What names begin with, e.g. `prod/`. Default: nothing. */
  readonly prefix?: string;
  /** Room for one snapshot on its way: etcd holds 8Gi at most. Default `10Gi`. */
  readonly room?: ByteQuantity;
  /** Addresses of the storage service, e.g. of its private endpoint, reached on port 443. Default: any. */
  readonly addresses?: readonly Cidr[];
}

/** A bucket of S3; the image has `aws`, too. */
export interface S3Bucket extends Bucket {
  readonly mechanism: 's3';
  readonly bucket: string;
  readonly region: string;
}

/** A container of Azure Blob Storage; the image has `az`, too. */
export interface BlobContainer extends Bucket {
  readonly mechanism: 'azure-blob';
  /** Name of the storage account. */
  readonly account: string;
  readonly container: string;
}

/** A bucket of Google Cloud Storage; the image has `gcloud`, too. */
export interface CloudStorageBucket extends Bucket {
  readonly mechanism: 'gcs';
  readonly bucket: string;
}

/** Where snapshots go, by name: nobody is backed up by a default. */
export type SnapshotPlace = SnapshotDisk | S3Bucket | BlobContainer | CloudStorageBucket;

/** Where they lie in the pod. */
export const FOLDER = '/snapshots';

const CLOUD: { readonly [M in Exclude<SnapshotPlace['mechanism'], 'disk'>]: Cloud } = { 's3': 'aws', 'azure-blob': 'azure', 'gcs': 'gcp' };

/** What a job needs to get at the place. */
export interface AtPlace {
  readonly env: Readonly<Record<string, string>>;
  readonly scripts: BucketScripts;
  /** What holds them in the pod. */
  readonly holds: Pick<ScheduledJobProps, 'disk' | 'volumes' | 'identity'>;
}

/** @throws Refusal for a bucket of another cloud. */
export function atPlace(where: string, cloud: Cloud, place: SnapshotPlace, identity = place.mechanism === 'disk' ? undefined : place.identity): AtPlace {
  if (place.mechanism === 'disk') {
    const { storageClass, size } = place;
    return { env: { FOLDER }, scripts: { fetch: '', send: '' }, holds: { disk: { storageClass, size, mountPath: FOLDER } } };
  }
  const { mechanism, prefix = '', room = '10Gi' } = place;
  demand(CLOUD[mechanism] === cloud, where, 'platform', () => ({
    found: `${mechanism} from a cluster on ${cloud}`, expected: `a bucket the identity of a pod on ${cloud} opens`, remedy: 'name the storage of the same cloud, or a disk',
  }));
  demand(/^(?:[\w.-]+\/)*$/.test(prefix), where, 'storage/backup-declared', () => ({
    found: `prefix "${prefix}"`, expected: 'folders that end with a slash', remedy: 'write e.g. "prod/"',
  }));
  return {
    env: { FOLDER, PREFIX: prefix, ...placeEnv(place) },
    scripts: BUCKETS[mechanism],
    holds: { volumes: { [FOLDER]: { scratch: room } }, ...(identity && { identity }) },
  };
}

/** The way of a job to the place. */
export function openPlace(job: ScheduledJob, place: SnapshotPlace): void {
  if (place.mechanism === 'disk') return;
  for (const cidr of place.addresses ?? ['0.0.0.0/0']) job.allow.to(external({ cidr, port: 443 }));
}

function placeEnv(place: Exclude<SnapshotPlace, SnapshotDisk>): Readonly<Record<string, string>> {
  // The programs of the clouds keep what they know of themselves at home, and nothing else is writable.
  const HOME = '/tmp';
  switch (place.mechanism) {
    case 's3': return { HOME, BUCKET: place.bucket, AWS_REGION: place.region };
    case 'azure-blob': return { HOME, BUCKET: place.container, ACCOUNT: place.account };
    case 'gcs': return { HOME, BUCKET: place.bucket };
  }
}
