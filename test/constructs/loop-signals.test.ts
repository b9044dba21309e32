import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS, LoopSignals, PriorityLadder, Refusal, StatelessService, type LoopSignalsProps, type Source } from '../../constructs';
import type { RuleGroup } from '../../constructs/observability/rule-groups';
import { runbookPage } from '../../src/runbook/markdown';
import { SOURCES } from '../../src/signals/alert-rule';
import { ALERTS } from '../../src/signals/alerts';
import type { SignatureId } from '../../src/signature';
import { telemetry } from './arbitraries';
import { brokenIn } from './judged';
import { CLOUDS, SERVICE, find, guarded, manifestsOf, platforms } from './manifests';
import { besidesFrontDoors, strictly } from './strict';

const OWN: readonly Source[] = ['kube-state-metrics', 'node-exporter', 'etcd', 'apiserver', 'http-server'];
const FLAVOURS = {
  operator: { flavour: 'operator' },
  'azure-managed': { flavour: 'azure-managed', account: 'metrics', resourceGroup: 'platform', location: 'westeurope' },
  amp: { flavour: 'amp', workspaceId: 'ws-0a1b2c3d' },
  gmp: { flavour: 'gmp' },
} as const;
type Flavours = typeof FLAVOURS;

function signals(flavour: keyof Flavours, changes: Partial<Omit<LoopSignalsProps, 'flavour'>> = {}, cloud: (typeof CLOUDS)[number] = 'aws', version: (typeof KUBE_VERSIONS)[number] = '1.34') {
  const app = new App();
  const at = new Chart(app, 'test');
  const platform = platforms(version, { telemetry })[cloud];
  const namespace = guarded(at, platform);
  const api = new StatelessService(at, 'api', { ...SERVICE, namespace, priorityClassName: new PriorityLadder(at, 'priorities', { name: 'shop' }).standard.name });
  const made = new LoopSignals(at, 'signals', {
    ...FLAVOURS[flavour], namespace, sources: OWN, runbookBaseUrl: 'https://runbooks.acme.example/', scrapes: { servers: [api], by: { namespace: 'monitoring' } }, ...changes,
  });
  return { app, at, platform, made, manifests: manifestsOf(at) };
}

function groupsOf(made: LoopSignals): readonly RuleGroup[] {
  return (made.rules[0]!.toJson() as { readonly spec: { readonly groups: readonly RuleGroup[] } }).spec.groups;
}

/** What no construct makes: exporters and a Prometheus come with the platform. */
const PLATFORM = { platformProvides: ['keda', 'use'] };

describe('the signals of a cluster', () => {
  test.each(CLOUDS.flatMap((cloud) => (Object.keys(FLAVOURS) as (keyof Flavours)[]).map((flavour) => [flavour, cloud] as const)))('keep every law in strict, %s on %s', (flavour, cloud) => {
    const wrong = KUBE_VERSIONS.flatMap((version) => {
      const { app, platform } = signals(flavour, {}, cloud, version);
      return besidesFrontDoors(brokenIn(app, platform)).filter((what) => !what.startsWith('undecided observability/use-signals')).map((what) => `${version} ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  test('are judged by the laws on signals, which are kept', () => {
    const { at, platform } = signals('operator');
    const { accounting, laws } = strictly(at, platform, { ...PLATFORM, closedWorld: ['PrometheusRule', 'ServiceMonitor', 'Service', 'Deployment'] }) as unknown as { accounting: object; laws: Readonly<Record<string, { readonly kept: number; readonly broken: number }>> };
    expect(accounting).toBeDefined();
    for (const id of ['signature-alerts', 'alert-runbook', 'alert-thresholds', 'promql-current', 'managed-api-latency', 'red-signals', 'monitor-selects']) {
      expect(laws[`observability/${id}`], id).toMatchObject({ broken: 0 });
      expect(laws[`observability/${id}`]!.kept, id).toBeGreaterThan(0);
    }
  });

  test('carry severity, layer, signature, a wait and a runbook that is there', () => {
    const groups = groupsOf(signals('operator', { sources: SOURCES }).made);
    expect(groups.map(({ name }) => name)).toEqual(['looplaw.signals', 'looplaw.control-plane', 'looplaw.infrastructure', 'looplaw.workload']);
    const alerts = groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert !== undefined);
    expect(alerts.map(({ alert }) => alert)).toEqual(ALERTS.map(({ name }) => name));
    for (const { labels, annotations, for: wait } of alerts) {
      expect(labels).toMatchObject({ severity: expect.stringMatching(/^(critical|warning|info)$/), layer: expect.stringMatching(/^(control-plane|infrastructure|workload)$/) });
      expect(wait).toMatch(/^\d+[mh]$/);
      const [, file, anchor] = /^https:\/\/runbooks\.acme\.example\/(S\d)\.md#([a-z-]+)$/.exec(annotations!['runbook_url']!)!;
      expect(file).toBe(labels!['looplaw_signature']);
      expect(runbookPage(file as SignatureId, (id) => id)).toContain(`<a id="${anchor}"></a>`);
    }
  });

  test('leave out what no source feeds, and list it', () => {
    const { made } = signals('operator', { sources: ['kube-state-metrics'] });
    const written = groupsOf(made).flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []));
    expect(written).toContain('LoopNodeNotReady');
    expect(written).not.toContain('LoopComputeFragmentation');
    expect(made.omitted).toContainEqual({ alert: 'LoopComputeFragmentation', lacks: ['node-exporter'] });
    expect([...written, ...made.omitted.map(({ alert }) => alert)].sort()).toEqual(ALERTS.map(({ name }) => name).sort());
    expect((made.rules[0]!.toJson() as { metadata: { annotations: Record<string, string> } }).metadata.annotations['looplaw.dev/omitted-alerts']).toContain('LoopEtcdFsyncSlow');
    expect(signals('operator', { sources: SOURCES }).made.omitted).toEqual([]);
  });

  test('are picked and let in: labels of Prometheus, and the policy of what is scraped', () => {
    const { manifests } = signals('operator', { labels: { release: 'kube-prometheus-stack' } });
    const monitor = find(manifests, 'ServiceMonitor');
    expect(monitor.metadata.labels).toMatchObject({ release: 'kube-prometheus-stack' });
    expect(find(manifests, 'PrometheusRule').metadata.labels).toMatchObject({ release: 'kube-prometheus-stack' });
    expect(monitor.spec).toEqual({ selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } }, endpoints: [{ port: 'http', path: '/metrics', interval: '30s' }] });
    expect(find(manifests, 'Service').metadata.labels).toMatchObject({ 'app.kubernetes.io/name': 'api' });
    expect(JSON.stringify(find(manifests, 'NetworkPolicy', 'api').spec)).toContain('{"kubernetes.io/metadata.name":"monitoring"}');
  });

  test('are written for Google as ClusterRules without a namespace, and PodMonitoring', () => {
    const { manifests } = signals('gmp');
    const rules = find(manifests, 'ClusterRules');
    expect(rules).toMatchObject({ apiVersion: 'monitoring.googleapis.com/v1', metadata: { name: 'looplaw' } });
    expect(rules.metadata).not.toHaveProperty('namespace');
    expect((rules.spec as unknown as { groups: readonly { interval: string }[] }).groups.every(({ interval }) => interval === '30s')).toBe(true);
    expect(find(manifests, 'PodMonitoring').spec).toMatchObject({ endpoints: [{ port: 'http' }] });
  });

  test('are written for Amazon as a namespace of rules in the workspace', () => {
    const { manifests } = signals('amp');
    const { apiVersion, spec } = find(manifests, 'RuleGroupsNamespace') as unknown as { apiVersion: string; spec: { workspaceID: string; configuration: string } };
    expect(apiVersion).toBe('prometheusservice.services.k8s.aws/v1alpha1');
    expect(spec.workspaceID).toBe('ws-0a1b2c3d');
    expect((JSON.parse(spec.configuration) as { groups: RuleGroup[] }).groups).toEqual(groupsOf(signals('operator').made));
    expect(find(manifests, 'ServiceMonitor').apiVersion).toBe('monitoring.coreos.com/v1');
  });

  test('are written for Azure as groups of at most twenty rules, durations and severities in its words', () => {
    const { manifests } = signals('azure-managed', { sources: SOURCES });
    const groups = manifests.filter(({ kind }) => kind === 'PrometheusRuleGroup') as unknown as { metadata: { name: string }; spec: { owner: object; scopesReferences: object; rules: Record<string, unknown>[] } }[];
    expect(groups.map(({ metadata }) => metadata.name)).toEqual(['looplaw-signals', 'looplaw-control-plane', 'looplaw-infrastructure', 'looplaw-workload']);
    for (const { spec } of groups) {
      expect(spec.rules.length).toBeLessThanOrEqual(20);
      expect(spec).toMatchObject({ owner: { name: 'platform' }, scopesReferences: [{ group: 'monitor.azure.com', kind: 'Account', name: 'metrics' }] });
    }
    expect(groups.flatMap(({ spec }) => spec.rules).find(({ alert }) => alert === 'LoopEtcdFsyncCritical')).toMatchObject({ for: 'PT2M', severity: 1, enabled: true, expression: expect.stringContaining('> 0.1') });
    expect(find(manifests, 'ServiceMonitor').apiVersion).toBe('azmonitoring.coreos.com/v1');
  });

  test.each([['sidecar', { by: 'sidecar' }], ['operator', { by: 'grafana-operator', instance: { dashboards: 'main' } }]] as const)('have dashboards for the %s of Grafana, which keep every law in strict', (_, home) => {
    const wrong = KUBE_VERSIONS.flatMap((version) => {
      const { app, platform } = signals('operator', { dashboards: home, sources: SOURCES }, 'aws', version);
      return besidesFrontDoors(brokenIn(app, platform)).filter((what) => !what.startsWith('undecided observability/use-signals')).map((what) => `${version} ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  test('have dashboards a sidecar finds by its label, in the folder that is named', () => {
    const { made, manifests } = signals('operator', { dashboards: { by: 'sidecar', folder: 'Day 2' } });
    const maps = manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels['grafana_dashboard'] === '1') as unknown as { metadata: { name: string; annotations: object }; data: Record<string, string> }[];
    expect(maps.map(({ metadata }) => metadata.name)).toEqual(['observability', 'control-plane', 'identity', 'compute', 'network', 'storage'].map((loop) => `looplaw-${loop}`));
    expect(maps.map(({ data }) => JSON.parse(Object.values(data)[0]!) as object)).toEqual(made.grafana);
    for (const { metadata, data } of maps) {
      expect(metadata.annotations).toMatchObject({ grafana_folder: 'Day 2' });
      expect(Object.keys(data)).toEqual([`${metadata.name}.json`]);
    }
    expect(made.dashboards).toHaveLength(6);
    const other = signals('operator', { name: 'edge', dashboards: { by: 'sidecar', label: { dashboards: 'yes' } } }).manifests.find(({ metadata }) => metadata.name === 'edge-storage');
    expect(other!.metadata.labels).toMatchObject({ dashboards: 'yes' });
    expect(other!.metadata.labels).not.toHaveProperty('grafana_dashboard');
  });

  test('have dashboards the operator of Grafana brings to the instance that is named', () => {
    const { made, manifests } = signals('azure-managed', { dashboards: { by: 'grafana-operator', instance: { dashboards: 'main' }, folder: 'Day 2' } });
    const [first, ...others] = manifests.filter(({ kind }) => kind === 'GrafanaDashboard') as unknown as { apiVersion: string; spec: { json: string } }[];
    expect(others).toHaveLength(5);
    expect(first).toMatchObject({ apiVersion: 'grafana.integreatly.org/v1beta1', spec: { instanceSelector: { matchLabels: { dashboards: 'main' } }, folder: 'Day 2' } });
    expect(JSON.parse(first!.spec.json)).toEqual(made.grafana[0]);
  });

  test('have dashboards as data where nobody brings them, with an id Grafana takes however long the name is', () => {
    const { made, manifests } = signals('amp', { name: 'the-signals-of-the-whole-company-in-europe' });
    expect(made.dashboards).toEqual([]);
    expect(manifests.filter(({ kind }) => kind === 'ConfigMap' || kind === 'GrafanaDashboard').length).toBe(0);
    expect(made.grafana.map(({ uid }) => uid.length).every((length) => length <= 40)).toBe(true);
    expect(new Set(made.grafana.map(({ uid }) => uid)).size).toBe(6);
  });

  test('are refused without a source, and without a place for runbooks', () => {
    expect(() => signals('operator', { sources: [] })).toThrow(Refusal);
    expect(() => signals('operator', { sources: ['http-server'] })).toThrow(/feed no alert/);
    expect(() => signals('operator', { runbookBaseUrl: 'runbooks' as 'https://x' })).toThrow(/looplaw runbook --out/);
  });
});
