import { App } from 'cdk8s';
import { Platform } from '../../../constructs';
import { PaymentsChart } from '../payments';

const app = new App();

new PaymentsChart(app, 'payments', {
  platform: Platform.gcp({ zones: ['europe-west3-a', 'europe-west3-b', 'europe-west3-c'], kubeVersion: '1.34', telemetry: { namespace: 'observability', service: 'otel-collector' } }),
  principals: { api: { serviceAccount: 'payments-api@acme-payments.iam.gserviceaccount.com' }, vaultReader: { direct: true } },
  vault: { project: 'acme-payments' },
  door: { controller: 'gce', reach: 'internet', certificate: 'managed' },
  // The load balancer of Google keeps connections for ten minutes.
  app: { longestRequestSeconds: 30, keepAliveSeconds: 620 },
  host: 'pay.acme.example',
  bank: '203.0.113.0/28',
  signals: { flavour: 'gmp', scraper: { namespace: 'gmp-system' } },
  release: '5.2.0',
});

app.synth();
