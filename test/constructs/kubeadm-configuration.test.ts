import { rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { KubeadmConfiguration, type KubeadmConfigurationProps } from '../../constructs';
import { folder, looplaw } from '../cli/command';
import { EtcdClusterUnderTest, etcdKeys, etcdPrograms } from './etcd';
import { refusalOf } from './manifests';
import { parseYaml } from './yaml';

const MEMBERS = [{ name: 'etcd-a', address: '10.0.1.10' }, { name: 'etcd-b', address: '10.0.2.10' }, { name: 'etcd-c', address: '10.0.3.10' }] as const;
const SMALL: KubeadmConfigurationProps = {
  kubernetesVersion: 'v1.34.2', controlPlaneEndpoint: 'api.k8s.acme.example:6443', nodes: 60, etcd: { topology: 'stacked' },
  files: { auditPolicy: '/etc/kubernetes/audit/policy.yaml', encryption: '/etc/kubernetes/encryption/config.yaml' },
};
const LARGE: KubeadmConfigurationProps = { ...SMALL, nodes: 400, etcd: { topology: 'external', members: MEMBERS } };

/** What the laws find in a file of kubeadm, in strict, asked of a platform team; nothing undecided is passed over. */
function found(documents: readonly object[], nodes: number, kubeVersion: string): string {
  const cwd = folder({
    'kubeadm.yaml': KubeadmConfiguration.text(documents), 'looplaw.config.json': JSON.stringify({ preset: 'strict', role: 'platform', kubeVersion, nodes }),
  });
  const { out, err } = looplaw(['check', 'kubeadm.yaml', '--format', 'json', '--explain-undecided'], { cwd });
  const { findings, undecided } = JSON.parse(out) as { readonly findings: readonly { readonly law: string; readonly message: string }[]; readonly undecided: readonly { readonly law: string; readonly because: string }[] };
  return [...findings.map(({ law, message }) => `${law} ${message}`), ...undecided.map(({ law, because }) => `undecided ${law}: ${because}`), err].join('\n');
}

describe('the configuration of kubeadm', () => {
  test.each(['v1.28.9', 'v1.31.0', 'v1.36.0'] as const)('keeps every law in strict, for %s', (kubernetesVersion) => {
    const kubeVersion = kubernetesVersion.slice(1, 5);
    expect(found(new KubeadmConfiguration({ ...SMALL, kubernetesVersion }).controlPlane, 60, kubeVersion)).toBe('');
    const large = new KubeadmConfiguration({ ...LARGE, kubernetesVersion });
    expect(found(large.controlPlane, 400, kubeVersion)).toBe('');
    expect(found(large.member('etcd-b'), 400, kubeVersion)).toBe('');
  });

  test('is judged at all: the one for a small cluster does not do for a large one', () => {
    expect(found(new KubeadmConfiguration(SMALL).controlPlane, 400, '1.34')).toContain('control-plane/etcd-topology-fits-size');
  });

  test('writes arguments as the version of the cluster reads them', () => {
    const args = (kubernetesVersion: 'v1.30.4' | 'v1.31.0') => parseYaml(KubeadmConfiguration.text(new KubeadmConfiguration({ ...SMALL, kubernetesVersion }).controlPlane)) as {
      readonly apiVersion: string; readonly etcd: { readonly local: { readonly extraArgs: unknown } };
    };
    expect(args('v1.30.4')).toMatchObject({ apiVersion: 'kubeadm.k8s.io/v1beta3', etcd: { local: { extraArgs: { 'quota-backend-bytes': '8589934592', 'auto-compaction-retention': '8h' } } } });
    expect(args('v1.31.0')).toMatchObject({ apiVersion: 'kubeadm.k8s.io/v1beta4', etcd: { local: { extraArgs: expect.arrayContaining([{ name: 'quota-backend-bytes', value: '8589934592' }, { name: 'election-timeout', value: '1000' }]) } } });
  });

  test('tells each machine of etcd of all others, and the API servers of all', () => {
    const large = new KubeadmConfiguration(LARGE);
    expect(large.controlPlane).toMatchObject([{ etcd: { external: { endpoints: ['https://10.0.1.10:2379', 'https://10.0.2.10:2379', 'https://10.0.3.10:2379'] } } }]);
    const [init, cluster] = large.member('etcd-b') as readonly [object, { readonly etcd: { readonly local: { readonly extraArgs: readonly object[] } } }];
    expect(init).toMatchObject({ kind: 'InitConfiguration', nodeRegistration: { name: 'etcd-b' }, localAPIEndpoint: { advertiseAddress: '10.0.2.10' } });
    expect(cluster.etcd.local.extraArgs).toEqual(expect.arrayContaining([
      { name: 'initial-cluster', value: 'etcd-a=https://10.0.1.10:2380,etcd-b=https://10.0.2.10:2380,etcd-c=https://10.0.3.10:2380' },
      { name: 'listen-client-urls', value: 'https://127.0.0.1:2379,https://10.0.2.10:2379' },
    ]));
  });

  test.each<[string, Partial<KubeadmConfigurationProps>, RegExp]>([
    ['etcd beside the API server of a large cluster', { nodes: 100 }, /etcd-topology-fits-size/],
    ['an even number of members', { etcd: { topology: 'external', members: [...MEMBERS, { name: 'etcd-d', address: '10.0.4.10' }] as never } }, /4 members/],
    ['two members on one machine', { etcd: { topology: 'external', members: [MEMBERS[1], MEMBERS[2], { name: 'etcd-d', address: '10.0.2.10' }] } }, /quorum/],
    ['a quota above what etcd suggests', { etcd: { topology: 'stacked', tuning: { quota: '16Gi' } } }, /quota 16Gi/],
    ['elections that come too soon', { etcd: { topology: 'stacked', tuning: { heartbeat: 300 } } }, /an election after 1000 ms, heartbeats each 300 ms/],
    ['history of no time', { etcd: { topology: 'stacked', tuning: { retention: '0h' } } }, /retention "0h"/],
    ['an address of one machine without a port', { controlPlaneEndpoint: 'api:x' as never }, /controlPlaneEndpoint "api:x"/],
    ['a version it can not read', { kubernetesVersion: 'v1.9.1' }, /kubernetesVersion "v1\.9\.1"/],
  ])('refuses %s', (_, changes, said) => {
    expect(refusalOf(() => new KubeadmConfiguration({ ...SMALL, ...changes }))).toMatch(said);
  });

  test('refuses a machine that is no member', () => {
    expect(refusalOf(() => new KubeadmConfiguration(LARGE).member('etcd-z'))).toMatch(/one of etcd-a, etcd-b, etcd-c/);
    expect(refusalOf(() => new KubeadmConfiguration(SMALL).member('etcd-a'))).toMatch(/none: etcd is stacked/);
  });
});

describe('the flags of etcd', () => {
  const programs = etcdPrograms();
  if (typeof programs === 'string') console.warn(`etcd was not started with the flags of KubeadmConfiguration: ${programs}`);

  test.skipIf(typeof programs === 'string')('are such that a real one starts with them', { timeout: 120_000 }, async () => {
    if (typeof programs === 'string') return;
    const { extraArgs } = (new KubeadmConfiguration(SMALL).controlPlane as readonly [{ readonly etcd: { readonly local: { readonly extraArgs: readonly { readonly name: string; readonly value: string }[] } } }])[0].etcd.local;
    const keys = etcdKeys();
    // A port that is fixed, and keys of peers; those of clients where openssl makes them.
    const left = keys === null ? /cert-auth$|^listen-metrics-urls$/ : /^peer-client-cert-auth$|^listen-metrics-urls$/;
    const flags = extraArgs.filter(({ name }) => !left.test(name)).map(({ name, value }) => `--${name}=${value}`);
    const cluster = await EtcdClusterUnderTest.start(programs, 1, flags, keys);
    try {
      expect(flags).toHaveLength(keys === null ? 7 : 8);
      expect(cluster.ask(cluster.members[0]!, 'put', '/registry/a', 'b')).toBe('OK\n');
    } finally {
      cluster.stop();
      programs.remove();
      if (keys !== null) rmSync(keys, { recursive: true, force: true });
    }
  });
});
