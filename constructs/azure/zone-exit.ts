import { MonitorMetricAlert, type MonitorMetricAlertCriteria } from '@cdktf/provider-azurerm/lib/monitor-metric-alert/index.js';
import { NatGatewayPublicIpAssociation } from '@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association/index.js';
import { NatGateway } from '@cdktf/provider-azurerm/lib/nat-gateway/index.js';
import { PublicIp } from '@cdktf/provider-azurerm/lib/public-ip/index.js';
import { SubnetNatGatewayAssociation } from '@cdktf/provider-azurerm/lib/subnet-nat-gateway-association/index.js';
import type { Subnet } from '@cdktf/provider-azurerm/lib/subnet/index.js';
import { Construct } from 'constructs';
import { CLOUDS } from '../clouds';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { demand } from '../refusal';
import { SHAPES } from './shapes';

/** The way out of one zone. */
export interface ZoneExitProps {
  /** Of the gateway, and start of the names of addresses and alarms. */
  readonly name: string;
  /** Name of the resource group they are made in. */
  readonly resourceGroup: string;
  /** Region of the network, such as `westeurope`. */
  readonly region: string;
  /** Number of the zone: `1`, `2` or `3`. */
  readonly zone: string;
  /** Private subnet whose way out it is. */
  readonly subnet: Subnet;
  /** Addresses of the gateway, 1 to 16; each has 64,512 ports for one destination. */
  readonly publicIps: number;
  /** Ids of action groups that are told. How many must be known at synth time: an alert has a block for each. */
  readonly actionGroups: readonly [string, ...string[]];
}

/** Ports of one public address for one destination. @see https://learn.microsoft.com/azure/nat-gateway/nat-gateway-resource */
const PORTS = 64_512;
/** Share of them that is worth a warning. */
const NEARLY = 0.8;

/** A NAT gateway of one zone and the alarms on it. Serves network/nat-per-zone. @see https://learn.microsoft.com/azure/nat-gateway/nat-metrics */
export class ZoneExit extends Construct {
  readonly addresses: readonly PublicIp[];
  readonly nat: NatGateway;
  /** Id of the subnet, once the gateway is its way out: AKS refuses nodes in one that has none yet. */
  readonly subnetId: string;
  readonly alarms: readonly MonitorMetricAlert[];

  /** @throws Refusal for a number of addresses that no gateway has. */
  constructor(scope: Construct, id: string, props: ZoneExitProps) {
    super(scopeOf(scope, id), id);
    const { name, resourceGroup, region, zone, subnet, publicIps, actionGroups } = checked(SHAPES, 'ZoneExitProps', this.node.path, props);
    demand(Number.isInteger(publicIps) && publicIps >= 1 && publicIps <= 16, this.node.path, 'network/nat-per-zone', () => ({
      found: `${publicIps} public addresses`, expected: 'a whole number from 1 to 16', remedy: `reckon with ${PORTS.toLocaleString('en')} connections to one destination for each address`,
    }));
    const placed = { resourceGroupName: resourceGroup, location: region, zones: [zone] };
    // The idle timeout is the shortest there is: a port in use by nobody is a port less.
    this.nat = new NatGateway(this, 'Nat', { ...placed, name, skuName: 'Standard', idleTimeoutInMinutes: 4 });
    const given: NatGatewayPublicIpAssociation[] = [];
    this.addresses = Array.from({ length: publicIps }, (_, i) => {
      const address = new PublicIp(this, `Address-${i + 1}`, { ...placed, name: `${name}-${i + 1}`, allocationMethod: 'Static', sku: 'Standard' });
      given.push(new NatGatewayPublicIpAssociation(this, `AddressOfNat-${i + 1}`, { natGatewayId: this.nat.id, publicIpAddressId: address.id }));
      return address;
    });
    this.subnetId = new SubnetNatGatewayAssociation(this, 'WayOut', { subnetId: subnet.id, natGatewayId: this.nat.id, dependsOn: given }).subnetId;
    const { namespace: metricNamespace, metrics: [failed, dropped, active] } = CLOUDS.azure.natSaturation;
    const alarm = (
      sign: Pick<MonitorMetricAlertCriteria, 'metricName' | 'threshold' | 'dimension'>, severity: number, windowSize: string, description: string,
    ): MonitorMetricAlert => new MonitorMetricAlert(this, sign.metricName, {
      name: `${name}-${sign.metricName}`,
      resourceGroupName: resourceGroup,
      scopes: [this.nat.id],
      description,
      severity,
      frequency: 'PT1M',
      windowSize,
      criteria: [{ metricNamespace, aggregation: 'Total', operator: 'GreaterThan', ...sign }],
      action: actionGroups.map((actionGroupId) => ({ actionGroupId })),
    });
    this.alarms = [
      alarm({ metricName: failed, threshold: 0, dimension: [{ name: 'ConnectionState', operator: 'Include', values: ['Failed'] }] }, 1, 'PT5M',
        'No port is left for a connection to one destination: calls to it fail. Spread the destinations, reuse connections, or raise publicIpsPerZone.'),
      alarm({ metricName: dropped, threshold: 0 }, 2, 'PT5M', 'The gateway drops packets: calls out of this zone fail now and then.'),
      alarm({ metricName: active, threshold: Math.floor(PORTS * NEARLY) * publicIps }, 2, 'PT1M',
        `Connections take ${NEARLY * 100} % of the ports there are for one destination: raise publicIpsPerZone before they fail.`),
    ];
  }
}
