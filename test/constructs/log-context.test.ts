import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS } from '../../constructs';
import { find, platforms, serviceWith } from './manifests';
import type { Manifest, Variable } from './manifest';

const envOf = (manifests: readonly Manifest[]): readonly Variable[] => find(manifests, 'Deployment').spec.template.spec.containers[0].env;

describe('log context', () => {
  test('tells pod, namespace and node', () => {
    const fields = Object.fromEntries(envOf(serviceWith()).flatMap((e) => (e.valueFrom?.fieldRef ? [[e.name, e.valueFrom.fieldRef.fieldPath]] : [])));
    expect(fields).toEqual({ POD_NAME: 'metadata.name', POD_NAMESPACE: 'metadata.namespace', NODE_NAME: 'spec.nodeName' });
  });

  test.each(KUBE_VERSIONS)('quotes only variables that stand before the quotation on %s', (kubeVersion) => {
    const env = envOf(serviceWith({}, platforms(kubeVersion).aws));
    const at = env.findIndex((e) => e.name === 'OTEL_RESOURCE_ATTRIBUTES');
    const before = env.slice(0, at).map((e) => e.name);
    const quoted = [...(env[at]?.value ?? '').matchAll(/\$\((\w+)\)/g)].map(([, name]) => name);
    expect(quoted.length).toBeGreaterThanOrEqual(3);
    expect(before).toEqual(expect.arrayContaining(quoted));
  });

  test.each([['1.34', false], ['1.35', true], ['1.36', true]] as const)('knows the zone on %s: %s', (kubeVersion, known) => {
    const env = envOf(serviceWith({}, platforms(kubeVersion).aws));
    const zone = env.find((e) => e.valueFrom?.fieldRef?.fieldPath === "metadata.labels['topology.kubernetes.io/zone']");
    expect(zone !== undefined).toBe(known);
    expect(env.find((e) => e.name === 'OTEL_RESOURCE_ATTRIBUTES')?.value?.includes('cloud.availability_zone=$(ZONE)')).toBe(known);
  });

  test('comes before what the app asks for', () => {
    const env = envOf(serviceWith({ env: { GREETING: 'pod $(POD_NAME)' }, secretEnv: { TOKEN: { secret: 'partner', key: 'token' } } }));
    expect(env.slice(-2)).toEqual([
      { name: 'GREETING', value: 'pod $(POD_NAME)' }, { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'partner', key: 'token' } } },
    ]);
  });
});
