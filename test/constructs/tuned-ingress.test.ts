import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS, Platform, StatelessService, TunedIngress, type AppTraffic, type TunedIngressProps } from '../../constructs';
import { ALB, APP, APPS, DOORS, GCE, NGINX, ingressOn } from './fronts';
import { CLOUDS, SERVICE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';
import { faultsOf } from './strict';

const annotations = (changes: Partial<TunedIngressProps<'aws'>> = {}, cloud: (typeof CLOUDS)[number] = 'aws') => ingressOn(cloud, changes).written.metadata.annotations ?? {};
const alb = (name: string) => `alb.ingress.kubernetes.io/${name}`;
const agic = (name: string) => `appgw.ingress.kubernetes.io/${name}`;

/** That these subnets hold the load balancer no manifest can tell. */
const UNKNOWABLE = ['network/policy-allows-front-door'];
const telemetry = { telemetry: { namespace: 'observability', service: 'otel-collector' } };

function undoubted(faults: readonly string[]): readonly string[] {
  return faults.filter((fault) => !UNKNOWABLE.some((law) => fault.startsWith(`undecided ${law} `)) && !fault.startsWith('undecided compute/priority-class-exists '));
}

describe('a tuned ingress', () => {
  test.each(CLOUDS)('keeps every law in strict on %s, on every version, whatever the app says', (cloud) => {
    const app = fc.record({
      longestRequestSeconds: fc.integer({ min: 1, max: 500 }),
      keepAliveSeconds: fc.constantFrom<AppTraffic['keepAliveSeconds']>('forever', 700, 3600),
    });
    fc.assert(fc.property(app, fc.constantFrom(...KUBE_VERSIONS), fc.constantFrom('/', '/api', '/api/v2'), (said, version, path) => {
      const platform = platforms(version, telemetry)[cloud];
      expect(undoubted(faultsOf(ingressOn(cloud, { app: said, path: path }, {}, platform).at, platform))).toEqual([]);
    }), { numRuns: 25 });
  });

  test('waits longer than the app by itself', () => {
    expect(annotations({ app: { ...APP, longestRequestSeconds: 300, keepAliveSeconds: 'forever' } })[alb('load-balancer-attributes')]).toContain('idle_timeout.timeout_seconds=305,');
    expect(annotations({ app: { ...APP, longestRequestSeconds: 300 } }, 'azure')[agic('request-timeout')]).toBe('305');
    expect(find(ingressOn('gcp', { app: { longestRequestSeconds: 300, keepAliveSeconds: 620 } }).manifests, 'BackendConfig').spec).toMatchObject({ timeoutSec: 305 });
  });

  test('waits no less than the controller would by default', () => {
    const app = { ...APP, longestRequestSeconds: 2 };
    expect(annotations({ app })[alb('load-balancer-attributes')]).toContain('idle_timeout.timeout_seconds=60,');
    expect(annotations({ app }, 'azure')[agic('request-timeout')]).toBe('30');
  });

  test('lets go of idle connections before the app does', () => {
    // Between the longest request and the keep-alive of the app there is room.
    expect(annotations({ app: { longestRequestSeconds: 10, keepAliveSeconds: 20 } })[alb('load-balancer-attributes')]).toContain('idle_timeout.timeout_seconds=15,');
    expect(ingressOn('aws').backend.resource.metadata.toJson()).toMatchObject({ annotations: { 'looplaw.dev/keepalive-seconds': '75' } });
    const forever = ingressOn('aws', { app: { ...APP, keepAliveSeconds: 'forever' } });
    expect(JSON.stringify(forever.manifests)).not.toContain('keepalive-seconds');
  });

  test('gives pods the time for the longest request', () => {
    const graceOf = (longestRequestSeconds: number, service: Parameters<typeof ingressOn>[2] = {}) => (
      find(ingressOn('aws', { app: { longestRequestSeconds, keepAliveSeconds: 'forever' } }, service).manifests, 'Deployment').spec.template.spec.terminationGracePeriodSeconds
    );
    expect(graceOf(20)).toBe(10 + 20);
    expect(graceOf(21)).toBe(10 + 26);
    expect(graceOf(588)).toBe(600);
    expect(graceOf(300, { shutdownSeconds: 300, drainSeconds: 15 })).toBe(15 + 300);
    // Two minutes is what a spot node of AWS leaves.
    expect(graceOf(108, { placement: { spot: true } })).toBe(120);
  });

  test('lets pods serve on until an Application Gateway has noticed', () => {
    const specOf = (service: Parameters<typeof ingressOn>[2], version?: Parameters<typeof platforms>[0]) => (
      find(ingressOn('azure', { app: { ...APP, longestRequestSeconds: 20 } }, service, platforms(version).azure).manifests, 'Deployment').spec.template.spec
    );
    expect(specOf({})).toMatchObject({ terminationGracePeriodSeconds: 90 + 20, containers: [{ lifecycle: { preStop: { sleep: { seconds: 90 } } } }] });
    expect(specOf({}, '1.29')).toMatchObject({ terminationGracePeriodSeconds: 90 + 20, containers: [{ lifecycle: { preStop: { exec: { command: ['sleep', '90'] } } } }] });
    expect(specOf({ drainSeconds: 30 })).toMatchObject({ terminationGracePeriodSeconds: 30 + 20 });
    // A spot node of Azure is gone after half a minute.
    expect(specOf({ placement: { spot: true } })).toMatchObject({ terminationGracePeriodSeconds: 30 });
  });

  test('takes the longest request of all doors of a service', () => {
    const { at, backend } = ingressOn('aws', { app: { longestRequestSeconds: 40, keepAliveSeconds: 'forever' } });
    const door = (name: string, longestRequestSeconds: number) => new TunedIngress<'aws'>(at, name, {
      namespace: { name: backend.namespace.name, platform: platforms().aws }, backend, host: `${name}.example`, name, app: { longestRequestSeconds, keepAliveSeconds: 'forever' }, door: ALB,
    });
    door('slow', 120);
    door('quick', 5);
    expect(find(manifestsOf(at), 'Deployment').spec.template.spec.terminationGracePeriodSeconds).toBe(10 + 125);
  });

  test('says what the app said, for those who check it', () => {
    expect(annotations()['looplaw.dev/max-request-seconds']).toBe('30');
  });

  test('opens the policy of the service for its load balancer', () => {
    const from = (cloud: (typeof CLOUDS)[number]) => find(ingressOn(cloud).manifests, 'NetworkPolicy', 'api').spec.ingress.map((rule) => rule.from[0]?.ipBlock.cidr);
    expect(from('aws')).toEqual(['10.0.0.0/24', '10.0.1.0/24']);
    expect(from('azure')).toEqual(['10.1.0.0/24']);
    expect(from('gcp')).toEqual(['130.211.0.0/22', '35.191.0.0/16']);
  });

  test('asks for health where Kubernetes does', () => {
    expect(annotations()[alb('healthcheck-path')]).toBe('/readyz');
    expect(annotations({}, 'azure')[agic('health-probe-path')]).toBe('/readyz');
    expect(find(ingressOn('gcp').manifests, 'BackendConfig').spec).toMatchObject({ healthCheck: { type: 'HTTP', port: 8080, requestPath: '/readyz' } });
  });

  test('makes pods wait until an ALB knows them', () => {
    expect(find(ingressOn('aws').manifests, 'Namespace').metadata.labels).toMatchObject({ 'elbv2.k8s.aws/pod-readiness-gate-inject': 'enabled' });
    expect(find(ingressOn('azure').manifests, 'Namespace').metadata.labels).not.toHaveProperty(['elbv2.k8s.aws/pod-readiness-gate-inject']);
  });

  test('needs no Namespace object of this app', () => {
    const at = chart();
    const namespace = { name: 'shop', platform: platforms().aws };
    const backend = new StatelessService(at, 'api', { ...SERVICE, namespace });
    expect(new TunedIngress(at, 'ingress', { namespace, backend, host: 'shop.example', app: APP, door: ALB }).resource.name).toBe('api');
  });

  test('is known inside of a network only, where that is asked', () => {
    expect(annotations({ door: { ...ALB, reach: 'internal', group: 'shop' } })).toMatchObject({ [alb('scheme')]: 'internal', [alb('group.name')]: 'shop' });
    expect(annotations({ door: { ...DOORS.azure, reach: 'internal' } as never }, 'azure')[agic('use-private-ip')]).toBe('true');
    const inside = ingressOn('gcp', { door: { controller: 'gce', reach: 'internal', certificate: { preShared: 'shop' }, proxySubnets: ['10.9.0.0/23'] } as never });
    expect(inside.written.metadata.annotations).toMatchObject({ 'kubernetes.io/ingress.class': 'gce-internal', 'kubernetes.io/ingress.allow-http': 'false', 'ingress.gcp.kubernetes.io/pre-shared-cert': 'shop' });
    expect(inside.manifests.map((m) => m.kind)).not.toContain('FrontendConfig');
    expect(find(inside.manifests, 'NetworkPolicy', 'api').spec.ingress).toHaveLength(3);
    expect(undoubted(faultsOf(inside.at, inside.platform))).toEqual(expect.not.arrayContaining([expect.stringContaining('network/ingress')]));
  });

  test('has Google make the certificate, redirects, and leads the Service to the settings', () => {
    const { manifests } = ingressOn('gcp', { door: { ...GCE, addressName: 'shop' } as never, name: 'door' });
    expect(find(manifests, 'ManagedCertificate').spec).toEqual({ domains: ['shop.example'] });
    expect(find(manifests, 'FrontendConfig').spec).toEqual({ redirectToHttps: { enabled: true } });
    expect(find(manifests, 'Service').metadata.annotations).toEqual({ 'cloud.google.com/neg': '{"ingress":true}', 'cloud.google.com/backend-config': '{"default":"door"}' });
    expect(find(manifests, 'Ingress').metadata.annotations).toMatchObject({ 'kubernetes.io/ingress.global-static-ip-name': 'shop', 'networking.gke.io/managed-certificates': 'door' });
  });
});

describe('an ingress of nginx, which is asked for by name', () => {
  const sizes: AppTraffic = { ...APP, largestBody: '8Mi', largestHeaders: '20Ki' };

  test('takes the annotations of F5 with their units', () => {
    const { at, written, platform } = ingressOn('azure', { door: NGINX, app: { ...sizes, longestRequestSeconds: 90 } }, {}, platforms('1.34', telemetry).azure);
    expect(written.metadata.annotations).toMatchObject({
      'nginx.org/proxy-read-timeout': '95s', 'nginx.org/proxy-send-timeout': '95s', 'nginx.org/client-max-body-size': '8m', 'nginx.org/proxy-buffer-size': '20k',
      'cert-manager.io/cluster-issuer': 'letsencrypt',
    });
    expect(written.spec).toMatchObject({ ingressClassName: 'nginx', tls: [{ hosts: ['shop.example'], secretName: 'shop-tls' }] });
    expect(undoubted(faultsOf(at, platform))).toEqual([]);
  });

  test('takes those of ingress-nginx without, and hears that it is retired', () => {
    const { at, written, platform } = ingressOn('aws', { door: { ...NGINX, controller: 'ingress-nginx', className: 'public' }, app: sizes }, {}, platforms('1.34', telemetry).aws);
    expect(written.metadata.annotations).toMatchObject({
      'nginx.ingress.kubernetes.io/proxy-read-timeout': '60', 'nginx.ingress.kubernetes.io/proxy-send-timeout': '60',
      'nginx.ingress.kubernetes.io/proxy-body-size': '8m', 'nginx.ingress.kubernetes.io/proxy-buffer-size': '20k',
    });
    const named = ingressOn('aws', { door: { ...NGINX, controller: 'ingress-nginx' } }, {}, platforms('1.34', telemetry).aws);
    expect(undoubted(faultsOf(named.at, named.platform))).toEqual(['network/ingress-nginx-retired used Ingress/api']);
    expect(undoubted(faultsOf(at, platform)).filter((fault) => !fault.startsWith('undecided'))).toEqual([]);
  });
});

describe('what stands behind an ingress', () => {
  test.each<[string, () => unknown, string]>([
    ['closes connections too early for an ALB', () => ingressOn('aws', { app: { ...APP, keepAliveSeconds: 5 } }), 'closes idle connections after 5 seconds, behind a front door that uses them for 35'],
    ['closes connections too early for Google', () => ingressOn('gcp', { app: APP }), 'let the app keep them for 605 seconds, and say keepAliveSeconds: 605'],
    ['closes connections too early for nginx', () => ingressOn('aws', { door: { ...NGINX, controller: 'ingress-nginx' }, app: { ...APP, keepAliveSeconds: 60 } }), '[network/timeout-chain]'],
    ['takes longer than an ALB waits', () => ingressOn('aws', { app: { longestRequestSeconds: 4000, keepAliveSeconds: 'forever' } }), 'expected: at most 3995 seconds'],
    ['takes longer than a day', () => ingressOn('azure', { app: { ...APP, longestRequestSeconds: 90_000 } }), 'answer at once, work in the background'],
    ['sends larger headers than an ALB takes', () => ingressOn('aws', { app: { ...APP, largestHeaders: '64Ki' } }), 'expected: at most 32Ki'],
    ['sends larger headers than Application Gateway takes', () => ingressOn('azure', { app: { ...APP, largestHeaders: '33Ki' } }), '[network/ingress-buffers]'],
    ['is killed before it has answered', () => ingressOn('aws', {}, { shutdownSeconds: 29 }), 'found:    requests of 30 seconds, to pods that are killed 29 seconds after SIGTERM\n  expected: shutdownSeconds 30 or more'],
    ['runs on spot nodes that are gone before', () => ingressOn('azure', {}, { placement: { spot: true } }), 'expected: at most 20 seconds: a spot node of azure waits 30, and 10 are for the drain'],
    ['takes half seconds', () => ingressOn('aws', { app: { ...APP, longestRequestSeconds: 0.5 } }), 'found:    longestRequestSeconds 0.5'],
    ['keeps nothing', () => ingressOn('aws', { app: { ...APP, keepAliveSeconds: 0 } }), 'found:    keepAliveSeconds 0'],
    ['takes no bodies', () => ingressOn('aws', { app: { ...APP, largestBody: '0Mi' } }), 'found:    largestBody "0Mi"'],
    ['is not asked by HTTP', () => ingressOn('aws', {}, { health: { readiness: { grpc: '' } } }), '[network/lb-health-path]'],
    ['has no host', () => ingressOn('aws', { host: 'https://shop.example' }), 'found:    host "https://shop.example"'],
    ['is an ALB of EKS Auto Mode', () => ingressOn('aws', {}, {}, Platform.aws({ zones: ['us-east-1a'], autoMode: true })), 'found:    an ALB of EKS Auto Mode'],
  ])('is refused when it %s', (_, act, said) => {
    expect(refusalOf(act)).toContain(said);
  });

  test('is in the same namespace', () => {
    const at = chart();
    const namespace = guarded(at);
    const backend = new StatelessService(at, 'api', { ...SERVICE, namespace: { name: 'other', platform: platforms().aws } });
    expect(refusalOf(() => new TunedIngress(at, 'ingress', { namespace, backend, host: 'shop.example', app: APPS.aws, door: ALB })))
      .toContain('a service of namespace "other" behind an Ingress in "shop"');
  });
});
