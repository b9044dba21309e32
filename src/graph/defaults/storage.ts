import { STORED, whenAbsent, whenEmpty, type Rules } from './rule';

const filesystem = whenAbsent('Filesystem');

/**
 * Claims, volumes, classes.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/storage/v1/defaults.go
 */
export const storageRules: Rules = {
  'core/v1.PersistentVolumeClaimSpec': { resources: whenAbsent(STORED), volumeMode: filesystem },
  'core/v1.PersistentVolumeClaimTemplate': { metadata: whenAbsent(STORED) },
  'core/v1.PersistentVolumeSpec': { persistentVolumeReclaimPolicy: whenEmpty('Retain'), volumeMode: filesystem },
  'core/v1.ISCSIPersistentVolumeSource': { iscsiInterface: whenEmpty('default') },
  'core/v1.RBDPersistentVolumeSource': { keyring: whenEmpty('/etc/ceph/keyring'), pool: whenEmpty('rbd'), user: whenEmpty('admin') },
  'core/v1.ScaleIOPersistentVolumeSource': { fsType: whenEmpty('xfs'), storageMode: whenEmpty('ThinProvisioned') },
  'storage/v1.StorageClass': { reclaimPolicy: whenAbsent('Delete'), volumeBindingMode: whenAbsent('Immediate') },
  'storage/v1.CSIDriverSpec': {
    attachRequired: whenAbsent(true),
    fsGroupPolicy: whenAbsent('ReadWriteOnceWithFSType'),
    podInfoOnMount: whenAbsent(false),
    requiresRepublish: whenAbsent(false),
    seLinuxMount: whenAbsent(false),
    storageCapacity: whenAbsent(false),
    volumeLifecycleModes: whenEmpty(['Persistent']),
  },
};
