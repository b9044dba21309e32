import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/csi-provisioner',
  title: 'Classes name a CSI driver',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'The volume plugins inside Kubernetes are gone. A class that still names one works only as long as its calls are translated for a driver, and means what the driver makes of it; some have no translation any more, and provision nothing.',
  remedy: 'Make a new class that names the driver and its own parameters, and move the claims to it; the provisioner of an existing class can not be changed.',
  because: 'A warning: what is translated still works. A plugin without a successor makes nothing, but a class of it seldom has claims left.',
  keptBy: 'ZonalStorageClass names the driver of the cloud.',
  waiveWhen: 'Volumes of this class exist and the class has to keep its name until they are moved.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/volumes/#volume-types', 'https://learn.microsoft.com/azure/aks/csi-migrate-in-tree-volumes'],
  on: 'DeclaredStorageClass',
  messages: {
    translated: { text: 'class {class} names {provisioner}, which is gone and only translated for {driver}', severity: 'warning' },
    removed: { text: 'class {class} names {provisioner}, which Kubernetes {version} removed: it provisions nothing', severity: { recommended: 'warning', strict: 'error' } },
  },
  judge(volumeClass, { broken }) {
    const { name, provisioner, inTree } = volumeClass;
    if (inTree === null) return;
    const messageId = inTree.removedIn === null ? 'translated' : 'removed';
    broken(messageId, { path: ['provisioner'], args: { class: name, provisioner, driver: inTree.driver ?? '', version: inTree.removedIn ?? '' } });
  },
});
