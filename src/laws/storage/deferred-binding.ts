import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/deferred-binding',
  title: 'Zonal classes bind on first consumer',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'A class that binds at once makes the disk before the pod has a node. The disk picks a zone, the scheduler picks another, and the pod never starts.',
  remedy: 'Make a new class with volumeBindingMode: WaitForFirstConsumer and move the claims to it; the field of an existing class can not be changed.',
  because: 'An error: whenever the zone of the disk has no room, the pod stays Pending with "volume node affinity conflict". Where the disk reaches further it is advice.',
  keptBy: 'ZonalStorageClass binds on the first consumer.',
  waiveWhen: 'The class cannot be replaced yet, and its claims are pinned to the zone they are in.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode',
    'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/persistent-volumes',
  ],
  on: 'StorageClass',
  messages: {
    immediate: { text: 'class {class} binds volumes of {provisioner} before a pod has a zone', severity: 'error' },
    builtIn: { text: 'class {class} of {cloud} binds volumes of {provisioner} before a pod has a zone', severity: 'error' },
    regional: { text: 'class {class} binds disks that reach only two zones before a pod has a zone', severity: 'warning' },
    oneZone: { text: 'class {class} binds at once; harmless only while every node is in {zone}', severity: 'info' },
    unknownReach: { text: 'class {class} binds at once; wrong if volumes of {provisioner} live in one zone', severity: 'info' },
    zoneRedundant: { text: 'class {class} binds at once; its disks reach every zone, but WaitForFirstConsumer costs nothing', severity: 'info' },
  },
  applies: (volumeClass) => volumeClass.reach !== 'everywhere',
  judge(volumeClass, { profile, broken }) {
    if (!volumeClass.bindsBeforePlacement) return;
    const { reach, replication, allowedZones, provisioner, cloud } = volumeClass;
    if (replication === 'regional' && allowedZones !== null && allowedZones.length > 1) return;
    const [zone, ...otherZones] = allowedZones ?? profile.zones ?? [];
    const messageId = reach === 'unknown' ? 'unknownReach'
      : replication === 'zrs' ? 'zoneRedundant'
      : replication === 'regional' ? 'regional'
      : zone !== undefined && otherZones.length === 0 ? 'oneZone'
      : cloud === null ? 'immediate'
      : 'builtIn';
    broken(messageId, {
      path: [volumeClass.bindingField],
      args: { class: volumeClass.name, provisioner, zone: zone ?? '', cloud: cloud ?? '' },
    });
  },
});
