import { describe, expect, it } from 'vitest';
import { defaultOf, isReplaced } from '../../src/graph/defaults/defaults';
import { MAYBE, OPEN, SOME, Undecided } from '../../src/graph/reading/unknown';

describe('defaultOf', () => {
  it.each([
    ['apps/v1.DeploymentSpec', 'replicas', {}, 1],
    ['apps/v1.DeploymentSpec', 'strategy', {}, {}],
    ['apps/v1.DeploymentStrategy', 'type', {}, 'RollingUpdate'],
    ['apps/v1.DeploymentStrategy', 'rollingUpdate', {}, {}],
    ['apps/v1.DeploymentStrategy', 'rollingUpdate', { type: 'RollingUpdate' }, {}],
    ['apps/v1.DeploymentStrategy', 'rollingUpdate', { type: 'Recreate' }, undefined],
    ['apps/v1.RollingUpdateDeployment', 'maxUnavailable', {}, '25%'],
    ['apps/v1.StatefulSetUpdateStrategy', 'rollingUpdate', { type: 'RollingUpdate' }, undefined],
    ['apps/v1.RollingUpdateDaemonSet', 'maxUnavailable', { maxSurge: 1 }, 1],
    ['core/v1.ServicePort', 'targetPort', { port: 80 }, 80],
    ['core/v1.ServiceSpec', 'externalTrafficPolicy', {}, undefined],
    ['core/v1.ServiceSpec', 'externalTrafficPolicy', { externalIPs: ['192.0.2.1'] }, 'Cluster'],
    ['core/v1.ServiceSpec', 'externalTrafficPolicy', { type: 'NodePort' }, 'Cluster'],
    ['core/v1.ServiceSpec', 'internalTrafficPolicy', { type: 'ExternalName' }, undefined],
    ['networking/v1.NetworkPolicySpec', 'policyTypes', { egress: [] }, ['Ingress']],
    ['networking/v1.NetworkPolicySpec', 'policyTypes', { egress: [{}] }, ['Ingress', 'Egress']],
    ['core/v1.Volume', 'emptyDir', { name: 'a' }, {}],
    ['core/v1.Volume', 'emptyDir', { name: 'a', configMap: null }, {}],
    ['core/v1.Volume', 'emptyDir', { name: 'a', configMap: {} }, undefined],
    ['batch/v1.JobSpec', 'backoffLimit', {}, 6],
    ['batch/v1.JobSpec', 'backoffLimit', { backoffLimitPerIndex: 0 }, 2_147_483_647],
    ['batch/v1.JobSpec', 'completions', {}, 1],
    ['batch/v1.JobSpec', 'completions', { parallelism: 3 }, undefined],
    ['core/v1.PodSpec', 'serviceAccountName', { serviceAccount: 'old' }, 'old'],
    ['core/v1.PodSpec', 'serviceAccountName', {}, undefined],
    ['policy/v1.PodDisruptionBudgetSpec', 'unhealthyPodEvictionPolicy', {}, undefined],
    ['rbac/v1.Subject', 'apiGroup', { kind: 'ServiceAccount' }, undefined],
    ['core/v1.Container', 'constructor', {}, undefined],
    ['constructor', 'constructor', {}, undefined],
  ])('%s.%s beside %j', (type, field, node, expected) => {
    expect(defaultOf(type, field, node)).toEqual(expected);
  });

  it.each([
    ['nginx', 'Always'], ['nginx:latest', 'Always'], ['nginx:LATEST', 'IfNotPresent'], ['nginx:1.27', 'IfNotPresent'],
    ['localhost:5000/nginx', 'Always'], ['localhost:5000/nginx:1', 'IfNotPresent'],
    ['nginx@sha256:abc', 'IfNotPresent'], ['nginx:latest@sha256:abc', 'Always'],
  ])('pulls %s %s', (image, policy) => {
    expect(defaultOf('core/v1.Container', 'imagePullPolicy', { image })).toBe(policy);
  });

  it.each([
    ['core/v1.Container', 'imagePullPolicy', { image: SOME }],
    ['core/v1.Container', 'imagePullPolicy', { image: '${IMAGE}' }],
    ['core/v1.Container', 'imagePullPolicy', { image: 7 }],
    ['core/v1.Container', 'imagePullPolicy', { [OPEN]: true }],
    ['apps/v1.DeploymentStrategy', 'rollingUpdate', { type: MAYBE }],
    ['networking/v1.NetworkPolicySpec', 'policyTypes', { egress: SOME }],
    ['core/v1.Volume', 'emptyDir', { name: 'a', secret: MAYBE }],
    ['core/v1.Volume', 'emptyDir', { name: 'a', [OPEN]: true }],
  ])('%s.%s is undecided where what it follows from is unknown', (type, field, node) => {
    expect(() => defaultOf(type, field, node)).toThrow(Undecided);
  });

  it('knows that an unknown source of a volume is a source', () => {
    expect(defaultOf('core/v1.Volume', 'emptyDir', { name: 'a', secret: SOME })).toBeUndefined();
  });

  it('gives out nothing that could be changed', () => {
    const metrics = defaultOf('autoscaling/v2.HorizontalPodAutoscalerSpec', 'metrics', {}) as { resource: object }[];
    expect(Object.isFrozen(metrics) && Object.isFrozen(metrics[0]!.resource)).toBe(true);
    expect(Object.isFrozen(defaultOf('apps/v1.DeploymentSpec', 'strategy', {}))).toBe(true);
    expect(Object.isFrozen(defaultOf('networking/v1.NetworkPolicySpec', 'policyTypes', {}))).toBe(true);
    expect(Object.isFrozen(defaultOf('core/v1.ServiceSpec', 'sessionAffinityConfig', { sessionAffinity: 'ClientIP' }))).toBe(true);
  });
});

describe('isReplaced', () => {
  it.each([
    ['core/v1.Probe', 'timeoutSeconds', 0, true],
    ['core/v1.Probe', 'timeoutSeconds', 5, false],
    ['core/v1.Probe', 'initialDelaySeconds', 0, false],
    ['core/v1.Container', 'imagePullPolicy', '', true],
    ['apps/v1.DeploymentSpec', 'replicas', 0, false],
    ['core/v1.PodSpec', 'terminationGracePeriodSeconds', 0, false],
    ['networking/v1.NetworkPolicySpec', 'policyTypes', [], true],
    ['core/v1.ServiceSpec', 'type', '', true],
  ])('%s.%s: %j', (type, field, value, expected) => {
    expect(isReplaced(type, field, value)).toBe(expected);
  });
});
