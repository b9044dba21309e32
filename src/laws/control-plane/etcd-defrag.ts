import { etcdCompanions } from '../../graph/control-plane/etcd-companions';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-defrag',
  title: 'Space that etcd has compacted is given back, one member at a time',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: the file only grows, and the quota counts the file.',
  unproven: true,
  signature: 'S5',
  why: 'Compaction leaves holes in the file; the quota counts the file with them. Only a defragmentation gives them back, and it stops its member while it runs: all at once stops the cluster.',
  remedy: 'Run a CronJob off peak that defragments one member after another, the leader last; or alert on the share of etcd_mvcc_db_total_size_in_use_in_bytes, and do it by hand.',
  keptBy: '`EtcdDefrag` takes the leader last, and nobody while a member is ill.',
  waiveWhen: 'Another system does it; name etcd-defrag in platformProvides.',
  carriedBy: 'Where machines run etcd, a runbook or a timer of theirs does it.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/op-guide/maintenance/#defragmentation'],
  needs: 'cluster',
  on: 'EtcdCluster',
  messages: {
    missing: { text: '{etcd} is never defragmented: no job of this set does it, and no alert asks for it', severity: 'warning' },
    allAtOnce: { text: '{etcd} stops as a whole while {job} defragments with --cluster', severity: 'warning' },
  },
  applies: ({ member }) => member !== null,
  judge(etcd, { graph, broken }) {
    const { defrag, blindDefrag, spaceAlert } = graph.join(etcdCompanions);
    const breach = { path: etcd.place, args: { etcd: etcd.title, job: blindDefrag?.title ?? '' } };
    if (blindDefrag !== null) {
      broken('allAtOnce', { ...breach, related: [{ message: 'defragments all members at once', resource: blindDefrag.resource, path: ['metadata', 'name'] }] });
    } else if (defrag === null && spaceAlert === null) {
      graph.assertNotProvided('etcd-defrag');
      broken('missing', breach);
    }
  },
});
