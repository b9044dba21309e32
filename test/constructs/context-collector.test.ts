import { describe, expect, test } from 'vitest';
import { ContextCollector, KUBE_VERSIONS, type Platform, PriorityLadder, StatelessService, TunedIngress, external, type ContextCollectorProps } from '../../constructs';
import { APP, ALB } from './fronts';
import { CLOUDS, SERVICE, chart, find, guarded, manifestsOf, platforms } from './manifests';
import { faultsOf } from './strict';

function collectorOn(platform: Platform, changes: Partial<ContextCollectorProps> = {}) {
  const at = chart();
  const collector = new ContextCollector(at, 'collector', {
    namespace: guarded(at, platform), image: 'otel/opentelemetry-collector-k8s:0.157.0', priorityClassName: new PriorityLadder(at, 'priorities', { name: 'shop' }).standard.name,
    from: ['shop', 'payments'], backend: { endpoint: 'https://otlp.vendor.example', reach: external({ cidr: '203.0.113.0/24', port: 443 }) }, ...changes,
  });
  const manifests = manifestsOf(at);
  return { at, collector, manifests, config: JSON.parse((find(manifests, 'ConfigMap') as unknown as { data: Record<string, string> }).data['config.yaml'] ?? '') as Record<string, never> };
}

describe('a collector of context', () => {
  test.each(CLOUDS.flatMap((cloud) => KUBE_VERSIONS.map((version) => [cloud, version] as const)))('keeps every law in strict on %s %s', (cloud, version) => {
    const platform = platforms(version, { telemetry: { namespace: 'shop', service: 'otel-collector' } })[cloud];
    expect(faultsOf(collectorOn(platform).at, platform)).toEqual([]);
  });

  test('may read what it adds, and nothing else', () => {
    const { manifests } = collectorOn(platforms().aws);
    expect(find(manifests, 'ClusterRole').rules).toEqual([
      { apiGroups: [''], resources: ['pods', 'namespaces', 'nodes'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
    ]);
    expect(find(manifests, 'ClusterRoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'otel-collector', namespace: 'shop' }]);
  });

  test('adds pod, namespace, node and zone, the zone by the node, on every version', () => {
    expect(collectorOn(platforms('1.28').gcp).config).toMatchObject({
      processors: {
        k8sattributes: {
          auth_type: 'serviceAccount',
          extract: {
            metadata: ['k8s.pod.name', 'k8s.namespace.name', 'k8s.node.name', 'k8s.deployment.name'],
            labels: [{ tag_name: 'cloud.availability_zone', key: 'topology.kubernetes.io/zone', from: 'node' }],
          },
        },
      },
      service: { pipelines: { logs: { processors: ['memory_limiter', 'k8sattributes', 'batch'] } } },
    });
  });

  test('lets in who sends, and goes out to its backend only', () => {
    const { spec } = find(collectorOn(platforms().aws).manifests, 'NetworkPolicy', 'otel-collector');
    expect(spec.ingress.map((rule) => [rule.from[0], rule.ports])).toEqual(['shop', 'payments'].map((name) => [
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }, [{ port: 4317, protocol: 'TCP' }],
    ]));
    expect(spec.egress.map((rule) => rule.to[0]?.ipBlock.cidr)).toEqual(['0.0.0.0/0', '203.0.113.0/24']);
  });

  test('rolls out when its configuration changes, and keeps keys out of it', () => {
    const [one, other] = [collectorOn(platforms().aws), collectorOn(platforms().aws, {
      backend: { endpoint: 'https://otlp.vendor.example', reach: external({ cidr: '203.0.113.0/24', port: 443 }), authorization: { secret: 'vendor', key: 'token' } },
    })];
    expect(one.collector.config.name).not.toBe(other.collector.config.name);
    expect(other.config).toMatchObject({ exporters: { otlphttp: { headers: { authorization: '${env:BACKEND_AUTHORIZATION}' } } } });
    expect(find(other.manifests, 'Deployment').spec.template.spec.containers[0].env).toContainEqual({ name: 'BACKEND_AUTHORIZATION', valueFrom: { secretKeyRef: { name: 'vendor', key: 'token' } } });
  });
});

describe('a service that answers for its health elsewhere', () => {
  test('is asked there, by Kubernetes and by its front door', () => {
    const at = chart();
    const platform = platforms('1.34', { telemetry: { namespace: 'observability', service: 'otel' } }).aws;
    const namespace = guarded(at, platform);
    const priorityClassName = new PriorityLadder(at, 'priorities', { name: 'shop' }).standard.name;
    const health = { port: { name: 'management', number: 8081 }, readiness: { http: '/health/readiness' }, liveness: { http: '/health/liveness' } } as const;
    const backend = new StatelessService(at, 'api', { ...SERVICE, namespace, health, priorityClassName });
    new TunedIngress(at, 'ingress', { namespace, backend, host: 'shop.example', app: APP, door: ALB });
    const manifests = manifestsOf(at);
    const [container] = find(manifests, 'Deployment').spec.template.spec.containers;
    expect(container.ports).toEqual([{ name: 'http', containerPort: 8080, protocol: 'TCP' }, { name: 'management', containerPort: 8081, protocol: 'TCP' }]);
    expect(container.readinessProbe).toMatchObject({ httpGet: { path: '/health/readiness', port: 'management' } });
    expect(find(manifests, 'Ingress').metadata.annotations).toMatchObject({ 'alb.ingress.kubernetes.io/healthcheck-port': '8081' });
    expect(find(manifests, 'Service').spec.ports).toHaveLength(1);
    expect(find(manifests, 'NetworkPolicy', 'api').spec.ingress.map((rule) => rule.ports[0])).toEqual([8080, 8081, 8080, 8081].map((port) => ({ port, protocol: 'TCP' })));
    expect(faultsOf(at, platform).filter((fault) => !fault.startsWith('undecided network/policy-allows-front-door'))).toEqual([]);
  });
});
