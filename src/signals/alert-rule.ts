import type { SignatureId } from '../signature';

/**
 * What gives the series an alert asks for, as Prometheus scrapes it.
 * `kube-state-metrics/clusterrolebindings` is kube-state-metrics with `--resources=…,clusterrolebindings`, which is not its default;
 * `control-plane` are the scheduler, the controller manager and the API server of a cluster of one's own, under their customary jobs;
 * `apiserver-etcd` is the API server where it shows its requests to etcd (EKS, and clusters of one's own);
 * `token-endpoint-probe` is a blackbox probe of the token or metadata endpoint, under job `looplaw-token-endpoint`;
 * `alb` and `aws-nat` are CloudWatch by yet-another-cloudwatch-exporter, `application-gateway` and `azure-nat` Azure Monitor by azure-metrics-exporter;
 * `log-lines` are counters `log_lines_total` and `log_lines_with_context_total` by namespace, as a count connector of OpenTelemetry makes them;
 * `http-server` is `http_server_request_duration_seconds` of OpenTelemetry's conventions.
 */
export const SOURCES = [
  'kube-state-metrics', 'kube-state-metrics/clusterrolebindings', 'node-exporter', 'kubelet', 'etcd', 'control-plane', 'apiserver', 'apiserver-etcd',
  'token-endpoint-probe', 'ingress-nginx', 'envoy', 'alb', 'application-gateway', 'aws-nat', 'azure-nat', 'log-lines', 'http-server',
] as const;
/** One of {@link SOURCES}. */
export type Source = (typeof SOURCES)[number];

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
