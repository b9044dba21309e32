import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-volume-iops',
  title: 'Disks of etcd have the operations per second they need',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'A small cluster lives with less, so it warns; below 3000 it is an error in strict.',
  unproven: true,
  signature: 'S5',
  why: 'Clouds count operations that are many at once, etcd waits for one after the other: 5000 of the former are about 500 of the latter, which a busy cluster needs.',
  remedy: 'Provision 5000 or more: iops of gp3, io2 and io1, disk_iops_read_write of PremiumV2 and Ultra, provisioned_iops of hyperdisk.',
  waiveWhen: 'The cluster is small and its fsync p99 is watched and below 10 ms.',
  carriedBy: 'An alert on etcd_disk_wal_fsync_duration_seconds p99 tells the truth.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/op-guide/hardware/#disks', 'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html'],
  on: 'EtcdVolume',
  messages: {
    few: { text: '{etcd} writes to {disk} with {iops} operations per second, and may need 5000', severity: 'warning' },
    tooFew: { text: '{etcd} writes to {disk} with {iops} operations per second: elections come with the load', severity: { recommended: 'warning', strict: 'error' } },
    unset: { text: '{etcd} writes to {disk}, which has as many operations per second as are provisioned, and none are', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (etcd) => etcd.writesToDisks,
  judge(etcd, { broken }) {
    for (const { disk, iops, path } of etcd.provisioned) {
      const args = { etcd: etcd.etcdTitle, disk, iops: iops ?? 0 };
      if (iops === null) {
        if (/^(?:io[12]|ultrassd_lrs|hyperdisk-\w+)$/i.test(disk)) broken('unset', { path, args });
      } else if (iops < 3000) broken('tooFew', { path, args });
      else if (iops < 5000) broken('few', { path, args });
    }
  },
});
