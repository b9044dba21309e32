import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js';
import { Eip } from '@cdktf/provider-aws/lib/eip/index.js';
import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway/index.js';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway/index.js';
import type { Subnet } from '@cdktf/provider-aws/lib/subnet/index.js';
import { Construct } from 'constructs';
import { CLOUDS } from '../clouds';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { SHAPES } from './shapes';

/** The way out of one zone. */
export interface ZoneExitProps {
  /** Of the address and the gateway, and start of the names of alarms. */
  readonly name: string;
  /** Public subnet of the zone, in which the gateway stands. */
  readonly subnet: Subnet;
  /** What leads from the VPC to the internet; the gateway waits for it. */
  readonly gateway: InternetGateway;
  /** ARNs of SNS topics that are told. @later */
  readonly alarmTopics: readonly [string, ...string[]];
}

const { namespace, metrics: [noPort, dropped] } = CLOUDS.aws.natSaturation;
/** What tells that a gateway is full, in the words of CloudWatch. @see https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html */
const SIGNS = [
  { metricName: noPort, alarmDescription: 'No port is left for a connection to one destination: calls to it time out. Spread the destinations, reuse connections, or add addresses to the gateway.' },
  { metricName: dropped, alarmDescription: 'The gateway drops packets: calls out of this zone fail now and then.' },
] as const;

/** A NAT gateway of one zone and the alarms on it. Serves network/nat-per-zone. */
export class ZoneExit extends Construct {
  readonly address: Eip;
  readonly nat: NatGateway;
  readonly alarms: readonly CloudwatchMetricAlarm[];

  constructor(scope: Construct, id: string, props: ZoneExitProps) {
    super(scopeOf(scope, id), id);
    const { name, subnet, gateway, alarmTopics } = checked(SHAPES, 'ZoneExitProps', this.node.path, props);
    const tags = { Name: name };
    this.address = new Eip(this, 'Address', { domain: 'vpc', tags });
    this.nat = new NatGateway(this, 'Nat', { allocationId: this.address.allocationId, subnetId: subnet.id, tags, dependsOn: [gateway] });
    this.alarms = SIGNS.map((sign) => new CloudwatchMetricAlarm(this, sign.metricName, {
      ...sign,
      alarmName: `${name}-${sign.metricName}`,
      namespace,
      dimensions: { NatGatewayId: this.nat.id },
      statistic: 'Sum', period: 60, evaluationPeriods: 5, datapointsToAlarm: 2, comparisonOperator: 'GreaterThanThreshold', threshold: 0, treatMissingData: 'notBreaching',
      alarmActions: [...alarmTopics], okActions: [...alarmTopics], tags,
    }));
  }
}
