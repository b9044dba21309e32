import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/volume-parameters-valid',
  title: 'A class gives its driver parameters the driver takes',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'Parameters are free text to Kubernetes. The driver reads them when the first claim comes, refuses what it does not know, and the claim stays Pending with ProvisioningFailed; what it ignores costs the performance that was meant.',
  remedy: 'Write the parameters as the documentation of the driver has them. The parameters of an existing class can not be changed: make a new one.',
  because: 'An error where the driver refuses every claim of the class. Bounds rise over time and ignored parameters harm nobody, hence warnings.',
  keptBy: 'ZonalStorageClass takes the disks of the cloud as types, and checks their limits against the same tables; SharedStorageClass likewise.',
  waiveWhen: 'The driver in the cluster is newer than the tables of looplaw.',
  sources: [
    'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md',
    'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html',
    'https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md',
    'https://github.com/kubernetes-sigs/gcp-compute-persistent-disk-csi-driver/blob/master/README.md',
    'https://kubernetes-csi.github.io/docs/external-provisioner.html',
  ],
  on: 'DeclaredStorageClass',
  messages: {
    unknownKey: { text: '{provisioner} refuses parameter {key}, which it does not know', severity: 'error' },
    reservedKey: { text: 'parameter {key} is none the provisioner knows under its own prefix; here case matters', severity: 'error' },
    unknownValue: { text: '{key} {value} is none of {known}', severity: 'error' },
    notANumber: { text: '{key} {value} is no whole number', severity: 'error' },
    tooLow: { text: '{key} {value} is below {least}, and refused', severity: 'error' },
    tooHigh: { text: '{key} {value} is above {most}, the most this disk delivers', severity: 'warning' },
    exclusive: { text: '{key} and {other} exclude each other', severity: 'error' },
    misplaced: { text: '{key} is refused with {type}; it is for {types} only', severity: 'error' },
    ignored: { text: '{key} has no effect on {type}; it is for {types} only', severity: { recommended: 'warning', strict: 'error' } },
    hostCache: { text: '{type} takes cachingMode None only, and gets {cache}', severity: 'error' },
    deprecated: { text: 'cachingMode {value} is deprecated, and loses writes that the host has cached', severity: 'warning' },
  },
  applies: (volumeClass) => volumeClass.has('parameters'),
  judge(volumeClass, { broken }) {
    const { provisioner } = volumeClass;
    for (const { is, key, args } of volumeClass.parameterFlaws) {
      broken(is, { path: ['parameters', key], at: is === 'unknownKey' || is === 'reservedKey' ? 'key' : 'value', args: { provisioner, key, ...args } });
    }
  },
});
