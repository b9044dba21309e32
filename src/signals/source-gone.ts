import type { AlertRule, Layer, Source } from './alert-rule';
import { PROBES } from './network';
import { TOKEN_JOB } from './identity';

/** A source that is always there where it is scraped, and a series of few copies by which that is seen. */
export interface Lasting {
  readonly name: AlertRule['name'];
  readonly source: Source;
  readonly series: string;
  readonly layer: Layer;
}

/**
 * What has series whatever the cluster does. Not among them: what comes with traffic (gateways, load balancers, NAT, log lines, services), which may
 * rightly be silent, and `control-plane`, of which LoopComponentDown tells.
 */
export const LASTING: readonly Lasting[] = [
  { name: 'LoopEtcdMetricsGone', source: 'etcd', series: 'etcd_server_has_leader', layer: 'control-plane' },
  { name: 'LoopApiServerMetricsGone', source: 'apiserver', series: 'apiserver_request_total', layer: 'control-plane' },
  { name: 'LoopKubeStateMetricsGone', source: 'kube-state-metrics', series: 'kube_pod_info{job="kube-state-metrics"}', layer: 'infrastructure' },
  { name: 'LoopNodeExporterGone', source: 'node-exporter', series: 'node_memory_MemTotal_bytes', layer: 'infrastructure' },
  { name: 'LoopKubeletMetricsGone', source: 'kubelet', series: 'kubelet_running_pods', layer: 'infrastructure' },
  { name: 'LoopTokenEndpointProbeGone', source: 'token-endpoint-probe', series: `probe_success{job="${TOKEN_JOB}"}`, layer: 'infrastructure' },
  { name: 'LoopPathProbeGone', source: 'path-probe', series: `probe_success{${PROBES}}`, layer: 'infrastructure' },
];

/** S6: a source that has vanished takes its alerts with it, and none of them says so. A scrape that fails now and then is no such thing. */
export const sourceAlerts: readonly AlertRule[] = LASTING.map(({ name, source, series, layer }) => ({
  name, signature: 'S6', symptom: 'blind', layer, severity: 'warning', for: '10m', sources: [source],
  summary: `Nothing comes from ${source} any more: alerts that ask it are silent, whatever happens`,
  expr: `absent_over_time(${series}[10m])`,
  witnesses: [series],
}));
