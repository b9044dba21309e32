import { App } from 'cdk8s';
import { Platform } from '../../../constructs';
import { PaymentsChart } from '../payments';

const app = new App();

new PaymentsChart(app, 'payments', {
  platform: Platform.azure({ zones: ['westeurope-1', 'westeurope-2', 'westeurope-3'], kubeVersion: '1.34', telemetry: { namespace: 'observability', service: 'otel-collector' } }),
  principals: { api: { clientId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11' }, vaultReader: { clientId: '0b1c6d52-3c5f-4c1e-8f2a-6a9e5d7b4c20' } },
  vault: { keyVault: 'acme-payments', tenantId: '5f9d7c2e-8a44-4c1b-9a51-0f2d3b7c6e10' },
  door: { controller: 'agic', reach: 'internet', certificate: 'pay-acme-example', subnets: ['10.1.0.0/24'] },
  app: { longestRequestSeconds: 30, keepAliveSeconds: 75 },
  host: 'pay.acme.example',
  bank: '203.0.113.0/28',
  signals: { flavour: 'azure-managed', account: 'metrics', resourceGroup: 'payments', location: 'westeurope', scraper: { namespace: 'kube-system' } },
  release: '5.2.0',
});

app.synth();
