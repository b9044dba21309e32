import { App } from 'cdk8s';
import { App as CloudApp } from 'cdktf';
import { Platform } from '../../../constructs';
import { enforceLoopLaws } from '../../../src/gates/cdktf';
import { PaymentsChart } from '../payments';
import { PaymentsCloud } from './cloud';

const project = 'acme-payments';
const zones = ['europe-west3-a', 'europe-west3-b', 'europe-west3-c'] as const;

const cloudApp = new CloudApp();
const cloud = new PaymentsCloud(cloudApp, 'payments', { project, projectNumber: '123456789012', region: 'europe-west3', zones });

const app = new App();
new PaymentsChart(app, 'payments', {
  platform: Platform.gcp({ zones, kubeVersion: '1.34', telemetry: { namespace: 'observability', service: 'otel-collector' } }),
  principals: cloud.principals,
  vault: { project },
  door: { controller: 'gce', reach: 'internet', certificate: 'managed' },
  // The load balancer of Google keeps connections for ten minutes.
  app: { longestRequestSeconds: 30, keepAliveSeconds: 620 },
  host: 'pay.acme.example',
  bank: '203.0.113.0/28',
  signals: { flavour: 'gmp', scraper: { namespace: 'gmp-system' } },
  release: '5.2.0',
});

// Both planes are judged as one world before either is written.
enforceLoopLaws(cloudApp, { manifests: app, config: { preset: 'strict', role: 'platform' }, failOn: 'warning' });
cloudApp.synth();
app.synth();
