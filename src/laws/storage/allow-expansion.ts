import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/allow-expansion',
  title: 'Disks of a class can grow',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  shows: { symptom: 'a disk fills up, the claim can not be resized, and the database stops', blamed: 'the database' },
  why: 'A claim grows only when its class allows it, and the day it must grow is the day the disk is full. The sizes in a StatefulSet\'s templates are fixed besides.',
  remedy: 'Set allowVolumeExpansion: true, which an existing class takes too; then edit the size of each claim.',
  because: 'A warning: nothing fails before a disk is full.',
  keptBy: 'ZonalStorageClass allows it.',
  waiveWhen: 'The size is fixed by contract or by quota.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims'],
  on: 'DeclaredStorageClass',
  messages: {
    fixed: { text: 'class {class} lets no claim grow', severity: 'warning' },
  },
  applies: (volumeClass) => volumeClass.canGrow,
  judge(volumeClass, { broken }) {
    if (volumeClass.boolean('allowVolumeExpansion') === true) return;
    const isWritten = volumeClass.has('allowVolumeExpansion');
    broken('fixed', {
      path: [isWritten ? 'allowVolumeExpansion' : 'provisioner'],
      args: { class: volumeClass.name },
      repair: { patch: [{ op: isWritten ? 'replace' : 'add', path: ['allowVolumeExpansion'], value: true }] },
    });
  },
});
