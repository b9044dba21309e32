import type { SignatureId } from '../signature';

/**
 * What gives the series an alert asks for, as Prometheus scrapes it, and the page that names these series.
 * Exporters are read as they are by default: azure-metrics-exporter with one dimension a query, yet-another-cloudwatch-exporter without `labelsSnakeCase`.
 */
const PAGES = {
  'kube-state-metrics': { gives: 'objects of the API as series, under job `kube-state-metrics`', page: 'https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics' },
  'kube-state-metrics/clusterrolebindings': { gives: 'the same with `--resources=…,clusterrolebindings`, which is not its default', page: 'https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/auth/clusterrolebinding-metrics.md' },
  'node-exporter': { gives: 'nodes, `instance` being the name of the node', page: 'https://github.com/prometheus/node_exporter' },
  'kubelet': { gives: 'volumes of pods', page: 'https://kubernetes.io/docs/reference/instrumentation/metrics/' },
  'etcd': { gives: 'members of etcd', page: 'https://etcd.io/docs/v3.6/metrics/' },
  'control-plane': { gives: 'scheduler, controller manager and API server of a cluster of one\'s own, under their customary jobs', page: 'https://kubernetes.io/docs/concepts/cluster-administration/system-metrics/' },
  'apiserver': { gives: 'requests to the API server', page: 'https://kubernetes.io/docs/reference/instrumentation/metrics/' },
  'apiserver-etcd': { gives: 'requests of the API server to etcd (EKS, and clusters of one\'s own)', page: 'https://docs.aws.amazon.com/eks/latest/userguide/view-raw-metrics.html' },
  'token-endpoint-probe': { gives: 'a blackbox probe of the token or metadata endpoint, under job `looplaw-token-endpoint`', page: 'https://github.com/prometheus/blackbox_exporter' },
  'path-probe': { gives: 'blackbox probes of paths in the cluster with small and large payloads and of front doors, as PathProbe makes them', page: 'https://github.com/prometheus/blackbox_exporter' },
  'ingress-nginx': { gives: 'requests of ingress-nginx', page: 'https://kubernetes.github.io/ingress-nginx/user-guide/monitoring/' },
  'envoy': { gives: 'upstream clusters of Envoy, which most gateways run', page: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/upstream/cluster_manager/cluster_stats' },
  'alb': { gives: 'CloudWatch\'s ApplicationELB by yet-another-cloudwatch-exporter', page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html' },
  'application-gateway': { gives: 'Azure Monitor\'s ResponseStatus by HttpStatusGroup, total, by azure-metrics-exporter', page: 'https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-network-applicationgateways-metrics' },
  'aws-nat': { gives: 'CloudWatch\'s NATGateway by yet-another-cloudwatch-exporter', page: 'https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html' },
  'azure-nat': { gives: 'Azure Monitor\'s SNATConnectionCount by ConnectionState, total, by azure-metrics-exporter', page: 'https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/microsoft-network-natgateways-metrics' },
  'log-lines': { gives: 'counters `log_lines_total` and `log_lines_with_context_total` by namespace, as a count connector of OpenTelemetry makes them', page: 'https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/connector/countconnector' },
  'http-server': { gives: '`http_server_request_duration_seconds` of OpenTelemetry\'s conventions', page: 'https://opentelemetry.io/docs/specs/semconv/http/http-metrics/' },
} as const;
/** One that feeds alerts and panels. */
export type Source = keyof typeof PAGES;
/** All of them. */
export const SOURCES = Object.keys(PAGES) as Source[];
/** What each gives, and the page that names its series. */
export const SOURCE_PAGES: Readonly<Record<Source, { readonly gives: string; readonly page: string }>> = PAGES;

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
}
