import type { AlertRule } from './alert-rule';

/** Devices that carry packets of pods inside of other packets. */
export const OVERLAY_DEVICES = 'device=~"flannel.*|cilium_(vxlan|geneve|wg0)|vxlan.*|geneve.*|genev_sys_.*|tunl0|wireguard.cali"';
/** Devices such packets leave by. */
export const PHYSICAL_DEVICES = 'device=~"eth.*|ens.*|enp.*|bond.*"';

/** The jobs of path probes: to Services of the cluster, and to front doors. `path` names what is probed, `payload` is `small` or `large`, `edge` the class of a front door. */
export const PATH_JOB = 'looplaw-path';
/** See {@link PATH_JOB}. */
export const EDGE_JOB = 'looplaw-edge';
/** Selects the series of both. */
export const PROBES = `job=~"${PATH_JOB}|${EDGE_JOB}"`;
/** A load balancer as a whole. */
const WHOLE = 'dimension_AvailabilityZone="",dimension_TargetGroup=""';

/** S3: packets and answers that do not arrive. */
export const networkAlerts: readonly AlertRule[] = [
  {
    name: 'LoopNetworkMtuBlackhole', signature: 'S3', symptom: 'mtu-blackhole', layer: 'infrastructure', severity: 'critical', for: '10m', sources: ['node-exporter'],
    summary: 'The overlay of {{ $labels.instance }} drops packets, its network card does not: they do not fit the path',
    expr: `(${drops(OVERLAY_DEVICES)}) > 0.1
unless on (instance) ((${drops(PHYSICAL_DEVICES)}) > 0.1)`,
    witnesses: ['node_network_transmit_drop_total', 'node_network_receive_drop_total'],
  },
  {
    name: 'LoopNetworkRetransmitStorm', signature: 'S3', symptom: 'mtu-blackhole', layer: 'infrastructure', severity: 'warning', for: '10m', sources: ['node-exporter'],
    summary: '{{ $labels.instance }} sends {{ $value | humanizePercentage }} of its segments again; what the network of the provider drops is in no local counter',
    expr: 'rate(node_netstat_Tcp_RetransSegs[5m]) / rate(node_netstat_Tcp_OutSegs[5m]) > 0.05',
    witnesses: ['node_netstat_Tcp_RetransSegs', 'node_netstat_Tcp_OutSegs'],
  },
  {
    name: 'LoopPathMtuBlackhole', signature: 'S3', symptom: 'mtu-blackhole', layer: 'infrastructure', severity: 'critical', for: '5m', sources: ['path-probe'],
    summary: 'A small request arrives at {{ $labels.path }}, a large one does not: it does not fit the path',
    expr: `avg_over_time(probe_success{${PROBES},payload="large"}[5m]) < 0.5
and on (path) (avg_over_time(probe_success{${PROBES},payload="small"}[5m]) > 0.9)`,
  },
  {
    name: 'LoopEdgePath5xx', signature: 'S3', symptom: 'bad-gateway', layer: 'workload', severity: 'critical', for: '5m', sources: ['path-probe'],
    summary: 'Front door {{ $labels.path }} ({{ $labels.edge }}) answers {{ $value }} to a {{ $labels.payload }} request; 0 is no answer',
    expr: `(min_over_time(probe_http_status_code{job="${EDGE_JOB}"}[5m]) >= 500)
or (max_over_time(probe_http_status_code{job="${EDGE_JOB}",payload="small"}[5m]) == 0)`,
    witnesses: [`probe_http_status_code{job="${EDGE_JOB}"}`],
  },
  {
    name: 'LoopIngress5xx', signature: 'S3', symptom: 'bad-gateway', layer: 'workload', severity: 'critical', for: '5m', sources: ['ingress-nginx'],
    summary: 'Ingress {{ $labels.namespace }}/{{ $labels.ingress }} answers 502, 503 or 504 to {{ $value | humanizePercentage }} of its requests',
    expr: `sum by (namespace, ingress) (rate(nginx_ingress_controller_requests{status=~"502|503|504"}[5m]))
/ sum by (namespace, ingress) (rate(nginx_ingress_controller_requests[5m])) > 0.01`,
  },
  {
    name: 'LoopGateway5xx', signature: 'S3', symptom: 'bad-gateway', layer: 'workload', severity: 'critical', for: '5m', sources: ['envoy'],
    summary: 'Backend {{ $labels.envoy_cluster_name }} of the gateway fails {{ $value | humanizePercentage }} of its requests',
    expr: `sum by (envoy_cluster_name) (rate(envoy_cluster_upstream_rq_xx{envoy_response_code_class="5"}[5m]))
/ sum by (envoy_cluster_name) (rate(envoy_cluster_upstream_rq_xx[5m])) > 0.01`,
  },
  {
    name: 'LoopAlb5xx', signature: 'S3', symptom: 'bad-gateway', layer: 'workload', severity: 'critical', for: '5m', sources: ['alb'],
    summary: 'Load balancer {{ $labels.dimension_LoadBalancer }} itself answers 5xx to {{ $value | humanizePercentage }} of its requests',
    // Sums of CloudWatch are gauges of one period each: rates of them mean nothing. Each is told once for the whole, and again by zone and target group.
    // What no target was found for is an answer of 5xx and no request: where all fail, there are no requests.
    expr: `sum by (dimension_LoadBalancer) (aws_applicationelb_httpcode_elb_5_xx_count_sum{${WHOLE}})
/ (
  sum by (dimension_LoadBalancer) (aws_applicationelb_request_count_sum{${WHOLE}}) > 0
  or sum by (dimension_LoadBalancer) (aws_applicationelb_httpcode_elb_5_xx_count_sum{${WHOLE}}) > 0
) > 0.01`,
  },
  {
    name: 'LoopApplicationGateway5xx', signature: 'S3', symptom: 'bad-gateway', layer: 'workload', severity: 'critical', for: '5m', sources: ['application-gateway'],
    summary: 'Application Gateway {{ $labels.resourceName }} answers 5xx to {{ $value | humanizePercentage }} of its requests',
    expr: `sum by (resourceName) (azurerm_resource_metric{metric="ResponseStatus",aggregation="total",dimension="5xx"})
/ sum by (resourceName) (azurerm_resource_metric{metric="ResponseStatus",aggregation="total"}) > 0.01`,
  },
  {
    name: 'LoopNatPortExhaustionAws', signature: 'S3', symptom: 'nat-saturated', layer: 'infrastructure', severity: 'critical', for: '5m', sources: ['aws-nat'],
    summary: 'NAT gateway {{ $labels.dimension_NatGatewayId }} has no port left for new connections',
    expr: 'sum by (dimension_NatGatewayId) (aws_natgateway_error_port_allocation_sum) > 0',
  },
  {
    name: 'LoopNatPortExhaustionAzure', signature: 'S3', symptom: 'nat-saturated', layer: 'infrastructure', severity: 'critical', for: '5m', sources: ['azure-nat'],
    summary: '{{ $labels.resourceName }} fails to translate new connections',
    expr: 'sum by (resourceName) (azurerm_resource_metric{metric=~"(?i)snatconnectioncount",aggregation="total",dimension=~"(?i)failed"}) > 0',
  },
];

function drops(devices: string): string {
  return `sum by (instance) (rate(node_network_transmit_drop_total{${devices}}[5m])) + sum by (instance) (rate(node_network_receive_drop_total{${devices}}[5m]))`;
}
