import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-volume-class',
  title: 'etcd writes to disks of low and steady latency',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'An error for disks whose burst runs out, for then elections storm and the cluster stops answering; second choices warn, and are errors where the profile says etcd: strict.',
  unproven: true,
  signature: 'S5',
  why: 'Every change waits until a majority has it on disk. A disk with a burst bucket is fast until the day it matters, then each write takes hundreds of milliseconds and leaders are lost.',
  remedy: 'Use io2 or io1, PremiumV2_LRS or UltraSSD_LRS, hyperdisk or pd-extreme, or a local NVMe disk, and write the type down.',
  waiveWhen: 'The cluster is small and its fsync p99 is watched and below 10 ms.',
  carriedBy: 'An alert on etcd_disk_wal_fsync_duration_seconds p99 tells the truth.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/op-guide/hardware/#disks', 'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html'],
  on: 'EtcdStore',
  messages: {
    slow: { text: '{etcd} writes to {disk}, whose latency is neither low nor steady', severity: 'error' },
    unset: { text: '{etcd} writes to disks of class {disk}, which names no type', severity: 'error' },
    network: { text: '{etcd} writes to a shared file system ({disk}), which has no fsync to rely on', severity: 'error' },
    accepted: { text: '{etcd} writes to {disk}: enough for a small cluster, the second choice for others', severity: 'warning' },
    acceptedStrict: { text: '{etcd} writes to {disk}, and the profile asks for the best disks', severity: 'error' },
    cached: { text: '{etcd} writes to {disk} through a cache of its machine ({caching}): what it has promised may be lost', severity: { recommended: 'warning', strict: 'error' } },
    refused: { text: '{etcd} asks for caching {caching}, which disks of type {disk} do not have', severity: 'error' },
    replicated: { text: '{etcd} writes to {disk}: each write waits for other zones, and etcd replicates by itself', severity: 'warning' },
  },
  applies: (etcd) => etcd.writesToDisks,
  judge(etcd, { profile, broken }) {
    for (const { name: disk, grade, path } of etcd.disks) {
      const breach = { path, args: { etcd: etcd.etcdTitle, disk } };
      if (grade === 'accepted') broken(profile.etcd === 'strict' ? 'acceptedStrict' : 'accepted', breach);
      else if (grade !== 'good') broken(grade, breach);
    }
    for (const { is, path, ...args } of etcd.caches) broken(is, { path, args: { etcd: etcd.etcdTitle, ...args } });
  },
});
