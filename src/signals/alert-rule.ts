import type { SignatureId } from '../signature';

/**
 * What gives the series an alert asks for, as Prometheus scrapes it, and the page that names these series.
 * Exporters are read as they are by default: azure-metrics-exporter with one dimension a query, yet-another-cloudwatch-exporter without `labelsSnakeCase`.
 */
const PAGES = {
  'kube-state-metrics': { gives: 'objects of the API as series, under job `kube-state-metrics`', page: 'https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics', witness: 'kube_pod_info{job="kube-state-metrics"}' },
  'kube-state-metrics/clusterrolebindings': { gives: 'the same with `--resources=…,clusterrolebindings`, which is not its default', page: 'https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/auth/clusterrolebinding-metrics.md', witness: 'kube_clusterrolebinding_info{job="kube-state-metrics"}' },
  'node-exporter': { gives: 'nodes, `instance` being the name of the node', page: 'https://github.com/prometheus/node_exporter', witness: 'node_cpu_seconds_total' },
  'kubelet': { gives: 'volumes of pods', page: 'https://kubernetes.io/docs/reference/instrumentation/metrics/', witness: 'kubelet_running_pods' },
  'etcd': { gives: 'members of etcd', page: 'https://etcd.io/docs/v3.6/metrics/', witness: 'etcd_server_has_leader' },
  'control-plane': { gives: 'scheduler, controller manager and API server of a cluster of one\'s own, under their customary jobs', page: 'https://kubernetes.io/docs/concepts/cluster-administration/system-metrics/', witness: 'up' },
  'apiserver': { gives: 'requests to the API server', page: 'https://kubernetes.io/docs/reference/instrumentation/metrics/', witness: 'apiserver_request_sli_duration_seconds_bucket' },
  'apiserver-etcd': { gives: 'requests of the API server to etcd (EKS, and clusters of one\'s own)', page: 'https://docs.aws.amazon.com/eks/latest/userguide/view-raw-metrics.html', witness: 'etcd_request_duration_seconds_bucket' },
  'token-endpoint-probe': { gives: 'a blackbox probe of the token or metadata endpoint, under job `looplaw-token-endpoint`', page: 'https://github.com/prometheus/blackbox_exporter', witness: 'probe_success{job="looplaw-token-endpoint"}' },
  'path-probe': { gives: 'blackbox probes of paths in the cluster with small and large payloads and of front doors, as PathProbe makes them', page: 'https://github.com/prometheus/blackbox_exporter', witness: 'probe_success{job=~"looplaw-path|looplaw-edge"}' },
  'ingress-nginx': { gives: 'requests of ingress-nginx', page: 'https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/', witness: 'nginx_ingress_controller_requests' },
  'envoy': { gives: 'upstream clusters of Envoy, which most gateways run', page: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats', witness: 'envoy_cluster_upstream_rq_xx' },
  'alb': { gives: 'CloudWatch\'s ApplicationELB by yet-another-cloudwatch-exporter', page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html', witness: 'aws_applicationelb_request_count_sum' },
  'application-gateway': { gives: 'Azure Monitor\'s ResponseStatus by HttpStatusGroup, total, by azure-metrics-exporter', page: 'https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-network-applicationgateways-metrics', witness: 'azurerm_resource_metric{metric="ResponseStatus"}' },
  'aws-nat': { gives: 'CloudWatch\'s NATGateway by yet-another-cloudwatch-exporter', page: 'https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html', witness: 'aws_natgateway_error_port_allocation_sum' },
  'azure-nat': { gives: 'Azure Monitor\'s SNATConnectionCount by ConnectionState, total, by azure-metrics-exporter', page: 'https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-network-natgateways-metrics', witness: 'azurerm_resource_metric{metric=~"(?i)snatconnectioncount"}' },
  'log-lines': { gives: 'counters `log_lines_total` and `log_lines_with_context_total` by namespace, as a count connector of OpenTelemetry makes them', page: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/countconnector', witness: 'log_lines_total' },
  'http-server': { gives: '`http_server_request_duration_seconds` of OpenTelemetry\'s conventions', page: 'https://opentelemetry.io/docs/specs/semconv/http/http-metrics/', witness: 'http_server_request_duration_seconds_count' },
} as const;
/** One that feeds alerts and panels. */
export type Source = keyof typeof PAGES;
/** All of them. */
export const SOURCES = Object.keys(PAGES) as Source[];
/** What each gives, the page that names its series, and one of them that is there as long as the source is, whatever the cluster does. */
export const SOURCE_PAGES: Readonly<Record<Source, { readonly gives: string; readonly page: string; readonly witness: string }>> = PAGES;

/** Where a signal is seen. The control plane degrades first, and quietly; workloads show it last: alerts are read in this order. */
export const LAYERS = ['control-plane', 'infrastructure', 'workload'] as const;
/** One of {@link LAYERS}. */
export type Layer = (typeof LAYERS)[number];

/** An alert on a failure signature. */
export interface AlertRule {
  readonly name: `Loop${string}`;
  readonly signature: SignatureId;
  /** The part of the runbook it leads to. */
  readonly symptom: string;
  readonly layer: Layer;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly for: string;
  readonly sources: readonly Source[];
  /** On one line, with labels of the alert filled in. */
  readonly summary: string;
  readonly expr: string;
  /** Series without which nothing is known of it, whatever the cluster does. Default: the witness of each source. */
  readonly witnesses?: readonly string[];
}

/** Selectors of series that are all there wherever an alert can tell anything. Where one is missing, that it is silent is no good news. */
export function witnessesOf({ sources, witnesses }: AlertRule): readonly string[] {
  return witnesses ?? sources.map((source) => SOURCE_PAGES[source].witness);
}
