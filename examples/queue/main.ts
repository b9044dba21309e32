import { App } from 'cdk8s';
import { Platform } from '../../constructs';
import { QueueChart } from './queue';

const app = new App();
const telemetry = { namespace: 'observability', service: 'otel-collector' };

new QueueChart(app, 'media-aws', {
  platform: Platform.aws({ zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], kubeVersion: '1.35', telemetry }),
  principal: { roleArn: 'arn:aws:iam::123456789012:role/media-thumbnails' },
  queue: { type: 'aws-sqs-queue', queueURL: 'https://sqs.us-east-1.amazonaws.com/123456789012/uploads', awsRegion: 'us-east-1', queueLength: 20 },
  vault: { region: 'us-east-1' },
});

new QueueChart(app, 'media-azure', {
  platform: Platform.azure({ zones: ['eastus2-1', 'eastus2-2', 'eastus2-3'], kubeVersion: '1.35', telemetry }),
  principal: { clientId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11' },
  queue: { type: 'azure-servicebus', namespace: 'acme-media', queueName: 'uploads', messageCount: 20 },
  vault: { keyVault: 'acme-media', tenantId: '5f9d7c2e-8a44-4c1b-9a51-0f2d3b7c6e10' },
});

app.synth();
