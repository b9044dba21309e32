import type { Source } from './alert-rule';

/** A series Prometheus makes of others. */
export interface Recording {
  readonly record: string;
  readonly expr: string;
  readonly source: Source;
}

/** By which Prometheus tells services apart: the job is the name of the Service that was scraped. */
const SERVICE = 'sum by (namespace, job)';
const REQUESTS = 'http_server_request_duration_seconds';

/**
 * RED of each service (rate, errors, duration) and USE of each node (utilisation, saturation, errors).
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-metrics/
 */
export const RECORDINGS: readonly Recording[] = [
  { record: 'service:looplaw_requests:rate5m', source: 'http-server', expr: `${SERVICE} (rate(${REQUESTS}_count[5m]))` },
  {
    // A service that never failed has no series of failures: of its requests none failed, which is not unknown.
    record: 'service:looplaw_errors:ratio_rate5m', source: 'http-server',
    expr: `(${SERVICE} (rate(${REQUESTS}_count{http_response_status_code=~"5.."}[5m])) or 0 * ${SERVICE} (rate(${REQUESTS}_count[5m]))) / ${SERVICE} (rate(${REQUESTS}_count[5m]))`,
  },
  { record: 'service:looplaw_duration_seconds:p99_rate5m', source: 'http-server', expr: `histogram_quantile(0.99, sum by (namespace, job, le) (rate(${REQUESTS}_bucket[5m])))` },
  { record: 'instance:looplaw_cpu_utilisation:rate5m', source: 'node-exporter', expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m]))' },
  { record: 'instance:looplaw_memory_utilisation:ratio', source: 'node-exporter', expr: '1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes' },
  { record: 'instance:looplaw_cpu_saturation:ratio', source: 'node-exporter', expr: 'sum by (instance) (node_load1) / count by (instance) (node_cpu_seconds_total{mode="idle"})' },
  { record: 'instance:looplaw_disk_saturation:rate5m', source: 'node-exporter', expr: 'max by (instance) (rate(node_disk_io_time_seconds_total[5m]))' },
  { record: 'instance:looplaw_network_errors:rate5m', source: 'node-exporter', expr: 'sum by (instance) (rate(node_network_receive_errs_total[5m]) + rate(node_network_transmit_errs_total[5m]))' },
];
