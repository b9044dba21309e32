import { etcdCompanions } from '../../graph/control-plane/etcd-companions';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-backup',
  title: 'What etcd holds is saved outside of it',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended, for nothing fails until the quorum is lost for good; an error in strict, for then the cluster is, too.',
  unproven: true,
  signature: 'S5',
  why: 'When a majority of the disks is gone, only a snapshot brings the cluster back. Without one it is built anew from what happens to be in Git.',
  remedy: 'Run a CronJob with etcdctl snapshot save that stores the file elsewhere, or the backup of the operator; restore it once to know that it works.',
  keptBy: '`EtcdSnapshots` saves each hour, and `EtcdRestoreDrill` restores the newest each week.',
  waiveWhen: 'The machines are saved as a whole, or what is in etcd can be made again; name etcd-backup in platformProvides.',
  carriedBy: 'Where machines run etcd, a timer of theirs does it; restoring is a runbook.',
  sources: ['mission', 'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#backing-up-an-etcd-cluster'],
  needs: 'cluster',
  on: 'EtcdCluster',
  messages: {
    missing: { text: '{etcd} is saved by nothing in this set', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: ({ member, origin }) => member !== null || origin === 'operator',
  judge(etcd, { graph, broken }) {
    if (graph.join(etcdCompanions).backup !== null) return;
    graph.assertNotProvided('etcd-backup');
    broken('missing', { path: etcd.place, at: 'key', args: { etcd: etcd.title } });
  },
});
