import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/default-class-safe',
  title: 'There is one default class, and it waits for the pod',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  unproven: true,
  signature: 'S4',
  why: 'Every claim that names no class takes the default one. If that binds at once, each of them may get a disk in the wrong zone; if two are marked, the one created last wins, which nobody sees in the manifests.',
  remedy: 'Mark one class with storageclass.kubernetes.io/is-default-class: "true", and give it volumeBindingMode: WaitForFirstConsumer. Leave the classes AKS comes with alone: make your own beside them.',
  because: 'Warnings: claims that name their class are not touched, and two defaults are accepted since 1.26.',
  keptBy: 'ZonalStorageClass waits for the first consumer.',
  waiveWhen: 'The default moves from one class to another, and the old mark goes with the next change.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass', 'https://learn.microsoft.com/azure/aks/concepts-storage#storage-classes'],
  needs: 'cluster',
  on: 'DeclaredStorageClass',
  messages: {
    several: { text: 'class {class} is the default beside {other}; the one created last wins', severity: 'warning' },
    immediate: { text: 'default class {class} binds volumes of {provisioner} before a pod has a zone', severity: { recommended: 'warning', strict: 'error' } },
    reconciled: { text: 'class {class} is one AKS comes with and puts back as it was', severity: 'warning' },
  },
  applies: (volumeClass, { profile }) => volumeClass.isDefault || (profile.cloud === 'azure' && volumeClass.isBuiltInName),
  judge(volumeClass, { profile, broken }) {
    const { name, provisioner, isDefault, otherDefault } = volumeClass;
    if (profile.cloud === 'azure' && volumeClass.isBuiltInName) broken('reconciled', { path: ['metadata', 'name'], args: { class: name } });
    if (!isDefault) return;
    if (otherDefault !== null) {
      broken('several', {
        path: ['metadata', 'annotations'],
        at: 'key',
        args: { class: name, other: otherDefault.name },
        related: [{ message: 'the other default', resource: otherDefault.resource, path: ['metadata', 'annotations'] }],
      });
    }
    const isOneZone = (volumeClass.allowedZones ?? profile.zones)?.length === 1;
    if (volumeClass.reach === 'zone' && volumeClass.bindsBeforePlacement && !isOneZone) {
      broken('immediate', { path: [volumeClass.bindingField], args: { class: name, provisioner } });
    }
  },
});
