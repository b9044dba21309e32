/** A plugin that was part of Kubernetes itself. */
export interface InTreePlugin {
  /** The driver its volumes are handed to, where there is one. */
  readonly driver: string | null;
  /** The version that had it no more; `null` where calls are still translated for the driver. */
  readonly removedIn: string | null;
}

/**
 * Provisioners `kubernetes.io/…`. What is translated works only where the driver is installed, and reads the driver's parameters.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#volume-types
 * @see https://github.com/kubernetes/kubernetes/tree/master/CHANGELOG
 */
const PLUGINS: ReadonlyMap<string, InTreePlugin> = new Map([
  ['aws-ebs', translated('ebs.csi.aws.com')],
  ['azure-disk', translated('disk.csi.azure.com')],
  ['azure-file', translated('file.csi.azure.com')],
  ['cinder', translated('cinder.csi.openstack.org')],
  ['gce-pd', translated('pd.csi.storage.gke.io')],
  ['portworx-volume', translated('pxd.portworx.com')],
  ['vsphere-volume', translated('csi.vsphere.vmware.com')],
  ['cephfs', removed('1.31', 'cephfs.csi.ceph.com')],
  ['flocker', removed('1.25')],
  ['glusterfs', removed('1.26')],
  ['quobyte', removed('1.25')],
  ['rbd', removed('1.31', 'rbd.csi.ceph.com')],
  ['scaleio', removed('1.22')],
  ['storageos', removed('1.25')],
]);

/** The plugin a provisioner names; `null` for drivers, and for `kubernetes.io/no-provisioner`, which stays. */
export function inTreePlugin(provisioner: string): InTreePlugin | null {
  const [prefix, name, ...others] = provisioner.split('/');
  return prefix === 'kubernetes.io' && name !== undefined && others.length === 0 ? PLUGINS.get(name) ?? null : null;
}

function translated(driver: string): InTreePlugin {
  return { driver, removedIn: null };
}

function removed(removedIn: string, driver: string | null = null): InTreePlugin {
  return { driver, removedIn };
}
