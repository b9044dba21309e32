import { App } from 'cdk8s';
import { Platform } from '../../constructs';
import { ShopChart } from './shop';

const app = new App();
const telemetry = { namespace: 'observability', service: 'otel-collector' };

new ShopChart(app, 'shop', { platform: Platform.aws({ zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], telemetry }), step: 'rebuilt' });

app.synth();
