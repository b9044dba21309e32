import { defineLaw } from '../../law';

const GIB = 1024 ** 3;
const SUGGESTED_MAXIMUM = 8 * GIB;

export default defineLaw({
  id: 'control-plane/etcd-quota',
  title: 'etcd has a space quota it can live with',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: a small cluster lives with the default of 2 GiB; one that grows stops taking changes when it is full.',
  signature: 'S5',
  shows: { symptom: 'every change is refused with "etcdserver: mvcc: database space exceeded"; reading works', cause: 'the database has grown to its quota, which is 2 GiB unless somebody says otherwise' },
  why: 'At its quota etcd takes no more changes, deletions included, until somebody compacts, defragments and disarms the alarm by hand. Beyond 8 GiB it starts and recovers too slowly.',
  remedy: 'Set --quota-backend-bytes=8589934592 and give the member more memory than that.',
  keptBy: '`KubeadmConfiguration` writes it.',
  waiveWhen: 'The cluster is small and its database size is watched.',
  carriedBy: 'Growth is watched by alerts on etcd_mvcc_db_total_size_in_bytes against the quota.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/op-guide/maintenance/#space-quota'],
  on: 'EtcdCluster',
  messages: {
    byDefault: { text: '{etcd} stops taking changes at 2 GiB, its default quota', severity: 'warning' },
    large: { text: '{etcd} has a quota of {gib} GiB; 8 GiB is the most etcd suggests', severity: 'warning' },
    memory: { text: '{etcd} has a quota of {gib} GiB and a memory limit of {limit}: it maps the whole database', severity: 'warning' },
  },
  applies: ({ settings }) => settings !== null,
  judge(etcd, { broken }) {
    const quota = etcd.numberFlag('quota-backend-bytes', 0);
    const limit = etcd.member?.limit('memory')?.amount ?? null;
    const args = { etcd: etcd.title, gib: Math.round((quota / GIB) * 10) / 10, limit: limit?.toString() ?? '' };
    const breach = { path: etcd.flagPlace('quota-backend-bytes'), args };
    if (quota === 0) broken('byDefault', breach);
    else if (quota > SUGGESTED_MAXIMUM) broken('large', breach);
    else if (limit !== null && limit.value() < quota) broken('memory', breach);
  },
});
