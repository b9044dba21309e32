import type { AlertRule } from './alert-rule';

/** Devices that carry packets of pods inside of other packets. */
const OVERLAY = 'device=~"flannel.*|cilium_(vxlan|geneve|wg0)|vxlan.*|geneve.*|genev_sys_.*|tunl0|wireguard.cali"';
/** Devices such packets leave by. */
const PHYSICAL = 'device=~"eth.*|ens.*|enp.*|bond.*"';

/** S3: packets and answers that do not arrive. */
export const networkAlerts: readonly AlertRule[] = [
  {
    name: 'LoopNetworkMtuBlackhole', signature: 'S3', symptom: 'mtu-blackhole', layer: 'infrastructure', severity: 'critical', for: '10m', sources: ['node-exporter'],
    summary: 'The overlay of {{ $labels.instance }} drops packets, its network card does not: they do not fit the path',
    expr: `(${drops(OVERLAY)}) > 0.1
unless on (instance) ((${drops(PHYSICAL)}) > 0.1)`,
  },
  {
    name: 'LoopNetworkRetransmitStorm', signature: 'S3', symptom: 'mtu-blackhole', layer: 'infrastructure', severity: 'warning', for: '10m', sources: ['node-exporter'],
    summary: '{{ $labels.instance }} sends {{ $value | humanizePercentage }} of its segments again; what the network of the provider drops is in no local counter',
    expr: 'rate(node_netstat_Tcp_RetransSegs[5m]) / rate(node_netstat_Tcp_OutSegs[5m]) > 0.05',
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
    // Sums of CloudWatch are gauges of one period each: rates of them mean nothing.
    expr: `sum by (dimension_LoadBalancer) (aws_applicationelb_httpcode_elb_5_xx_count_sum)
/ sum by (dimension_LoadBalancer) (aws_applicationelb_request_count_sum) > 0.01`,
  },
  {
    name: 'LoopApplicationGateway5xx', signature: 'S3', symptom: 'bad-gateway', layer: 'workload', severity: 'critical', for: '5m', sources: ['application-gateway'],
    summary: 'Application Gateway {{ $labels.resourceName }} answers 5xx to {{ $value | humanizePercentage }} of its requests',
    expr: `sum by (resourceName) (azurerm_resource_metric{metric="ResponseStatus",dimension="5xx"})
/ sum by (resourceName) (azurerm_resource_metric{metric="ResponseStatus"}) > 0.01`,
  },
  {
    name: 'LoopNatPortExhaustionAws', signature: 'S3', symptom: 'nat-saturated', layer: 'infrastructure', severity: 'critical', for: '5m', sources: ['aws-nat'],
    summary: 'NAT gateway {{ $labels.dimension_NatGatewayId }} has no port left for new connections',
    expr: 'sum by (dimension_NatGatewayId) (aws_natgateway_error_port_allocation_sum) > 0',
  },
  {
    name: 'LoopNatPortExhaustionAzure', signature: 'S3', symptom: 'nat-saturated', layer: 'infrastructure', severity: 'critical', for: '5m', sources: ['azure-nat'],
    summary: '{{ $labels.resourceName }} fails to translate new connections',
    expr: 'sum by (resourceName) (azurerm_resource_metric{metric=~"(?i)snatconnectioncount",dimension=~"(?i)failed"}) > 0',
  },
];

function drops(devices: string): string {
  return `sum by (instance) (rate(node_network_transmit_drop_total{${devices}}[5m])) + sum by (instance) (rate(node_network_receive_drop_total{${devices}}[5m]))`;
}
