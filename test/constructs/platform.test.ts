import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS, Platform, Refusal } from '../../constructs';
import { refusalOf } from './manifests';

describe('a platform', () => {
  test('is for 1.34 when nothing is said', () => {
    expect(Platform.aws({ zones: ['us-east-1a'] }).kubeVersion).toBe('1.34');
  });

  test('orders versions by number, not by text', () => {
    const platform = Platform.gcp({ zones: ['europe-west1-b'], kubeVersion: '1.30' });
    expect(KUBE_VERSIONS.map((version) => platform.isAtLeast(version))).toEqual([true, true, true, false, false, false, false, false, false]);
  });

  test.each([
    ['us-east-1a', 'aws'], ['us-west-2-lax-1a', 'aws'], ['us-gov-west-1b', 'aws'],
    ['eastus2-1', 'azure'], ['westeurope-3', 'azure'],
    ['europe-west1-b', 'gcp'], ['northamerica-northeast1-a', 'gcp'],
  ] as const)('knows %s for a zone of %s', (zone, cloud) => {
    expect(Platform[cloud]({ zones: [zone] }).zones).toEqual([zone]);
  });

  test.each([
    ['a zone of another cloud', () => Platform.azure({ zones: ['us-east-1a'] }), 'found:    zone "us-east-1a" in [us-east-1a]'],
    ['a zone named twice', () => Platform.gcp({ zones: ['europe-west1-b', 'europe-west1-b'] }), 'each once, such as "europe-west1-b"'],
    ['no zone', () => Platform.aws({ zones: [] as never }), 'found:    no zones'],
    ['a version out of reach', () => Platform.aws({ zones: ['us-east-1a'], kubeVersion: '1.21' as never }), 'a minor version from 1.28 to 1.36'],
    ['a range of resolvers that is none', () => Platform.gcp({ zones: ['europe-west1-b'], resolvers: ['10.0.0/24'] }), 'found:    range "10.0.0/24"'],
    ['a range of token endpoints that is none', () => Platform.aws({ zones: ['us-east-1a'], tokenEndpoints: ['10.0.0.0/40'] }), 'found:    range "10.0.0.0/40"'],
  ])('refuses %s', (_, act, said) => {
    expect(refusalOf(act)).toContain(said);
    expect(act).toThrow(Refusal);
  });

  test('says what was found, what is expected and what to do', () => {
    expect(refusalOf(() => Platform.aws({ zones: ['eastus2-1'] }))).toBe([
      'Platform.aws [platform]',
      '  found:    zone "eastus2-1" in [eastus2-1]',
      '  expected: the zones of the node pools, each once, such as "us-east-1a"',
      '  do this:  copy them from `kubectl get nodes -L topology.kubernetes.io/zone`',
    ].join('\n'));
  });
});
