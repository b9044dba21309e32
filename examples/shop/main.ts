import { App } from 'cdk8s';
import { Platform } from '../../constructs';
import { ShopChart } from './shop';

const app = new App();

new ShopChart(app, 'shop-aws', {
  platform: Platform.aws({ zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], kubeVersion: '1.35', telemetry: { namespace: 'observability', service: 'otel-collector' } }),
  principal: { roleArn: 'arn:aws:iam::123456789012:role/shop-api' },
  size: 'large',
});

new ShopChart(app, 'shop-azure', {
  platform: Platform.azure({ zones: ['eastus2-1', 'eastus2-2', 'eastus2-3'], kubeVersion: '1.35', telemetry: { namespace: 'observability', service: 'otel-collector' } }),
  principal: { clientId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11' },
});

app.synth();
