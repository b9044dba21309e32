import type { AlertRule } from './alert-rule';

/** What an API server is asked that takes its time by nature. */
const LONG = 'verb!~"WATCH|CONNECT|LIST",subresource!~"proxy|attach|log|exec|portforward"';
/** The slowest of a hundred requests to the API server, by cluster. */
export const API_LATENCY = `histogram_quantile(0.99, sum by (cluster, le) (rate(apiserver_request_sli_duration_seconds_bucket{${LONG}}[5m])))`;
/** Buckets of etcd's write-ahead log double from 1 ms on, so both thresholds fall inside of one: 8 to 16 ms, 64 to 128 ms. */
const FSYNC = 'histogram_quantile(0.99, sum by (instance, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket[5m])))';

/** S5: etcd, and what waits for it. */
export const controlPlaneAlerts: readonly AlertRule[] = [
  {
    name: 'LoopEtcdFsyncCritical', signature: 'S5', symptom: 'etcd-slow', layer: 'control-plane', severity: 'critical', for: '2m', sources: ['etcd'],
    summary: 'etcd on {{ $labels.instance }} waits {{ $value | humanizeDuration }} for its disk: leaders change, controllers lose their leases',
    expr: `${FSYNC} > 0.1`,
    witnesses: ['etcd_disk_wal_fsync_duration_seconds_bucket'],
  },
  {
    name: 'LoopEtcdFsyncSlow', signature: 'S5', symptom: 'etcd-slow', layer: 'control-plane', severity: 'warning', for: '10m', sources: ['etcd'],
    summary: 'etcd on {{ $labels.instance }} waits {{ $value | humanizeDuration }} for its disk',
    expr: `${FSYNC} > 0.01`,
    witnesses: ['etcd_disk_wal_fsync_duration_seconds_bucket'],
  },
  {
    name: 'LoopEtcdCommitSlow', signature: 'S5', symptom: 'etcd-slow', layer: 'control-plane', severity: 'warning', for: '10m', sources: ['etcd'],
    summary: 'Commits of etcd on {{ $labels.instance }} take {{ $value | humanizeDuration }}',
    expr: 'histogram_quantile(0.99, sum by (instance, le) (rate(etcd_disk_backend_commit_duration_seconds_bucket[5m]))) > 0.025',
    witnesses: ['etcd_disk_backend_commit_duration_seconds_bucket'],
  },
  {
    name: 'LoopEtcdLeaderChanges', signature: 'S5', symptom: 'etcd-quorum', layer: 'control-plane', severity: 'warning', for: '5m', sources: ['etcd'],
    summary: '{{ $labels.instance }} saw {{ $value }} changes of leader in a quarter of an hour',
    expr: 'increase(etcd_server_leader_changes_seen_total[15m]) >= 4',
    witnesses: ['etcd_server_leader_changes_seen_total'],
  },
  {
    name: 'LoopEtcdQuota', signature: 'S5', symptom: 'etcd-quorum', layer: 'control-plane', severity: 'critical', for: '10m', sources: ['etcd'],
    summary: 'The database of etcd on {{ $labels.instance }} is at {{ $value | humanizePercentage }} of its quota; at 100 nothing can be written',
    expr: 'last_over_time(etcd_mvcc_db_total_size_in_bytes[5m]) / last_over_time(etcd_server_quota_backend_bytes[5m]) > 0.8',
    witnesses: ['etcd_mvcc_db_total_size_in_bytes', 'etcd_server_quota_backend_bytes'],
  },
  {
    name: 'LoopEtcdFragmented', signature: 'S5', symptom: 'etcd-slow', layer: 'control-plane', severity: 'info', for: '10m', sources: ['etcd'],
    summary: 'Only {{ $value | humanizePercentage }} of the database of etcd on {{ $labels.instance }} is in use: defragment it',
    expr: `(last_over_time(etcd_mvcc_db_total_size_in_use_in_bytes[5m]) / last_over_time(etcd_mvcc_db_total_size_in_bytes[5m]) < 0.5)
and (etcd_mvcc_db_total_size_in_use_in_bytes > 104857600)`,
    witnesses: ['etcd_mvcc_db_total_size_in_use_in_bytes', 'etcd_mvcc_db_total_size_in_bytes'],
  },
  {
    name: 'LoopApiServerSlow', signature: 'S5', symptom: 'api-slow', layer: 'control-plane', severity: 'critical', for: '10m', sources: ['apiserver'],
    summary: 'The API server takes {{ $value | humanizeDuration }}, while traffic is as ever',
    expr: `${API_LATENCY} > 1
and on (cluster) (
  sum by (cluster) (rate(apiserver_request_total[5m])) < 1.2 * sum by (cluster) (rate(apiserver_request_total[5m] offset 1h))
)`,
    witnesses: ['apiserver_request_sli_duration_seconds_bucket', 'apiserver_request_total'],
  },
  {
    name: 'LoopApiServerEtcdSlow', signature: 'S5', symptom: 'api-slow', layer: 'control-plane', severity: 'warning', for: '10m', sources: ['apiserver-etcd'],
    summary: 'The API server waits {{ $value | humanizeDuration }} for etcd',
    expr: 'histogram_quantile(0.99, sum by (cluster, le) (rate(etcd_request_duration_seconds_bucket[5m]))) > 0.5',
  },
  {
    name: 'LoopComponentDown', signature: 'S5', symptom: 'controllers-flap', layer: 'control-plane', severity: 'critical', for: '5m', sources: ['control-plane'],
    summary: 'No {{ $labels.component }} answers',
    expr: ['apiserver', 'kube-scheduler', 'kube-controller-manager'].map((job) => `label_replace(absent(up{job="${job}"} == 1), "component", "${job}", "", "")`).join('\nor '),
  },
];
