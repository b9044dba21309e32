import { fsyncAlerts } from '../../graph/observability/fsync-alerts';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/alert-thresholds',
  title: 'Alerts on etcd\'s disk fire at 10 ms, and again at 100 ms',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: the alert is there, it only comes when the cluster hangs already.',
  unproven: true,
  signature: 'S5',
  why: 'The rules that come with etcd alert when a write to its log takes half a second. Long before, at a tenth of that, leaders change and the API server stalls: the alert comes with the outage, and not ahead of it.',
  remedy: 'Alert on the 99th percentile of etcd_disk_wal_fsync_duration_seconds_bucket above 0.01 as a warning, and above 0.1 as critical.',
  keptBy: 'LoopSignals alerts at 10 ms as a warning, and at 100 ms as critical.',
  waiveWhen: 'The disks are known to be slower, and the cluster is small enough to live with it.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/faq/', 'https://github.com/etcd-io/etcd/blob/main/contrib/mixin/mixin.libsonnet'],
  needs: 'cluster',
  on: 'RuleSet',
  messages: {
    late: { text: 'the first alert on etcd\'s disk fires above {seconds} s, and trouble begins at {wanted} s', severity: 'warning' },
    lone: { text: 'no alert on etcd\'s disk tells 10 ms, which is slow, from 100 ms, which is an outage', severity: 'info' },
  },
  applies: (set, { graph }) => graph.join(fsyncAlerts).first === set,
  judge(_, { graph, broken }) {
    const { place, lowest, isGraded, assertNoOther } = graph.join(fsyncAlerts);
    if (lowest === null || place === null || (lowest <= 0.01 && isGraded)) return;
    assertNoOther();
    if (lowest > 0.01) return broken('late', { path: place, args: { seconds: lowest, wanted: 0.01 } });
    broken('lone', { path: place });
  },
});
