import { API_LATENCY, controlPlaneAlerts } from '../../control-plane';
import { named, panel, watched, type Panel } from './panel';

const of = named.bind(null, controlPlaneAlerts);
const SLOW = of('LoopApiServerSlow');
const DOWN = of('LoopComponentDown');
const FRAGMENTED = of('LoopEtcdFragmented');

/** S5: the disk of etcd first, then what waits for it. */
export const controlPlanePanels: readonly Panel[] = [
  watched('Wait of etcd for its log (99 of 100)', 's', '{{instance}}', of('LoopEtcdFsyncSlow'), of('LoopEtcdFsyncCritical')),
  watched('Commits of etcd (99 of 100)', 's', '{{instance}}', of('LoopEtcdCommitSlow')),
  watched('Changes of leader in a quarter of an hour', 'short', '{{instance}}', of('LoopEtcdLeaderChanges')),
  watched('Quota of etcd that is used', 'percentunit', '{{instance}}', of('LoopEtcdQuota')),
  panel('Database of etcd that is in use', 'percentunit', FRAGMENTED.sources, [
    { expr: 'last_over_time(etcd_mvcc_db_total_size_in_use_in_bytes[5m]) / last_over_time(etcd_mvcc_db_total_size_in_bytes[5m])', legend: '{{instance}}' },
  ], { alert: FRAGMENTED, side: 'below', at: 0.5 }),
  panel('Answers of the API server (99 of 100)', 's', SLOW.sources, [{ expr: API_LATENCY, legend: '{{cluster}}' }], { alert: SLOW, side: 'above', at: 1 }),
  panel('Requests to the API server, now and an hour before', 'reqps', SLOW.sources, [
    { expr: 'sum by (cluster) (rate(apiserver_request_total[5m]))', legend: '{{cluster}} now' },
    { expr: 'sum by (cluster) (rate(apiserver_request_total[5m] offset 1h))', legend: '{{cluster}} an hour before' },
  ]),
  watched('Wait of the API server for etcd (99 of 100)', 's', '{{cluster}}', of('LoopApiServerEtcdSlow')),
  panel('Components that answer', 'short', DOWN.sources, [
    { expr: 'sum by (job) (up{job=~"apiserver|kube-scheduler|kube-controller-manager"})', legend: '{{job}}' },
  ], { alert: DOWN, side: 'below', at: 1 }),
];
