import type { AlertRule } from './alert-rule';

const STATE = 'job="kube-state-metrics"';

/** The job of probes of where tokens are fetched. */
export const TOKEN_JOB = 'looplaw-token-endpoint';

/** S1: containers that end where a credential was due, and who may do too much. */
export const identityAlerts: readonly AlertRule[] = [
  {
    name: 'LoopIdentityCrashLoop', signature: 'S1', symptom: 'crash-loop', layer: 'workload', severity: 'warning', for: '5m', sources: ['kube-state-metrics'],
    summary: 'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} exits again and again, and not for want of memory',
    // 137 and 143 are signals: of the kernel, of a failed liveness probe, of an eviction. None of them is identity.
    // The back-off grows to five minutes: after a while a loop restarts two or three times in a quarter of an hour, and is none the less one.
    expr: `(
  increase(kube_pod_container_status_restarts_total{${STATE}}[15m]) > 3
  or (
    increase(kube_pod_container_status_restarts_total{${STATE}}[1h]) > 5
    and on (namespace, pod, container) max_over_time(kube_pod_container_status_waiting_reason{${STATE},reason="CrashLoopBackOff"}[10m]) == 1
  )
)
and on (namespace, pod, container) (
  kube_pod_container_status_last_terminated_exitcode{${STATE}} == 1
  or kube_pod_container_status_last_terminated_exitcode{${STATE}} >= 128 != 137 != 143
)
unless on (namespace, pod, container) (kube_pod_container_status_last_terminated_reason{${STATE},reason="OOMKilled"} == 1)`,
  },
  {
    name: 'LoopIdentityImagePull', signature: 'S1', symptom: 'image-pull', layer: 'workload', severity: 'warning', for: '5m', sources: ['kube-state-metrics'],
    summary: 'The image of container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} is not pulled',
    expr: `max by (namespace, pod, container) (
  max_over_time(kube_pod_container_status_waiting_reason{${STATE},reason=~"ImagePullBackOff|ErrImagePull"}[5m])
) >= 1`,
  },
  {
    name: 'LoopTokenEndpointUnreachable', signature: 'S1', symptom: 'permission-handshake', layer: 'infrastructure', severity: 'critical', for: '5m', sources: ['token-endpoint-probe'],
    summary: 'Tokens of the cloud can not be fetched from {{ $labels.instance }}',
    expr: `avg_over_time(probe_success{job="${TOKEN_JOB}"}[5m]) < 0.5`,
  },
  {
    name: 'LoopNodeClockSkew', signature: 'S1', symptom: 'permission-handshake', layer: 'infrastructure', severity: 'warning', for: '10m', sources: ['node-exporter'],
    summary: 'The clock of {{ $labels.instance }} is off, and tokens are refused by it',
    expr: 'abs(node_timex_offset_seconds) > 0.05 or node_timex_sync_status == 0',
    witnesses: ['node_timex_offset_seconds', 'node_timex_sync_status'],
  },
  {
    name: 'LoopClusterAdminCount', signature: 'S1', symptom: 'too-much-power', layer: 'control-plane', severity: 'info', for: '1h', sources: ['kube-state-metrics/clusterrolebindings'],
    summary: '{{ $value }} bindings make somebody cluster-admin, those of the distribution not counted',
    // kubeadm and AKS bind admins of their own; an alert that never ends tells nothing of what was added.
    expr: `count(kube_clusterrolebinding_info{${STATE},roleref_name="cluster-admin",clusterrolebinding!~"kubeadm:cluster-admins|aks-cluster-admin-binding(-aad)?"}) > 1`,
  },
];
