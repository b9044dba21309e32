import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Testing } from 'cdk8s';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { OrdersChart } from '../../examples/jvm/orders';
import { KUBE_VERSIONS, type Cloud, type FileSystems, type Platform } from '../../constructs';
import { CLOUDS, PRINCIPALS, find, manifestsOf, platforms } from '../constructs/manifests';
import { besidesFrontDoors, faultsOf } from '../constructs/strict';

const FILES: FileSystems = { aws: { fileSystemId: 'fs-0123456789abcdef0' }, azure: {}, gcp: { tier: 'regional', network: 'default' } };

function ordersOn(cloud: Cloud, platform: Platform = platforms()[cloud]): OrdersChart<Cloud> {
  return new OrdersChart<Cloud>(Testing.app(), 'orders', { platform, principal: PRINCIPALS[cloud], files: FILES[cloud], database: '10.0.16.0/24' });
}

describe('the JVM service', () => {
  test.each(CLOUDS.flatMap((cloud) => KUBE_VERSIONS.map((version) => [cloud, version] as const)))('keeps every law in strict on %s %s', (cloud, version) => {
    const platform = platforms(version, { telemetry: { namespace: 'observability', service: 'otel-collector' } })[cloud];
    // Its configuration is a ConfigMap somebody else makes.
    const faults = besidesFrontDoors(faultsOf(ordersOn(cloud, platform), platform, { closedWorld: ['ServiceAccount', 'StorageClass', 'PriorityClass', 'Deployment', 'Service', 'Namespace'] }));
    expect(faults).toEqual([]);
  });

  const { spec } = find(manifestsOf(ordersOn('aws')), 'Deployment').spec.template;
  const [app] = spec.containers;

  test('may start slowly', () => {
    expect(app.startupProbe).toMatchObject({ httpGet: { path: '/actuator/health/liveness', port: 'management' }, periodSeconds: 5, failureThreshold: 36 });
  });

  test('ends with what it was promised: heap, dumps and time', () => {
    expect(app.resources.requests['memory']).toBe(app.resources.limits['memory']);
    expect(app.resources.limits['ephemeral-storage']).toBe('3172Mi');
    expect(spec.terminationGracePeriodSeconds).toBe(45);
    expect(app.env).toContainEqual({ name: 'JAVA_TOOL_OPTIONS', value: expect.stringContaining('-XX:HeapDumpPath=/dumps') as string });
  });

  test('shows its management port to nobody but the kubelet', () => {
    const { ingress } = find(manifestsOf(ordersOn('aws')), 'NetworkPolicy', 'orders').spec;
    expect(ingress.flatMap((rule) => rule.ports)).toEqual([{ port: 8080, protocol: 'TCP' }]);
  });

  test('has a shipper beside it, and an agent put there before', () => {
    expect(spec.initContainers?.map(({ name, restartPolicy, volumeMounts }) => [name, restartPolicy, volumeMounts.map(({ mountPath }) => mountPath)])).toEqual([
      ['dump-shipper', 'Always', ['/dumps']], ['agent', undefined, ['/agent']],
    ]);
  });

  const outdir = mkdtempSync(join(tmpdir(), 'orders-'));
  afterAll(() => rmSync(outdir, { recursive: true }));

  test('is written for each cloud', async () => {
    vi.resetModules();
    vi.stubEnv('CDK8S_OUTDIR', outdir);
    await import('../../examples/jvm/main.js');
    await import('../../examples/boutique/main.js');
    vi.unstubAllEnvs();
    expect(readdirSync(outdir).sort()).toEqual(['boutique', 'orders'].flatMap((name) => CLOUDS.map((cloud) => `${name}-${cloud}.k8s.yaml`)).sort());
  });
});
