import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Testing, type TerraformStack } from 'cdktf';
import { describe, expect, test, vi } from 'vitest';
import { KUBE_VERSIONS, type Cloud } from '../../constructs';
import { PaymentsChart, type PaymentsProps } from '../../examples/payments/payments';
import * as awsPlane from '../../examples/payments/aws/cloud';
import * as azurePlane from '../../examples/payments/azure/cloud';
import { apiObjectsIn, loadConstructs } from '../../src/gates/construct-resources';
import { loadStacks } from '../../src/gates/stack-resources';
import { check } from '../../src/judge/check';
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
    const [dist, terraform] = [join(outdir, 'dist'), join(outdir, 'cdktf.out')];
    vi.resetModules();
    vi.stubEnv('CDK8S_OUTDIR', dist);
    vi.stubEnv('CDKTF_OUTDIR', terraform);
    await import(`../../examples/payments/${cloud}/main.ts`);
    vi.unstubAllEnvs();
    expect(readFileSync(join(dist, 'payments.k8s.yaml'), 'utf8')).not.toMatch(/[&*]a\d/);
    expect(existsSync(join(terraform, 'stacks/payments/cdk.tf.json'))).toBe(true);
    const ran = looplaw(['check', dist, terraform, '--preset', 'strict', '--role', 'platform', '--no-config', '-f', 'concise']);
    expect(ran).toMatchObject({ code: 0, out: expect.stringMatching(/^0 errors, 0 warnings, 0 info;/) as string });
  });
});

describe('both planes of payments', () => {
  const azure = () => new azurePlane.PaymentsCloud(Testing.app(), 'payments', {
    zones: ['westeurope-1', 'westeurope-2', 'westeurope-3'], keyVault: 'acme', clients: { api: PRINCIPALS.azure.clientId, vaultReader: PRINCIPALS.azure.clientId }, onCall: '/actionGroups/on-call', workspace: '/workspaces/ops',
  });
  const aws = () => new awsPlane.PaymentsCloud(Testing.app(), 'payments', { zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], account: '123456789012', onCall: 'arn:aws:sns:us-east-1:123456789012:on-call', flowLogs: 'arn:aws:s3:::acme-flow-logs/payments' });
  const findingsOf = (stack: TerraformStack, changes: (app: App) => void) => {
    const app = new App();
    changes(app);
    const [cloudHalf, clusterHalf] = [loadStacks([stack]), loadConstructs(apiObjectsIn(app))];
    return check({ ...cloudHalf, documents: cloudHalf.documents + clusterHalf.documents, resources: [...cloudHalf.resources, ...clusterHalf.resources] }, { config: { preset: 'strict', role: 'platform' } })
      .findings.map(({ law, messageId, resource }) => `${law} ${messageId} ${resource.kind}`);
  };
  const half = (cloud: Cloud, more: Partial<PaymentsProps<Cloud>>) => (app: App): void => {
    const platform = platforms('1.34', { telemetry })[cloud];
    new PaymentsChart<Cloud>(app, 'payments', {
      platform, vault: VAULTS[cloud], door: DOORS[cloud], app: APPS[cloud], principals: { api: PRINCIPALS[cloud], vaultReader: PRINCIPALS[cloud] },
      host: 'pay.acme.example', bank: '203.0.113.0/28', signals: SIGNALS[cloud], release: '5.2.0', ...more,
    });
  };

  test('are joined by one value: the role trusts the account that names it', () => {
    const { identities } = aws();
    expect([identities.api.roleArn, identities.vaultReader.subject]).toEqual(['arn:aws:iam::123456789012:role/payments-api', 'system:serviceaccount:payments:vault-reader']);
    expect(azure().identities.api.subject).toBe('system:serviceaccount:payments:api');
  });

  test('tell each other that the account names a role of somebody else', () => {
    const cloud = aws();
    expect(findingsOf(cloud, half('aws', { principals: { api: { roleArn: 'arn:aws:iam::123456789012:role/payments-vault-reader' }, vaultReader: cloud.identities.vaultReader }, dataPool: cloud.pools.poolOf('data') })))
      .toEqual(['identity/workload-identity-wired refused Deployment']);
  });

  test.each([['aws', aws], ['azure', azure]] as const)('tell each other that no pool of %s is what the ledger asks for', (cloud, make) => {
    expect(findingsOf(make(), half(cloud, {})).filter((finding) => finding.endsWith('StatefulSet'))).not.toEqual([]);
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
