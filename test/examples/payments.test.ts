import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { describe, expect, test, vi } from 'vitest';
import { KUBE_VERSIONS, type Cloud } from '../../constructs';
import { PaymentsChart, type PaymentsProps } from '../../examples/payments/payments';
import { APPS, DOORS } from '../constructs/fronts';
import { brokenIn } from '../constructs/judged';
import { CLOUDS, PRINCIPALS, find, manifestsOf, platforms } from '../constructs/manifests';
import { looplaw } from '../cli/command';

const telemetry = { namespace: 'observability', service: 'otel-collector' };
const VAULTS = { aws: { region: 'eu-central-1' }, azure: { keyVault: 'acme', tenantId: '5f9d7c2e-8a44-4c1b-9a51-0f2d3b7c6e10' }, gcp: { project: 'acme' } } as const;

const SIGNALS = {
  aws: { flavour: 'operator', scraper: { namespace: 'monitoring' } },
  azure: { flavour: 'azure-managed', account: 'metrics', resourceGroup: 'payments', location: 'westeurope', scraper: { namespace: 'kube-system' } },
  gcp: { flavour: 'gmp', scraper: { namespace: 'gmp-system' } },
} as const;

function payments(cloud: Cloud, version: (typeof KUBE_VERSIONS)[number] = '1.34') {
  const app = new App();
  const platform = platforms(version, { telemetry })[cloud];
  const props: PaymentsProps<Cloud> = {
    platform, vault: VAULTS[cloud], door: DOORS[cloud], app: APPS[cloud], principals: { api: PRINCIPALS[cloud], vaultReader: PRINCIPALS[cloud] },
    host: 'pay.acme.example', bank: '203.0.113.0/28', signals: SIGNALS[cloud], release: '5.2.0',
  };
  return { app, platform, chart: new PaymentsChart<Cloud>(app, 'payments', props) };
}

describe.each(CLOUDS)('payments on %s', (cloud) => {
  test.each(KUBE_VERSIONS)('keeps every law in strict on %s', (version) => {
    const { app, platform } = payments(cloud, version);
    // In which subnets a load balancer stands is written nowhere in the cluster.
    const subnet = { aws: '10.0.0.0/24', azure: '10.1.0.0/24', gcp: null }[cloud];
    const unknown = subnet === null ? [] : [`undecided network/policy-allows-front-door Deployment/api: whether ${subnet} holds the other end is not known`];
    // Exporters come with the platform, so whether nodes are seen is not this app's to say.
    expect(brokenIn(app, platform).filter((fault) => !fault.startsWith('undecided observability/use-signals '))).toEqual(unknown);
  });

  test('as its own folder writes it, passes the command in strict', async () => {
    const outdir = mkdtempSync(join(tmpdir(), 'payments-'));
    vi.stubEnv('CDK8S_OUTDIR', outdir);
    await import(`../../examples/payments/${cloud}/main.ts`);
    vi.unstubAllEnvs();
    expect(readFileSync(join(outdir, 'payments.k8s.yaml'), 'utf8')).not.toMatch(/[&*]a\d/);
    const ran = looplaw(['check', outdir, '--preset', 'strict', '--role', 'platform', '--cloud', cloud, '--no-config', '-f', 'concise']);
    expect(ran).toMatchObject({ code: 0, out: expect.stringMatching(/^0 errors, 0 warnings, 0 info;/) as string });
  });
});

describe('payments', () => {
  const manifests = manifestsOf(payments('aws').chart);

  test('holds no secret, and knows where each is kept', () => {
    expect(manifests.some(({ kind }) => kind === 'Secret')).toBe(false);
    expect(find(manifests, 'ExternalSecret').spec.data).toHaveLength(2);
  });

  test('lets four writers at the ledger, and nobody else', () => {
    const peers = find(manifests, 'NetworkPolicy', 'ledger').spec.ingress.flatMap((rule) => rule.from.map(({ podSelector }) => podSelector.matchLabels['app.kubernetes.io/name']));
    expect(peers.sort()).toEqual(['api', 'ledger', 'migration-5-2-0', 'reconciliation', 'settlement']);
  });

  test('gives the API the time its longest request takes, which the front door knows', () => {
    expect(find(manifests, 'Deployment', 'api').spec.template.spec.terminationGracePeriodSeconds).toBe(10 + 30 + 5);
  });

  test('is scraped, and alerts in the words of its cluster', () => {
    expect(find(manifests, 'ServiceMonitor', 'api').spec).toMatchObject({ endpoints: [{ port: 'http', path: '/metrics' }] });
    expect(JSON.stringify(find(manifests, 'NetworkPolicy', 'api').spec.ingress)).toContain('"kubernetes.io/metadata.name":"monitoring"');
    const rulesOn = (cloud: Cloud) => manifestsOf(payments(cloud).chart).filter(({ kind }) => /Rule/.test(kind)).map(({ kind }) => kind);
    expect([new Set(rulesOn('aws')), new Set(rulesOn('azure')), new Set(rulesOn('gcp'))]).toEqual([new Set(['PrometheusRule']), new Set(['PrometheusRuleGroup']), new Set(['ClusterRules'])]);
  });

  test('lets nobody but the worker at the bank', () => {
    const atBank = manifests.filter((m) => m.kind === 'NetworkPolicy' && JSON.stringify(m.spec).includes('203.0.113.0/28')).map((m) => m.metadata.name);
    expect(atBank).toEqual(['settlement']);
  });
});
