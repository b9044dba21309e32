import { parseImage } from '../workload/image';
import { MAYBE, OPEN, Undecided } from '../reading/unknown';
import { STORED, textBeside, whenAbsent, whenEmpty, type Rules, type Written } from './rule';

const container = {
  imagePullPolicy: whenEmpty((node: Written) => pullPolicy(textBeside(node, 'image'))),
  resources: whenAbsent(STORED),
  terminationMessagePath: whenEmpty('/dev/termination-log'),
  terminationMessagePolicy: whenEmpty('File'),
};

/** Mode of files in a volume: 0644. */
const FILE_MODE = whenAbsent(0o644);

/**
 * Pods and everything in them.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go
 */
export const podRules: Rules = {
  'core/v1.PodSpec': {
    dnsPolicy: whenEmpty('ClusterFirst'),
    // Filled when the pod is created, not in a template: what a template leaves open, its pods will have.
    enableServiceLinks: whenAbsent(true),
    restartPolicy: whenEmpty('Always'),
    schedulerName: whenEmpty('default-scheduler'),
    securityContext: whenAbsent(STORED),
    // Two names of one field.
    serviceAccount: whenEmpty((node: Written) => textBeside(node, 'serviceAccountName') || undefined),
    serviceAccountName: whenEmpty((node: Written) => textBeside(node, 'serviceAccount') || undefined),
    terminationGracePeriodSeconds: whenAbsent(30),
  },
  'core/v1.Container': container,
  'core/v1.EphemeralContainer': container,
  'core/v1.ContainerPort': { protocol: whenEmpty('TCP') },
  'core/v1.Probe': {
    failureThreshold: whenEmpty(3),
    periodSeconds: whenEmpty(10),
    successThreshold: whenEmpty(1),
    timeoutSeconds: whenEmpty(1),
  },
  'core/v1.HTTPGetAction': { path: whenEmpty('/'), scheme: whenEmpty('HTTP') },
  'core/v1.GRPCAction': { service: whenAbsent('') },
  'core/v1.ObjectFieldSelector': { apiVersion: whenEmpty('v1') },
  'core/v1.ResourceFieldSelector': { divisor: whenEmpty('0') },
  'core/v1.Volume': {
    emptyDir: whenAbsent((node: Written) => (hasSource(node) ? undefined : STORED)),
  },
  'core/v1.ConfigMapVolumeSource': { defaultMode: FILE_MODE },
  'core/v1.DownwardAPIVolumeSource': { defaultMode: FILE_MODE },
  'core/v1.ProjectedVolumeSource': { defaultMode: FILE_MODE },
  'core/v1.SecretVolumeSource': { defaultMode: FILE_MODE },
  'core/v1.ServiceAccountTokenProjection': { expirationSeconds: whenAbsent(3600) },
  'core/v1.HostPathVolumeSource': { type: whenAbsent('') },
  'core/v1.ImageVolumeSource': { pullPolicy: whenEmpty((node: Written) => pullPolicy(textBeside(node, 'reference'))) },
  'core/v1.ISCSIVolumeSource': { iscsiInterface: whenEmpty('default') },
  'core/v1.RBDVolumeSource': { keyring: whenEmpty('/etc/ceph/keyring'), pool: whenEmpty('rbd'), user: whenEmpty('admin') },
  'core/v1.ScaleIOVolumeSource': { fsType: whenEmpty('xfs'), storageMode: whenEmpty('ThinProvisioned') },
  'core/v1.AzureDiskVolumeSource': {
    cachingMode: whenAbsent('ReadWrite'),
    fsType: whenAbsent('ext4'),
    kind: whenAbsent('Shared'),
    readOnly: whenAbsent(false),
  },
};

/** Everything but its name is a source of a volume. */
function hasSource(node: Written): boolean {
  if (node[OPEN] === true) throw new Undecided('the source of a volume is not known');
  return Object.keys(node).some((key) => {
    if (node[key] === MAYBE) throw new Undecided('the source of a volume is not known');
    return key !== 'name' && node[key] !== undefined && node[key] !== null;
  });
}

/** Only the exact tag `latest`, or neither tag nor digest, is pulled each time. */
function pullPolicy(image: string): 'Always' | 'IfNotPresent' {
  const { tag, digest } = parseImage(image);
  return tag === 'latest' || (tag === null && digest === null) ? 'Always' : 'IfNotPresent';
}
