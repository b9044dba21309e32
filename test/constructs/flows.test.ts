import { describe, expect, test } from 'vitest';
import { Platform, StatefulStore, StatelessService } from '../../constructs';
import { SERVICE, STORE, chart, find, guarded, manifestsOf, platforms } from './manifests';

const pods = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });
const tcp = (port: number) => [{ port, protocol: 'TCP' }];

function shop(platform?: Platform) {
  const at = chart();
  const namespace = guarded(at, platform);
  const api = new StatelessService(at, 'api', { ...SERVICE, namespace });
  const store = new StatefulStore(at, 'orders', { ...STORE, namespace, replicas: 1 });
  return { at, api, store, policy: (name: string) => find(manifestsOf(at), 'NetworkPolicy', name).spec };
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
});
