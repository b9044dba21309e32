import { MonitorMetricAlert, type MonitorMetricAlertCriteria } from '@cdktf/provider-azurerm/lib/monitor-metric-alert/index.js';
import type { NatGateway } from '@cdktf/provider-azurerm/lib/nat-gateway/index.js';
import type { Construct } from 'constructs';
import { CLOUDS } from '../clouds';

/** Who is told when a NAT gateway runs out of ports. */
export interface NatAlarms {
  readonly resourceGroupName: string;
  /** Id of the action group that pages: nobody is told by a default. */
  readonly actionGroupId: string;
}

/** Ports of one public address for one destination. @see https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource#source-network-address-translation */
const PORTS = 64_512;
/** Share of them that is worth a warning. */
const NEARLY = 0.8;

/**
 * Three alarms: connections that found no port, packets that were dropped, and a gateway that is nearly full.
 * @see https://learn.microsoft.com/azure/nat-gateway/nat-metrics
 */
export function saturationAlarms(scope: Construct, id: string, nat: NatGateway, publicIps: number, { resourceGroupName, actionGroupId }: NatAlarms): readonly MonitorMetricAlert[] {
  const { namespace: metricNamespace, metrics: [failed, dropped, active] } = CLOUDS.azure.natSaturation;
  const alert = (what: string, severity: number, description: string, criteria: Pick<MonitorMetricAlertCriteria, 'metricName' | 'threshold' | 'dimension'>, windowSize = 'PT5M'): MonitorMetricAlert => new MonitorMetricAlert(scope, `${id}-${what}`, {
    name: `${nat.nameInput}-${what}`,
    resourceGroupName,
    scopes: [nat.id],
    description,
    severity,
    frequency: 'PT1M',
    windowSize,
    criteria: [{ metricNamespace, aggregation: 'Total', operator: 'GreaterThan', ...criteria }],
    action: [{ actionGroupId }],
  });
  return [
    alert('ports-failed', 1, 'Connections found no port: egress of this zone fails', {
      metricName: failed, threshold: 0, dimension: [{ name: 'ConnectionState', operator: 'Include', values: ['Failed'] }],
    }),
    alert('packets-dropped', 2, 'The gateway drops packets', { metricName: dropped, threshold: 0 }),
    alert('ports-nearly-full', 2, `${NEARLY * 100} % of the ports are taken, if all lead to one destination`, {
      metricName: active, threshold: Math.floor(PORTS * NEARLY) * publicIps,
    }, 'PT1M'),
  ];
}
