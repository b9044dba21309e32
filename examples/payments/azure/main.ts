import { App } from 'cdk8s';
import { App as CloudApp } from 'cdktf';
import { Platform } from '../../../constructs';
import { enforceLoopLaws } from '../../../src/gates/cdktf';
import { PaymentsChart } from '../payments';
import { PaymentsCloud } from './cloud';

const zones = ['westeurope-1', 'westeurope-2', 'westeurope-3'] as const;
const keyVault = 'acme-payments';

const cloudApp = new CloudApp();
const cloud = new PaymentsCloud(cloudApp, 'payments', {
  zones,
  keyVault,
  clients: { api: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11', vaultReader: '0b1c6d52-3c5f-4c1e-8f2a-6a9e5d7b4c20' },
  onCall: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ops/providers/Microsoft.Insights/actionGroups/on-call',
  workspace: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/ops/providers/Microsoft.OperationalInsights/workspaces/ops',
});

const app = new App();
new PaymentsChart(app, 'payments', {
  platform: Platform.azure({ zones, kubeVersion: '1.34', telemetry: { namespace: 'observability', service: 'otel-collector' } }),
  principals: cloud.identities,
  dataPool: cloud.pools.poolOf('data'),
  vault: { keyVault, tenantId: '5f9d7c2e-8a44-4c1b-9a51-0f2d3b7c6e10' },
  // The gateway has a subnet of its own, in the quarter of the network that is free for such things.
  door: { controller: 'agic', reach: 'internet', certificate: 'pay-acme-example', subnets: ['10.0.240.0/24'] },
  app: { longestRequestSeconds: 30, keepAliveSeconds: 75 },
  host: 'pay.acme.example',
  bank: '203.0.113.0/28',
  signals: { flavour: 'azure-managed', account: 'metrics', resourceGroup: 'payments', location: 'westeurope', scraper: { namespace: 'kube-system' } },
  release: '5.2.0',
});

// Both planes are judged as one world before either is written.
enforceLoopLaws(cloudApp, { manifests: app, config: { preset: 'strict', role: 'platform' }, failOn: 'warning' });
cloudApp.synth();
app.synth();
