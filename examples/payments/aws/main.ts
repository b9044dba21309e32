import { App } from 'cdk8s';
import { Platform } from '../../../constructs';
import { PaymentsChart } from '../payments';

const app = new App();

new PaymentsChart(app, 'payments', {
  platform: Platform.aws({
    zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'], kubeVersion: '1.34', telemetry: { namespace: 'observability', service: 'otel-collector' }, tokenEndpoints: ['10.0.16.0/20'],
  }),
  principals: { api: { roleArn: 'arn:aws:iam::123456789012:role/payments-api' }, vaultReader: { roleArn: 'arn:aws:iam::123456789012:role/payments-vault-reader' } },
  vault: { region: 'eu-central-1' },
  door: {
    controller: 'alb', reach: 'internet', subnets: ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
    certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
  },
  app: { longestRequestSeconds: 30, keepAliveSeconds: 75 },
  host: 'pay.acme.example',
  bank: '203.0.113.0/28',
  signals: { flavour: 'operator', scraper: { namespace: 'monitoring' } },
  release: '5.2.0',
});

app.synth();
