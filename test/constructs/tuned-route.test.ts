import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS, StatelessService, TunedRoute, type AppTraffic } from '../../constructs';
import { APP, routeOn } from './fronts';
import { CLOUDS, SERVICE, chart, find, guarded, platforms, refusalOf } from './manifests';
import { faultsOf } from './strict';

const GKE = { managed: 'gke', name: 'public', namespace: 'edge' } as const;
const telemetry = { telemetry: { namespace: 'observability', service: 'otel-collector' } };
/** Which pods a gateway has, and where a proxy-only subnet lies, no manifest of the app can tell. */
const sure = (faults: readonly string[]) => faults.filter((fault) => !/^undecided (?:network\/policy-allows-front-door|compute\/priority-class-exists) /.test(fault));

describe('a tuned route', () => {
  test.each(CLOUDS)('keeps every law in strict on %s, on every version, whatever the app says', (cloud) => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.constantFrom(...KUBE_VERSIONS), (longestRequestSeconds, version) => {
      const openAtShutdown = longestRequestSeconds > 590 ? 'close' : 'finish';
      const platform = platforms(version, telemetry)[cloud];
      const { at } = routeOn(cloud, { app: { longestRequestSeconds, keepAliveSeconds: 'forever', openAtShutdown } }, platform);
      expect(sure(faultsOf(at, platform))).toEqual([]);
    }), { numRuns: 25 });
  });

  test('limits each request a little above what the app takes', () => {
    expect(routeOn('aws', { app: { ...APP, longestRequestSeconds: 90 }, path: '/api' }).written.spec).toEqual({
      parentRefs: [{ name: 'public', namespace: 'edge' }],
      hostnames: ['shop.example'],
      rules: [{
        matches: [{ path: { type: 'PathPrefix', value: '/api' } }], backendRefs: [{ name: 'api', port: 8080 }], timeouts: { request: '95s', backendRequest: '95s' },
      }],
    });
  });

  test('gives pods the time to finish, and none for what the app closes', () => {
    const graceOf = (app: Partial<AppTraffic>) => find(routeOn('aws', { app: { ...APP, keepAliveSeconds: 'forever', ...app } }).manifests, 'Deployment').spec.template.spec.terminationGracePeriodSeconds;
    expect(graceOf({ longestRequestSeconds: 90 })).toBe(10 + 95);
    expect(graceOf({ longestRequestSeconds: 3600, openAtShutdown: 'close' })).toBe(10 + 20);
  });

  test('names the listener, and lets in the gateway', () => {
    const { written, manifests } = routeOn('azure', { gateway: { name: 'public', namespace: 'edge', listener: 'https', from: [{ namespace: 'edge' }] } });
    expect(written.spec).toMatchObject({ parentRefs: [{ sectionName: 'https' }] });
    expect(find(manifests, 'NetworkPolicy', 'api').spec.ingress[0].from).toEqual([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } } }]);
  });

  test('leaves its timeouts to a policy on GKE, which refuses them in a route', () => {
    const platform = platforms('1.34', telemetry).gcp;
    const { at, manifests, written } = routeOn('gcp', { gateway: { ...GKE, proxySubnets: ['10.9.0.0/23'] as const }, app: { longestRequestSeconds: 90, keepAliveSeconds: 620 } }, platform);
    expect(JSON.stringify(written.spec)).not.toContain('timeouts');
    const targetRef = { group: '', kind: 'Service', name: 'api' };
    expect(find(manifests, 'GCPBackendPolicy').spec).toEqual({ targetRef, default: { timeoutSec: 95, connectionDraining: { drainingTimeoutSec: 90 } } });
    expect(find(manifests, 'HealthCheckPolicy').spec).toMatchObject({ targetRef, default: { config: { type: 'HTTP', httpHealthCheck: { port: 8080, requestPath: '/readyz' } } } });
    expect(find(manifests, 'NetworkPolicy', 'api').spec.ingress.map((rule) => rule.from[0]?.ipBlock.cidr)).toEqual(['130.211.0.0/22', '35.191.0.0/16', '10.9.0.0/23']);
    expect(sure(faultsOf(at, platform))).toEqual([]);
  });

  test.each<[string, () => unknown, string]>([
    ['an app that closes connections its gateway still uses', () => routeOn('aws', { gateway: { name: 'g', namespace: 'edge', from: [{ namespace: 'edge' }], reuseSeconds: 3600 } }), '[network/timeout-chain]'],
    ['an app that closes connections Google still uses', () => routeOn('gcp', { gateway: GKE, app: APP }), 'behind a front door that uses them for 600'],
    ['requests longer than a duration can say', () => routeOn('aws', { app: { ...APP, longestRequestSeconds: 100_000 } }), '[network/ingress-timeouts]'],
    ['requests longer than a node waits', () => routeOn('aws', { app: { longestRequestSeconds: 600, keepAliveSeconds: 'forever' } }), 'expected: at most 590 seconds: a node that is scaled away waits 600, and 10 are for the drain'],
    ['a host that is none', () => routeOn('aws', { host: 'Shop' }), 'found:    host "Shop"'],
  ])('refuses %s', (_, act, said) => {
    expect(refusalOf(act)).toContain(said);
  });

  test('refuses a service of another namespace', () => {
    const at = chart();
    const namespace = guarded(at);
    const backend = new StatelessService(at, 'api', { ...SERVICE, namespace: { name: 'other', platform: platforms().aws } });
    expect(refusalOf(() => new TunedRoute(at, 'route', { namespace, backend, host: 'shop.example', app: APP, gateway: { name: 'g', namespace: 'edge', from: [{ namespace: 'edge' }] } })))
      .toContain('elsewhere a route needs a ReferenceGrant');
  });
});
