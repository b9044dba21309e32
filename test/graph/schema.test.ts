import { describe, expect, it } from 'vitest';
import { childType, fieldType, typeOf } from '../../src/graph/schema/schema';
import { served } from '../../src/graph/schema/served';
import { KUBE_VERSIONS, parseKubeVersion } from '../../src/graph/schema/version';

describe('typeOf', () => {
  it.each([
    ['v1', 'Pod', 'core/v1.Pod'],
    ['apps/v1', 'Deployment', 'apps/v1.Deployment'],
    ['rbac.authorization.k8s.io/v1', 'Role', 'rbac/v1.Role'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'apiextensions/v1.CustomResourceDefinition'],
    ['apiregistration.k8s.io/v1', 'APIService', 'apiregistration/v1.APIService'],
    ['resource.k8s.io/v1alpha2', 'ResourceClass', 'resource/v1alpha2.ResourceClass'],
  ])('%s %s', (apiVersion, kind, type) => {
    expect(typeOf(apiVersion, kind)).toBe(type);
  });

  it.each([['v1', 'Rollout'], ['argoproj.io/v1alpha1', 'Rollout'], ['v1', 'constructor'], ['__proto__', 'Pod'], ['v1', 'DeleteOptions']])('%s %s: no schema', (apiVersion, kind) => {
    expect(typeOf(apiVersion, kind)).toBeNull();
  });
});

describe('fields', () => {
  it.each([
    ['core/v1.Container', 'image', { is: 'scalar', scalar: 'string' }],
    ['core/v1.Container', 'ports', { is: 'list', of: { is: 'structure', type: 'core/v1.ContainerPort' } }],
    ['core/v1.ResourceRequirements', 'limits', { is: 'map', of: { is: 'scalar', scalar: 'Quantity' } }],
    ['core/v1.ServicePort', 'targetPort', { is: 'scalar', scalar: 'IntOrString' }],
    ['core/v1.Secret', 'data', { is: 'map', of: { is: 'scalar', scalar: 'base64' } }],
    ['meta/v1.ObjectMeta', 'creationTimestamp', { is: 'scalar', scalar: 'time' }],
    ['apiextensions/v1.JSONSchemaProps', 'default', { is: 'anything' }],
    ['core/v1.PersistentVolumeClaimSpec', 'resources', { is: 'structure', type: 'core/v1.VolumeResourceRequirements' }],
  ])('%s.%s', (type, field, expected) => {
    expect(fieldType(type, field)).toEqual(expected);
  });

  it.each(['nope', 'constructor', '__proto__'])('a container has no %s', (field) => {
    expect(fieldType('core/v1.Container', field)).toBeNull();
  });

  it('leads from a list or map of structures to the structure', () => {
    expect(childType('core/v1.PodSpec', 'containers')).toBe('core/v1.Container');
    expect(childType('core/v1.Pod', 'spec')).toBe('core/v1.PodSpec');
    expect(childType('core/v1.PodSpec', 'nodeSelector')).toBeNull();
    expect(childType('no/v1.Such', 'spec')).toBeNull();
  });
});

describe('served', () => {
  it('knows what is served at the version asked about', () => {
    expect(served('apps/v1', 'Deployment', '1.34')).toEqual({ is: 'served', type: 'apps/v1.Deployment' });
    expect(served('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.31').is).toBe('served');
  });

  it.each(['argoproj.io/v1alpha1', 'snapshot.storage.k8s.io/v1', 'gateway.networking.k8s.io/v1', '__proto__/v1'])('%s is not its business', (apiVersion) => {
    expect(served(apiVersion, 'Deployment', '1.34').is).toBe('foreign-group');
  });

  it('suggests the kind that was meant', () => {
    expect(served('apps/v1', 'Deploymnet', '1.34')).toEqual({ is: 'unknown-kind', suggestion: 'Deployment', instead: [] });
    expect(served('v1', 'Pd', '1.36')).toEqual({ is: 'unknown-kind', suggestion: 'Pod', instead: [] });
    expect(served('extensions/v1beta1', 'constructor', '1.36')).toEqual({ is: 'unknown-kind', suggestion: null, instead: [] });
  });

  it('says where a kind is that stands in the wrong group', () => {
    expect(served('v1', 'Deployment', '1.34')).toMatchObject({ is: 'unknown-kind', instead: ['apps/v1'] });
    expect(served('extensions/v1beta1', 'StatefulSet', '1.34')).toMatchObject({ is: 'unknown-kind', instead: ['apps/v1'] });
    expect(served('constructor', 'Deployment', '1.34')).toMatchObject({ is: 'unknown-kind', instead: ['apps/v1'] });
  });

  it.each([
    ['extensions/v1beta1', 'Deployment', '1.16', ['apps/v1']],
    ['extensions/v1beta1', 'Ingress', '1.22', ['networking.k8s.io/v1']],
    ['apps/v1beta2', 'DaemonSet', '1.16', ['apps/v1']],
    ['batch/v1beta1', 'CronJob', '1.25', ['batch/v1']],
    ['policy/v1beta1', 'PodDisruptionBudget', '1.25', ['policy/v1']],
    ['policy/v1beta1', 'PodSecurityPolicy', '1.25', []],
    ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26', ['autoscaling/v2', 'autoscaling/v1']],
    ['rbac.authorization.k8s.io/v1beta1', 'RoleBinding', '1.22', ['rbac.authorization.k8s.io/v1']],
  ])('%s %s was removed in %s', (apiVersion, kind, removedIn, instead) => {
    expect(served(apiVersion, kind, '1.28')).toEqual({ is: 'not-served', removedIn, since: null, until: null, instead });
  });

  it('lets a documented removal outrank the neighbours of an odd version', () => {
    expect(served('flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', '1.28').is).toBe('served');
    expect(served('flowcontrol.apiserver.k8s.io/v1beta2', 'FlowSchema', '1.29')).toMatchObject({ is: 'not-served', removedIn: '1.29', until: '1.28' });
  });

  it('says which versions serve a kind that comes later or is gone', () => {
    expect(served('resource.k8s.io/v1', 'ResourceClaim', '1.32')).toEqual({
      is: 'not-served', removedIn: null, since: '1.34', until: null, instead: ['resource.k8s.io/v1beta1', 'resource.k8s.io/v1alpha3'],
    });
    expect(served('resource.k8s.io/v1alpha2', 'ResourceClass', '1.36')).toEqual({
      is: 'not-served', removedIn: null, since: null, until: '1.30', instead: [],
    });
    expect(served('apps/v3', 'Deployment', '1.36')).toEqual({ is: 'not-served', removedIn: null, since: null, until: null, instead: ['apps/v1'] });
  });
});

describe('kubeVersion', () => {
  it('runs from 1.28 to 1.36', () => {
    expect(KUBE_VERSIONS).toEqual(['1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36']);
  });

  it.each([['1.34', '1.34'], ['v1.29', '1.29'], ['1.31.4', '1.31'], ['v1.30.2-eks-4ba9f1b', '1.30'], ['1.33+', '1.33'], [' 1.28 ', '1.28']])('%s', (text, version) => {
    expect(parseKubeVersion(text)).toBe(version);
  });

  it.each(['', 'latest', '1', '1.', '2.30', '1.34x', '134'])('%j is none', (text) => {
    expect(() => parseKubeVersion(text)).toThrow(/is no Kubernetes version/);
  });

  it.each(['1.27', '1.37', '1.2'])('%s is too old or too new', (text) => {
    expect(() => parseKubeVersion(text)).toThrow(`Kubernetes ${text} is not supported; use a version from 1.28 to 1.36`);
  });
});
