/** The drivers whose parameters looplaw knows. */
export type DriverFamily = 'ebs' | 'azureDisk' | 'persistentDisk';

/** What is known of the disks of a driver. Names of parameters and types are in lower case, as the drivers read them. */
interface Driver {
  /** Parameters that name the kind of disk; the first that is written counts. */
  readonly typeKeys: readonly string[];
  /** The kind of disk where none is named. */
  readonly defaultType: string;
  /** Kinds that burst or spin. */
  readonly slow: ReadonlySet<string>;
  /** Labels of nodes `allowedTopologies` may name; the first is the zone. */
  readonly topologyKeys: readonly [string, ...string[]];
}

/**
 * @see https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
 * @see https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md
 * @see https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver/blob/master/README.md
 */
export const DRIVERS: Readonly<Record<DriverFamily, Driver>> = {
  ebs: {
    typeKeys: ['type'],
    defaultType: 'gp3',
    slow: new Set(['gp2', 'standard', 'st1', 'sc1']),
    topologyKeys: ['topology.kubernetes.io/zone', 'topology.ebs.csi.aws.com/zone', 'topology.k8s.aws/zone-id', 'topology.ebs.csi.aws.com/outpost-id'],
  },
  azureDisk: {
    typeKeys: ['skuname', 'storageaccounttype'],
    defaultType: 'standardssd_lrs',
    slow: new Set(['standard_lrs']),
    topologyKeys: ['topology.disk.csi.azure.com/zone', 'topology.kubernetes.io/zone'],
  },
  persistentDisk: {
    typeKeys: ['type'],
    defaultType: 'pd-standard',
    slow: new Set(['pd-standard']),
    topologyKeys: ['topology.gke.io/zone'],
  },
};

const FAMILIES: ReadonlyMap<string, DriverFamily> = new Map([
  ['disk.csi.azure.com', 'azureDisk'],
  ['ebs.csi.aws.com', 'ebs'],
  ['ebs.csi.eks.amazonaws.com', 'ebs'],
  ['kubernetes.io/aws-ebs', 'ebs'],
  ['kubernetes.io/azure-disk', 'azureDisk'],
  ['kubernetes.io/gce-pd', 'persistentDisk'],
  ['pd.csi.storage.gke.io', 'persistentDisk'],
]);

/** The driver a provisioner is, under its own name or the one it had inside Kubernetes; `null` = one looplaw has no table of. */
export function driverFamily(provisioner: string): DriverFamily | null {
  return FAMILIES.get(provisioner) ?? null;
}

/** Does it make disks that several zones reach, if asked to? */
export function mayReachZones(provisioner: string): boolean {
  const family = driverFamily(provisioner);
  return family === 'azureDisk' || family === 'persistentDisk';
}

/** Is it a kind of disk that bursts or spins? */
export function isSlowDisk(provisioner: string, type: string): boolean {
  const family = driverFamily(provisioner);
  return family !== null && DRIVERS[family].slow.has(type);
}
