import { App } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS, type Platform } from '../../constructs';
import { QueueChart } from '../../examples/queue/queue';
import { brokenIn } from '../constructs/judged';
import { find, manifestsOf, platforms } from '../constructs/manifests';

const telemetry = { namespace: 'observability', service: 'otel-collector' };
type Version = (typeof KUBE_VERSIONS)[number];

const BUILD: { readonly [cloud: string]: (app: App, version: Version) => { readonly platform: Platform; readonly chart: QueueChart<'aws'> | QueueChart<'azure'> } } = {
  aws: (app, version) => {
    const platform = platforms(version, { telemetry }).aws;
    return { platform, chart: new QueueChart(app, 'media', {
      platform, principal: { roleArn: 'arn:aws:iam::123456789012:role/media' }, vault: { region: 'us-east-1' },
      queue: { type: 'aws-sqs-queue', queueURL: 'https://sqs.us-east-1.amazonaws.com/123456789012/uploads', awsRegion: 'us-east-1', queueLength: 20 },
    }) };
  },
  azure: (app, version) => {
    const platform = platforms(version, { telemetry }).azure;
    return { platform, chart: new QueueChart(app, 'media', {
      platform, principal: { clientId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11' }, vault: { keyVault: 'acme', tenantId: '5f9d7c2e-8a44-4c1b-9a51-0f2d3b7c6e10' },
      queue: { type: 'azure-servicebus', namespace: 'acme-media', queueName: 'uploads', messageCount: 20 },
    }) };
  },
};

describe.each(Object.entries(BUILD))('the queue on %s', (_, build) => {
  test.each(KUBE_VERSIONS)('keeps every law in strict on %s', (version) => {
    const app = new App();
    const { platform } = build(app, version);
    expect(brokenIn(app, platform)).toEqual([]);
  });

  test('sleeps, wakes by the queue, and holds no key', () => {
    const { chart } = build(new App(), '1.34');
    const manifests = manifestsOf(chart);
    expect(find(manifests, 'ScaledObject').spec).toMatchObject({ minReplicaCount: 0, maxReplicaCount: 20 });
    expect(manifests.some(({ kind }) => kind === 'Secret')).toBe(false);
    expect(JSON.stringify(find(manifests, 'SecretProviderClass'))).toContain('media-partner-token');
  });
});
