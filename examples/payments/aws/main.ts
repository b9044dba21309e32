import { App } from 'cdk8s';
import { App as CloudApp } from 'cdktf';
import { Platform, type Cidr } from '../../../constructs';
import { enforceLoopLaws } from '../../../src/gates/cdktf';
import { PaymentsChart } from '../payments';
import { PaymentsCloud } from './cloud';

const account = '123456789012';
const zones = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'] as const;

const cloudApp = new CloudApp();
const cloud = new PaymentsCloud(cloudApp, 'payments', { account, zones, onCall: `arn:aws:sns:eu-central-1:${account}:on-call`, flowLogs: 'arn:aws:s3:::acme-flow-logs/payments' });

/** Range of the subnet of a zone that faces the internet: the front door stands there. */
const facing = (zone: string): Cidr => cloud.network.publicSubnets[zone]?.cidrBlockInput as Cidr;

const app = new App();
new PaymentsChart(app, 'payments', {
  // Tokens come from an endpoint in the private subnets, and from nowhere else.
  platform: Platform.aws({ zones, kubeVersion: '1.34', telemetry: { namespace: 'observability', service: 'otel-collector' }, tokenEndpoints: Object.values(cloud.network.ranges) }),
  principals: cloud.identities,
  dataPool: cloud.pools.poolOf('data'),
  vault: { region: cloud.network.region },
  door: {
    controller: 'alb', reach: 'internet', subnets: [facing(zones[0]), facing(zones[1]), facing(zones[2])],
    certificateArn: `arn:aws:acm:eu-central-1:${account}:certificate/11111111-2222-3333-4444-555555555555`,
  },
  app: { longestRequestSeconds: 30, keepAliveSeconds: 75 },
  host: 'pay.acme.example',
  bank: '203.0.113.0/28',
  signals: { flavour: 'operator', scraper: { namespace: 'monitoring' } },
  release: '5.2.0',
});

// Both planes are judged as one world before either is written.
enforceLoopLaws(cloudApp, { manifests: app, config: { preset: 'strict', role: 'platform' }, failOn: 'warning' });
cloudApp.synth();
app.synth();
