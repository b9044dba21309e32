import { describe, expect, test } from 'vitest';
import { Platform, StatefulStore, StatelessService, external, type External } from '../../constructs';
import { CLOUDS, SERVICE, STORE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';

const pods = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });
const tcp = (port: number) => [{ port, protocol: 'TCP' }];

function shop(platform?: Platform) {
  const at = chart();
  const namespace = guarded(at, platform);
  const api = new StatelessService(at, 'api', { ...SERVICE, namespace });
  const store = new StatefulStore(at, 'orders', { ...STORE, namespace, replicas: 1 });
  return { at, api, store, manifests: () => manifestsOf(at), policy: (name: string) => find(manifestsOf(at), 'NetworkPolicy', name).spec };
}

describe('flows', () => {
  test('are closed until opened', () => {
    const { policy } = shop();
    expect(policy('api')).toEqual({ ...policy('api'), policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [] });
  });

  test('between workloads open on both sides, on the port that serves', () => {
    const { api, store, policy } = shop();
    api.uses(store);
    expect(policy('api')).toMatchObject({ ingress: [], egress: [{ to: [pods('orders')], ports: tcp(5432) }] });
    expect(policy('orders')).toMatchObject({ ingress: [{ from: [pods('api')], ports: tcp(5432) }], egress: [] });
  });

  test('that are opened twice stand there once', () => {
    const { api, store, policy } = shop();
    api.uses(store).uses(store);
    expect(policy('api').egress).toHaveLength(1);
  });

  test('between namespaces name namespace and pods in one peer', () => {
    const { at, api, policy } = shop();
    const billing = new StatelessService(at, 'billing', { ...SERVICE, name: 'billing', namespace: { name: 'money', platform: platforms().aws } });
    api.uses(billing);
    const from = (namespace: string, name: string) => [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, ...pods(name) }];
    expect(policy('api').egress).toEqual([{ to: from('money', 'billing'), ports: tcp(8080) }]);
    expect(policy('billing').ingress).toEqual([{ from: from('shop', 'api'), ports: tcp(8080) }]);
  });

  test('from the front door and to the world are named', () => {
    const { api, policy } = shop();
    api.admits({ namespace: 'gateway', pods: { app: 'envoy' } }).admits({ cidr: '35.191.0.0/16' }).reaches({ cidr: '203.0.113.0/24' }, 443);
    expect(policy('api')).toMatchObject({
      ingress: [
        { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } }, podSelector: { matchLabels: { app: 'envoy' } } }], ports: tcp(8080) },
        { from: [{ ipBlock: { cidr: '35.191.0.0/16' } }], ports: tcp(8080) },
      ],
      egress: [{ to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: tcp(443) }],
    });
  });

  test('to the telemetry of the platform are open, and told', () => {
    const platform = Platform.aws({ zones: ['us-east-1a'], telemetry: { namespace: 'observability', service: 'otel', port: 14317 } });
    const { at, policy } = shop(platform);
    expect(policy('api').egress).toEqual([{ to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'observability' } } }], ports: tcp(14317) }]);
    expect(find(manifestsOf(at), 'Deployment').spec.template.spec.containers[0].env)
      .toContainEqual({ name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: 'http://otel.observability.svc:14317' });
  });

  test('read as sentences, whoever says them', () => {
    const [one, other] = [shop(), shop()];
    one.api.allow.to(one.store).from({ namespace: 'gateway' });
    other.api.uses(other.store).admits({ namespace: 'gateway' });
    expect(one.manifests()).toEqual(other.manifests());
    const third = shop();
    third.store.allow.from(third.api);
    third.api.allow.from({ namespace: 'gateway' });
    expect(third.manifests()).toEqual(one.manifests());
  });

  test('to the outside name addresses, or pods of somebody else, and the port', () => {
    const { api, policy } = shop();
    api.allow.to(external({ cidr: '10.20.0.0/24', port: 5432 })).to(external({ namespace: 'mail', pods: { app: 'relay' }, port: 587 }));
    expect(policy('api').egress).toEqual([
      { to: [{ ipBlock: { cidr: '10.20.0.0/24' } }], ports: tcp(5432) },
      { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mail' } }, podSelector: { matchLabels: { app: 'relay' } } }], ports: tcp(587) },
    ]);
  });

  test.each<[string, External, string]>([
    ['no range', { cidr: '10.20.0.0/99', port: 443 }, 'found:    cidr "10.20.0.0/99"'],
    ['no namespace', { namespace: 'Mail', port: 587 }, 'found:    namespace "Mail"'],
    ['an address instead of a name', { fqdn: '10.0.0.1', port: 443 }, 'found:    host "10.0.0.1"'],
    ['a URL instead of a name', { fqdn: 'https://api.partner.example', port: 443 }, 'without scheme, port or path'],
    ['every name there is', { fqdn: '*', port: 443 }, 'found:    host "*"'],
    ['a star in the middle', { fqdn: 'api.*.example', port: 443 }, 'its first label perhaps "*"'],
    ['no port', { cidr: '10.20.0.0/24', port: 0 }, 'found:    port 0'],
  ])('to %s are refused', (_, end, said) => {
    expect(refusalOf(() => external(end))).toContain(said);
  });

  test('from no range are refused', () => {
    expect(refusalOf(() => shop().api.allow.from({ cidr: '10.0.0.0/33' }))).toContain('test/api [network/policy-peer-scoped]');
  });
});

describe('flows to names', () => {
  const partner = external({ fqdn: 'api.partner.example', port: 443 });
  const below = external({ fqdn: '*.partner.example', port: 8443 });

  test.each(CLOUDS)('are written for Cilium on %s, which must see the answers of DNS', (cloud) => {
    const { api, policy, manifests } = shop(platforms('1.34', { fqdnPolicies: 'cilium' })[cloud]);
    api.allow.to(partner).to(below).to(partner);
    expect(policy('api').egress).toEqual([]);
    expect(find(manifests(), 'CiliumNetworkPolicy')).toMatchObject({
      apiVersion: 'cilium.io/v2',
      metadata: { name: 'api-names', namespace: 'shop' },
      spec: {
        endpointSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
        egress: [
          {
            toEndpoints: ['kube-dns', 'node-local-dns'].map((app) => ({ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': app } })),
            toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
          },
          // A cache on the network of the host is the host to Cilium.
          { toEntities: ['host'], toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }] },
          { toFQDNs: [{ matchName: 'api.partner.example' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] },
          { toFQDNs: [{ matchPattern: '*.partner.example' }], toPorts: [{ ports: [{ port: '8443', protocol: 'TCP' }] }] },
        ],
      },
    });
  });

  test('are written for Dataplane V2 on GKE', () => {
    const { api, manifests } = shop(Platform.gcp({ zones: ['europe-west1-b'], fqdnPolicies: 'gke' }));
    api.allow.to(partner).to(below);
    expect(find(manifests(), 'FQDNNetworkPolicy')).toMatchObject({
      apiVersion: 'networking.gke.io/v1alpha1',
      spec: {
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
        egress: [
          { matches: [{ name: 'api.partner.example' }], ports: tcp(443) },
          { matches: [{ pattern: '*.partner.example' }], ports: tcp(8443) },
        ],
      },
    });
  });

  test('leave no object behind until one is opened', () => {
    const { api, manifests } = shop(platforms('1.34', { fqdnPolicies: 'cilium' }).aws);
    expect(api.policy.names.resource).toBeNull();
    expect(manifests().map((m) => m.kind)).not.toContain('CiliumNetworkPolicy');
  });

  test('are refused where nobody says that the network enforces names', () => {
    expect(refusalOf(() => shop().api.allow.to(partner))).toBe([
      'test/api [network/policy-peer-scoped]',
      '  found:    fqdn "api.partner.example" on a cluster of which nobody says that it enforces names',
      '  expected: a network that does: Cilium',
      '  do this:  say fqdnPolicies: "cilium" in Platform.aws if the cluster has it; else open the addresses: external({ cidr, port })',
    ].join('\n'));
    const calico = Platform.gcp({ zones: ['europe-west1-b'], dataplane: 'v1', fqdnPolicies: 'gke' });
    expect(refusalOf(() => shop(calico).api.allow.to(partner))).toContain('whose network does not enforce names ("gke")');
  });
});
