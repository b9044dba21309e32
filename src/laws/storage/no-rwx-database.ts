import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/no-rwx-database',
  title: 'Databases never share a file system',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'A file system over the network has no locks and no fsync a database can trust; two servers on one data directory corrupt it. And a driver of block devices refuses to make a volume that many nodes write to as a file system.',
  remedy: 'Give each replica a claim of its own with ReadWriteOncePod on a block device; replication is the database\'s business.',
  because: 'An error where the driver refuses the claim, which then stays Pending; the rest is how databases get corrupted, some day.',
  keptBy: 'StatefulStore claims a block device per replica, for one pod; a SharedStorageClass does not compile there.',
  waiveWhen: 'The product supports this very file system, as some do NFS with the right mount options.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
    'https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/multi-attach.md',
    'https://www.postgresql.org/docs/current/creating-cluster.html#CREATING-CLUSTER-FILESYSTEM',
  ],
  on: 'Workload',
  messages: {
    neverMade: { text: 'claim {claim} wants a file system that many nodes write to, and {provisioner} makes devices for one: it stays Pending', severity: 'error' },
    shared: { text: 'database {image} keeps its data on claim {claim}, which many nodes may write to', severity: { recommended: 'warning', strict: 'error' } },
    files: { text: 'database {image} keeps its data on claim {claim} of class {class}, a file system over the network', severity: { recommended: 'warning', strict: 'error' } },
  },
  carriedBy: 'Which access mode for which data (storage/access-mode-decision) is decided by types: scratch is a bounded emptyDir, SharedVolume a file system over the network, StatefulStore a block device per replica.',
  applies: (workload) => workload.pod.claims.length > 0,
  judge({ storage, database }, { broken }) {
    for (const { is, use: { claim, name, field } } of storage.sharingFlaws()) {
      const { provisioner = '', name: className = '' } = claim.volumeClass ?? {};
      broken(is, {
        path: field,
        args: { image: database?.image.repository ?? '', claim: name, provisioner, class: className },
        ...(is === 'neverMade' && { related: [{ message: 'asks for ReadWriteMany', resource: claim.object.resource, path: [...claim.path, 'spec', 'accessModes'] }] }),
      });
    }
  },
});
