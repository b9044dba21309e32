import { App } from 'cdk8s';
import { Platform, type Telemetry } from '../../constructs';
import { OrdersChart } from './orders';

const app = new App();
const telemetry: Telemetry = { namespace: 'observability', service: 'otel-collector' };

new OrdersChart(app, 'orders-aws', {
  platform: Platform.aws({ zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], kubeVersion: '1.35', telemetry }),
  principal: { roleArn: 'arn:aws:iam::123456789012:role/orders' },
  files: { fileSystemId: 'fs-0123456789abcdef0' },
  database: '10.0.16.0/24',
});

new OrdersChart(app, 'orders-azure', {
  platform: Platform.azure({ zones: ['eastus2-1', 'eastus2-2', 'eastus2-3'], kubeVersion: '1.34', telemetry }),
  principal: { clientId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11' },
  files: {},
  database: '10.1.16.0/24',
});

new OrdersChart(app, 'orders-gcp', {
  platform: Platform.gcp({ zones: ['europe-west1-b', 'europe-west1-c', 'europe-west1-d'], kubeVersion: '1.34', telemetry }),
  principal: { serviceAccount: 'orders@acme-orders.iam.gserviceaccount.com' },
  files: { tier: 'regional', network: 'default' },
  database: '10.2.16.0/24',
});

app.synth();
