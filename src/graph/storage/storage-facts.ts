import type { Cloud } from '../../profile';

/** How far the volumes of a class reach. `unknown` = a provisioner looplaw has no facts about. */
export type Reach = 'zone' | 'zones' | 'everywhere' | 'unknown';

/** Drivers whose volumes live in one zone, or on one node. */
const ZONAL = new Set([
  'cinder.csi.openstack.org', 'disk.csi.azure.com', 'ebs.csi.aws.com', 'ebs.csi.eks.amazonaws.com', 'kubernetes.io/aws-ebs',
  'kubernetes.io/azure-disk', 'kubernetes.io/cinder', 'kubernetes.io/gce-pd', 'kubernetes.io/no-provisioner', 'pd.csi.storage.gke.io', 'topolvm.io',
]);
/** Network file systems and object stores: nothing is attached to a node. Operators prefix driver names, hence substrings. */
const FILES = /efs|file|nfs|cephfs|blob|s3|fsx|lustre/;
/** Network block devices every zone reaches. */
const NETWORK_BLOCKS = /ceph|rbd/;
/** Disks of the node itself; a cluster's own domain is no such sign (`cluster.local/…`). */
const LOCAL = /(?<!cluster\.)local/;

/** How far a volume of this provisioner reaches, replication options aside. */
export function reachOf(provisioner: string): Exclude<Reach, 'zones'> {
  if (ZONAL.has(provisioner)) return 'zone';
  if (FILES.test(provisioner) || NETWORK_BLOCKS.test(provisioner)) return 'everywhere';
  return LOCAL.test(provisioner) ? 'zone' : 'unknown';
}

/** Are its volumes mounted over the network, with no device to attach? */
export function isFileStorage(provisioner: string): boolean {
  return !ZONAL.has(provisioner) && FILES.test(provisioner);
}

/** A StorageClass a managed cluster comes with. */
export interface CloudClass {
  readonly name: string;
  readonly provisioner: string;
  readonly volumeBindingMode: 'Immediate' | 'WaitForFirstConsumer';
  /** The kind of disk, as the driver's parameter names it in lower case; `null` for what is no disk. */
  readonly disk: string | null;
  /** Does a claim that names no class get it? */
  readonly isDefault: boolean;
}

function deferred(provisioner: string, disk: string | null, ...names: readonly string[]): readonly CloudClass[] {
  return names.map((name) => ({ name, provisioner, disk, volumeBindingMode: 'WaitForFirstConsumer', isDefault: false }));
}

function immediate(provisioner: string, disk: string | null, ...names: readonly string[]): readonly CloudClass[] {
  return names.map((name) => ({ name, provisioner, disk, volumeBindingMode: 'Immediate', isDefault: false }));
}

function byDefault(classes: readonly CloudClass[]): readonly CloudClass[] {
  return classes.map((c) => ({ ...c, isDefault: true }));
}

/**
 * The classes of EKS, AKS and GKE as they are delivered.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
 * @see https://learn.microsoft.com/azure/aks/concepts-storage
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/persistent-volumes
 */
const CLOUD_CLASSES: Readonly<Record<Cloud, readonly CloudClass[]>> = {
  // Since 1.30 new EKS clusters have no default class at all.
  aws: deferred('kubernetes.io/aws-ebs', 'gp2', 'gp2'),
  azure: [
    ...byDefault(deferred('disk.csi.azure.com', 'standardssd_lrs', 'default')),
    ...deferred('disk.csi.azure.com', 'standardssd_lrs', 'managed', 'managed-csi'),
    ...deferred('disk.csi.azure.com', 'premium_lrs', 'managed-csi-premium', 'managed-premium'),
    ...immediate('file.csi.azure.com', null, 'azurefile', 'azurefile-csi', 'azurefile-csi-premium', 'azurefile-premium'),
    ...immediate('blob.csi.azure.com', null, 'azureblob-fuse-premium', 'azureblob-nfs-premium'),
  ],
  gcp: [
    ...byDefault(deferred('pd.csi.storage.gke.io', 'pd-balanced', 'standard-rwo')),
    ...deferred('pd.csi.storage.gke.io', 'pd-ssd', 'premium-rwo'),
    ...immediate('kubernetes.io/gce-pd', 'pd-standard', 'standard'),
    ...deferred('filestore.csi.storage.gke.io', null, 'enterprise-rwx', 'premium-rwx', 'standard-rwx', 'zonal-rwx'),
  ],
  none: [],
};

/** The class of this name a cluster of the cloud comes with; `null` asks for its default class. */
export function cloudClass(cloud: Cloud, name: string | null): CloudClass | undefined {
  return CLOUD_CLASSES[cloud].find((c) => (name === null ? c.isDefault : c.name === name));
}

/** The classes a cluster of the cloud comes with. */
export function cloudClasses(cloud: Cloud): readonly CloudClass[] {
  return CLOUD_CLASSES[cloud];
}
