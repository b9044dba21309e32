import { EDGE_JOB, OVERLAY_DEVICES, PHYSICAL_DEVICES, PROBES, networkAlerts } from '../../network';
import { named, panel, watched, type Panel, type Query } from './panel';

const of = named.bind(null, networkAlerts);
const HOLE = of('LoopNetworkMtuBlackhole');
const PATH = of('LoopPathMtuBlackhole');
const EDGE = of('LoopEdgePath5xx');

/** S3: what devices drop, one by one; what arrives by size; what each edge answers; what leaves. */
export const networkPanels: readonly Panel[] = [
  panel('Packets that overlay devices drop', 'pps', HOLE.sources, drops(OVERLAY_DEVICES), { alert: HOLE, side: 'above', at: 0.1 }),
  panel('Packets that network cards drop', 'pps', HOLE.sources, drops(PHYSICAL_DEVICES)),
  watched('Segments that are sent again', 'percentunit', '{{instance}}', of('LoopNetworkRetransmitStorm')),
  panel('Requests of a probe that arrive, by size', 'percentunit', PATH.sources, [
    { expr: `avg_over_time(probe_success{${PROBES}}[5m])`, legend: '{{path}} {{payload}}' },
  ], { alert: PATH, side: 'below', at: 0.5 }),
  panel('Answers of front doors to a probe', 'short', EDGE.sources, [{ expr: `probe_http_status_code{job="${EDGE_JOB}"}`, legend: '{{path}} {{edge}} {{payload}}' }], { alert: EDGE, side: 'above', at: 500 }),
  watched('5xx of ingress-nginx', 'percentunit', '{{namespace}}/{{ingress}}', of('LoopIngress5xx')),
  watched('5xx of gateways, by backend', 'percentunit', '{{envoy_cluster_name}}', of('LoopGateway5xx')),
  watched('5xx of load balancers (ALB)', 'percentunit', '{{dimension_LoadBalancer}}', of('LoopAlb5xx')),
  watched('5xx of Application Gateways', 'percentunit', '{{resourceName}}', of('LoopApplicationGateway5xx')),
  watched('Connections NAT gateways have no port for (AWS)', 'short', '{{dimension_NatGatewayId}}', of('LoopNatPortExhaustionAws')),
  watched('Connections NAT gateways fail to translate (Azure)', 'short', '{{resourceName}}', of('LoopNatPortExhaustionAzure')),
];

function drops(devices: string): readonly Query[] {
  return ['transmit', 'receive'].map((way) => ({ expr: `rate(node_network_${way}_drop_total{${devices}}[5m])`, legend: `{{instance}} {{device}} ${way}` }));
}
