import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/reclaim-retain',
  title: 'Disks of databases stay when their claims go',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'Delete is the default of a class: with the claim goes the disk, and claims go with their namespace. One wrong kubectl delete, or one uninstalled chart, and the data is gone without a question.',
  remedy: 'Make a class with reclaimPolicy: Retain for data that nobody can make again, and move the claims to it. Retain leaves disks behind: somebody must delete them.',
  because: 'Warnings: the loss takes a deletion. A class that no database of the set takes is only told of.',
  keptBy: 'ZonalStorageClass retains.',
  waiveWhen: 'The data can be made again, or snapshots outlive the disk.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming', 'https://kubernetes.io/docs/concepts/storage/storage-classes/#reclaim-policy'],
  needs: 'cluster',
  on: 'Reclaimed',
  messages: {
    database: { text: 'class {class} deletes the disk of database {database} with its claim', severity: { recommended: 'warning', strict: 'error' } },
    other: { text: 'class {class} deletes disks with their claims; wrong for data that nobody can make again', severity: 'info' },
    volume: { text: 'volume {class} is deleted with its claim', severity: 'warning' },
  },
  applies: (reclaimed) => reclaimed.isReclaimed,
  judge(reclaimed, { broken }) {
    if (reclaimed.reclaimPolicy !== 'Delete') return;
    const { databases, reclaimField } = reclaimed;
    const [database] = databases;
    const related = databases.slice(0, 5).map(({ resource, title }) => ({ message: title, resource, path: ['metadata', 'name'] }));
    const messageId = reclaimed.object.kind === 'PersistentVolume' ? 'volume' : database === undefined ? 'other' : 'database';
    broken(messageId, { path: reclaimField, args: { class: reclaimed.name, database: database?.title ?? '' }, related });
  },
});
