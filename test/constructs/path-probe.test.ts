import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS, LoopSignals, PathProbe, PriorityLadder, StatelessService, external, type PathProbeProps, type ProbedPath } from '../../constructs';
import { parsePromql } from '../../src/graph/observability/promql';
import { ALERTS } from '../../src/signals/alerts';
import { telemetry } from './arbitraries';
import { brokenIn } from './judged';
import { CLOUDS, SERVICE, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';
import { besidesFrontDoors } from './strict';

const EDGE = { edge: 'nginx', host: 'shop.example', at: 'ingress-nginx-controller.ingress-nginx.svc', reach: external({ namespace: 'ingress-nginx', port: 443 }) } as const;
const TOKENS = { tokens: 'sts.eu-west-1.amazonaws.com', reach: external({ cidr: '203.0.113.0/24', port: 443 }) } as const;

function probe(changes: Partial<PathProbeProps> = {}, others: readonly ProbedPath[] = [EDGE], cloud: (typeof CLOUDS)[number] = 'aws', version: (typeof KUBE_VERSIONS)[number] = '1.34') {
  const app = new App();
  const at = new Chart(app, 'test');
  const platform = platforms(version, { telemetry })[cloud];
  const namespace = guarded(at, platform);
  const priorityClassName = new PriorityLadder(at, 'priorities', { name: 'shop' }).standard.name;
  const api = new StatelessService(at, 'api', { ...SERVICE, namespace, priorityClassName });
  const made = new PathProbe(at, 'probe', {
    namespace, image: 'quay.io/prometheus/blackbox-exporter:v0.27.0', priorityClassName, flavour: 'operator', by: { namespace: 'monitoring' }, paths: [{ to: api }, ...others], ...changes,
  });
  return { app, at, platform, namespace, api, made, manifests: manifestsOf(at) };
}

interface Module { readonly prober: string; readonly http: { readonly method: string; readonly headers?: Record<string, string>; readonly body?: string; readonly tls_config?: object; readonly valid_status_codes: readonly number[] } }

function modulesOf({ made }: ReturnType<typeof probe>): Readonly<Record<string, Module>> {
  const { data } = made.config.toJson() as { data: Record<string, string> };
  return (JSON.parse(data['blackbox.yml']!) as { modules: Record<string, Module> }).modules;
}

const FLAVOURS = ['operator', 'azure-managed', 'amp', 'gmp'] as const;

describe('a probe of paths', () => {
  test.each(CLOUDS.flatMap((cloud) => FLAVOURS.map((flavour) => [flavour, cloud] as const)))('keeps every law in strict, %s on %s, from the oldest version to the newest', (flavour, cloud) => {
    const wrong = KUBE_VERSIONS.flatMap((version) => {
      const { app, platform } = probe({ flavour }, [EDGE, TOKENS], cloud, version);
      return besidesFrontDoors(brokenIn(app, platform)).map((what) => `${version} ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  test('asks a small and a large question, the large one larger than any packet', () => {
    const modules = modulesOf(probe());
    expect(Object.keys(modules).sort()).toEqual(['large', 'large-shop.example', 'small', 'small-shop.example']);
    expect(modules['small']!.http).toMatchObject({ method: 'GET' });
    expect(modules['small']!.http.body).toBeUndefined();
    expect(modules['large']!.http.method).toBe('POST');
    expect(modules['large']!.http.body).toHaveLength(16384);
    expect(modules['large']!.http.valid_status_codes).toContain(405);
    expect(modulesOf(probe({ payloadBytes: 9001 }))['large']!.http.body).toHaveLength(9001);
  });

  test('names the host of users to a front door it asks at another address, and no other host elsewhere', () => {
    const modules = modulesOf(probe());
    for (const payload of ['small', 'large']) {
      expect(modules[`${payload}-shop.example`]!.http).toMatchObject({ headers: { Host: 'shop.example' }, tls_config: { server_name: 'shop.example' } });
      expect(modules[payload]!.http.headers?.['Host']).toBeUndefined();
    }
    const direct = modulesOf(probe({}, [{ edge: 'alb', host: 'shop.example', reach: TOKENS.reach }]));
    expect(Object.keys(direct).sort()).toEqual(['large', 'small']);
  });

  test('is asked by a Probe for each request, under the job and the labels its alerts look for', () => {
    const { manifests } = probe({ labels: { release: 'kube-prometheus-stack' } }, [EDGE, TOKENS]);
    const probes = manifests.filter(({ kind }) => kind === 'Probe') as unknown as { metadata: { name: string; labels: object }; spec: { jobName: string; module: string; prober: { url: string }; targets: { staticConfig: { static: string[]; labels: Record<string, string> } } } }[];
    expect(probes.map(({ spec: { jobName, module, targets: { staticConfig } } }) => [jobName, module, staticConfig.static[0], staticConfig.labels])).toEqual([
      ['looplaw-path', 'small', 'http://api.shop.svc:8080/', { path: 'shop/api', payload: 'small' }],
      ['looplaw-path', 'large', 'http://api.shop.svc:8080/', { path: 'shop/api', payload: 'large' }],
      ['looplaw-edge', 'small-shop.example', 'https://ingress-nginx-controller.ingress-nginx.svc:443/', { path: 'shop.example', edge: 'nginx', payload: 'small' }],
      ['looplaw-edge', 'large-shop.example', 'https://ingress-nginx-controller.ingress-nginx.svc:443/', { path: 'shop.example', edge: 'nginx', payload: 'large' }],
      ['looplaw-token-endpoint', 'small', 'https://sts.eu-west-1.amazonaws.com:443/', { path: 'sts.eu-west-1.amazonaws.com', payload: 'small' }],
    ]);
    for (const { metadata, spec } of probes) {
      expect(metadata.labels).toMatchObject({ release: 'kube-prometheus-stack' });
      expect(spec.prober.url).toBe('path-probe.shop.svc:9115');
    }
    const asked = ALERTS.filter(({ sources }) => sources.includes('path-probe') || sources.includes('token-endpoint-probe')).map(({ expr }) => expr).join('\n');
    for (const { spec: { jobName } } of probes) expect(asked).toContain(jobName);
    for (const label of ['payload="small"', 'payload="large"', 'on (path)']) expect(asked).toContain(label);
    expect(parsePromql(asked.split('\n')[0]!).metrics[0]!.name).toBe('probe_success');
  });

  test.each([['azure-managed', 'azmonitoring.coreos.com/v1'], ['amp', 'monitoring.coreos.com/v1']] as const)('is asked by its own monitor where there is no Probe: %s', (flavour, apiVersion) => {
    const { manifests } = probe({ flavour });
    expect(manifests.some(({ kind }) => kind === 'Probe')).toBe(false);
    const monitor = find(manifests, 'ServiceMonitor');
    const { selector, endpoints } = monitor.spec as unknown as { selector: { matchLabels: object }; endpoints: { port: string; path: string; params: object; relabelings: { targetLabel: string; replacement: string }[] }[] };
    expect(monitor.apiVersion).toBe(apiVersion);
    expect(find(manifests, 'Service', 'path-probe').metadata.labels).toMatchObject(selector.matchLabels);
    expect(endpoints.map(({ params }) => params)).toEqual([
      { module: ['small'], target: ['http://api.shop.svc:8080/'] }, { module: ['large'], target: ['http://api.shop.svc:8080/'] },
      { module: ['small-shop.example'], target: ['https://ingress-nginx-controller.ingress-nginx.svc:443/'] }, { module: ['large-shop.example'], target: ['https://ingress-nginx-controller.ingress-nginx.svc:443/'] },
    ]);
    const labels = endpoints.map(({ relabelings }) => Object.fromEntries(relabelings.map(({ targetLabel, replacement }) => [targetLabel, replacement])));
    expect(labels.map(({ job, path, payload, edge }) => [job, path, payload, edge])).toEqual([
      ['looplaw-path', 'shop/api', 'small', undefined], ['looplaw-path', 'shop/api', 'large', undefined], ['looplaw-edge', 'shop.example', 'small', 'nginx'], ['looplaw-edge', 'shop.example', 'large', 'nginx'],
    ]);
    for (const { port, path } of endpoints) expect([port, path]).toEqual(['http', '/probe']);
  });

  test('is asked by a PodMonitoring for each job of Google, whose name is the job', () => {
    const { manifests } = probe({ flavour: 'gmp' });
    const monitors = manifests.filter(({ kind }) => kind === 'PodMonitoring') as unknown as { metadata: { name: string }; spec: { endpoints: { metricRelabeling: { targetLabel: string }[] }[] } }[];
    expect(monitors.map(({ metadata, spec }) => [metadata.name, spec.endpoints.length])).toEqual([['looplaw-path', 2], ['looplaw-edge', 2]]);
    // Labels Google keeps for itself can not be set.
    for (const { spec } of monitors) for (const { metricRelabeling } of spec.endpoints) expect(metricRelabeling.map(({ targetLabel }) => targetLabel)).not.toContain('job');
  });

  test('is let out to what it probes and nowhere else, and lets in who scrapes', () => {
    const { manifests } = probe();
    const policy = JSON.stringify(find(manifests, 'NetworkPolicy', 'path-probe').spec);
    for (const peer of ['"kubernetes.io/metadata.name":"ingress-nginx"', '"kubernetes.io/metadata.name":"monitoring"', '"app.kubernetes.io/name":"api"']) expect(policy).toContain(peer);
    expect(policy).not.toContain('0.0.0.0/0');
    expect(JSON.stringify(find(manifests, 'NetworkPolicy', 'api').spec)).toContain('"app.kubernetes.io/name":"path-probe"');
  });

  test('feeds the alerts that name it, beside those of LoopSignals', () => {
    const { at, namespace } = probe();
    const signals = new LoopSignals(at, 'signals', { flavour: 'operator', namespace, sources: ['kube-state-metrics', 'path-probe'], runbookBaseUrl: 'https://runbooks.example' });
    const omitted = signals.omitted.map(({ alert }) => alert);
    expect(omitted).not.toContain('LoopPathMtuBlackhole');
    expect(omitted).toContain('LoopTokenEndpointUnreachable');
  });

  test.each([
    ['a payload that fits one packet', () => probe({ payloadBytes: 1400 }), 'payloadBytes 1400'],
    ['a payload a front door refuses', () => probe({ payloadBytes: 2_000_000 }), 'from 9001 to 131072'],
    ['a path twice', () => probe({}, [EDGE, EDGE]), 'each path once'],
    ['the same with something secret in it, which is not shown', () => probe({}, [{ ...EDGE, path: '/up?token=geheim' }, { ...EDGE, path: '/up?token=geheim' }]), ':443/up?…" twice'],
    ['a path that is none, and what is asked in it', () => probe({}, [{ ...EDGE, path: '/a b?token=geheim' }]), 'path "/a b?…"'],
    ['a URL for a host', () => probe({}, [{ ...EDGE, host: 'https://shop.example' }]), 'a DNS name'],
    ['a wildcard', () => probe({}, [{ ...EDGE, host: '*.shop.example' }]), 'one name'],
    ['a path that is none', () => probe({}, [{ ...EDGE, path: '/a b' }]), 'a path of a URL'],
  ])('refuses %s', (_, make, said) => {
    expect(refusalOf(make)).toContain(said);
  });
});
