import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { ShopChart, type Size } from '../../examples/shop/shop';
import type { Cloud, Platform } from '../../constructs';
import { apiObjectsIn, loadConstructs } from '../../src/gates/construct-resources';
import { checkSchema } from '../../src/graph/schema/check';
import { check } from '../../src/judge/check';
import type { Verdict } from '../../src/judge/verdict';
import { CLOUDS, PRINCIPALS, find, manifestsOf, platforms } from './manifests';

const SIZES: readonly Size[] = ['small', 'large'];
const VERSIONS = ['1.28', '1.30', '1.32', '1.34', '1.36'] as const;
const CASES = CLOUDS.flatMap((cloud) => VERSIONS.flatMap((version) => SIZES.map((size) => ({ cloud, version, size }))));

/** Kinds of which the shop holds every object it names. */
const CLOSED = ['ServiceAccount', 'StorageClass', 'PriorityClass', 'Deployment', 'StatefulSet', 'Service', 'Namespace', 'PodDisruptionBudget', 'NetworkPolicy'];

function shopOf(platform: Platform, cloud: Cloud, size: Size): { readonly app: App; readonly chart: ShopChart<Cloud> } {
  const app = new App();
  return { app, chart: new ShopChart<Cloud>(app, 'shop', { platform, principal: PRINCIPALS[cloud], size }) };
}

/** Every law that is asked of a platform team, to the letter. */
function strictly(app: App, platform: Platform): Verdict {
  return check(loadConstructs(apiObjectsIn(app)), {
    config: { preset: 'strict', role: 'platform', kubeVersion: platform.kubeVersion, cloud: platform.cloud, zones: platform.zones, closedWorld: CLOSED },
  });
}

describe.each(CASES)('the $size shop on $cloud $version', ({ cloud, version, size }) => {
  const platform: Platform = platforms(version, { telemetry: { namespace: 'observability', service: 'otel-collector' } })[cloud];
  const { app, chart } = shopOf(platform, cloud, size);
  const manifests = manifestsOf(chart);

  test('has no field the cluster does not know', () => {
    expect(new Set(manifests.map((m) => m.kind)).size).toBe(12);
    for (const manifest of manifests) expect(checkSchema(manifest, manifest.apiVersion, manifest.kind, version)).toEqual([]);
  });

  test('keeps every law in strict, without a waiver', () => {
    const { verdict, findings, waived, undecided, accounting, laws } = strictly(app, platform);
    expect(findings.map((f) => `${f.law} ${f.messageId} ${f.resource.kind}/${f.resource.name}`)).toEqual([]);
    expect({ verdict, waived, undecided, errors: accounting.errors }).toEqual({ verdict: 'pass', waived: [], undecided: [], errors: [] });
    expect(accounting.examined).toBe(manifests.length);
    expect(Object.values(laws).reduce((kept, law) => kept + law.kept, 0)).toBeGreaterThan(50);
  });

  test('is named by what it is', () => {
    expect(manifests.map((m) => m.metadata.name).every((name) => /^[a-z-]+$/.test(name))).toBe(true);
  });
});

describe('the shop', () => {
  const { chart } = shopOf(platforms().aws, 'aws', 'large');
  const manifests = manifestsOf(chart);

  test('keeps orders where only the API reaches them', () => {
    const peers = find(manifests, 'NetworkPolicy', 'orders').spec.ingress.flatMap((rule) => rule.from);
    expect(peers.map((peer) => peer.podSelector.matchLabels['app.kubernetes.io/name']).sort()).toEqual(['api', 'orders']);
  });

  test('sends the API to the replica that takes writes', () => {
    const { env } = find(manifests, 'Deployment').spec.template.spec.containers[0];
    expect(env).toContainEqual({ name: 'DATABASE_HOST', value: 'orders-0.orders.shop.svc' });
    expect(find(manifests, 'Service', 'orders').spec.clusterIP).toBe('None');
  });

  test('claims disks of its own class', () => {
    expect(find(manifests, 'StatefulSet').spec.volumeClaimTemplates[0].spec.storageClassName).toBe(find(manifests, 'StorageClass').metadata.name);
  });
});

describe('the app', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'shop-'));
  afterAll(() => rmSync(outdir, { recursive: true }));

  test('writes a file for each cloud', async () => {
    vi.resetModules();
    vi.stubEnv('CDK8S_OUTDIR', outdir);
    await import('../../examples/shop/main.js');
    vi.unstubAllEnvs();
    expect(readdirSync(outdir).sort()).toEqual(['shop-aws.k8s.yaml', 'shop-azure.k8s.yaml']);
    expect(readFileSync(join(outdir, 'shop-aws.k8s.yaml'), 'utf8')).toContain('eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/shop-api');
    expect(readFileSync(join(outdir, 'shop-azure.k8s.yaml'), 'utf8')).toContain('azure.workload.identity/use: "true"');
  });
});
