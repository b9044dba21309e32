import { App } from 'cdk8s';
import { Platform, type Telemetry } from '../../constructs';
import { BoutiqueChart } from './boutique';

const app = new App();
const telemetry: Telemetry = { namespace: 'observability', service: 'otel-collector' };

new BoutiqueChart(app, 'boutique-aws', {
  platform: Platform.aws({ zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], kubeVersion: '1.35', telemetry }),
  host: 'boutique.example',
  door: {
    controller: 'alb', reach: 'internet', subnets: ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24'],
    certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
  },
  disk: { type: 'gp3' },
});

new BoutiqueChart(app, 'boutique-azure', {
  platform: Platform.azure({ zones: ['eastus2-1', 'eastus2-2', 'eastus2-3'], kubeVersion: '1.34', telemetry }),
  host: 'boutique.example',
  door: { controller: 'agic', reach: 'internet', certificate: 'boutique-example', subnets: ['10.1.0.0/24'] },
  disk: { sku: 'Premium_ZRS' },
});

new BoutiqueChart(app, 'boutique-gcp', {
  platform: Platform.gcp({ zones: ['europe-west1-b', 'europe-west1-c', 'europe-west1-d'], kubeVersion: '1.34', telemetry }),
  host: 'boutique.example',
  door: { controller: 'gce', reach: 'internet', certificate: 'managed', addressName: 'boutique' },
  disk: { type: 'pd-balanced', replication: 'regional-pd' },
  isUnderLoad: true,
});

app.synth();
