import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KUBE_VERSIONS, PriorityLadder, SharedStorageClass, SharedVolume, StatelessService, type Cloud, type FileSystems, type Platform, type StatelessServiceProps } from '../../constructs';
import { CLOUDS, SERVICE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';
import { faultsOf } from './strict';

const FILES: FileSystems = { aws: { fileSystemId: 'fs-0123456789abcdef0' }, azure: {}, gcp: { tier: 'regional', network: 'default' } };
const telemetry = { telemetry: { namespace: 'observability', service: 'otel-collector' } };

/** A service with shared files and what else these props say. */
function serviceOn(cloud: Cloud, changes: (shared: SharedVolume) => Partial<StatelessServiceProps> = () => ({}), platform: Platform = platforms()[cloud]) {
  const at = chart();
  const namespace = guarded(at, platform);
  const storageClass = new SharedStorageClass<Cloud>(at, 'files', { platform, name: 'files', files: FILES[cloud] });
  const shared = new SharedVolume(at, 'uploads', { namespace, name: 'uploads', storageClass, size: '50Gi' });
  const priorityClassName = new PriorityLadder(at, 'priorities', { name: 'shop' }).standard.name;
  new StatelessService(at, 'api', { ...SERVICE, namespace, priorityClassName, ...changes(shared) }).allow.from({ namespace: 'gateway' });
  const manifests = manifestsOf(at);
  return { at, platform, manifests, pod: find(manifests, 'Deployment').spec.template.spec };
}

const dumps = { scratch: '2Gi' } as const;
const SHIPPER = {
  name: 'shipper', image: 'ghcr.io/acme/shipper:1.2.0', budget: { cpu: '50m', memory: '64Mi' }, volumes: { '/dumps': dumps },
} as const;
const FETCH = { name: 'fetch', image: 'ghcr.io/acme/fetch:1.0.0', budget: { cpu: '1', memory: '1Gi' }, args: ['/agent'], volumes: { '/agent': { scratch: '100Mi' } } } as const;

describe('what data needs decides what holds it', () => {
  test('scratch is bounded, on disk or in memory', () => {
    const { pod } = serviceOn('aws', () => ({ volumes: { '/var/cache': { scratch: '5Gi' }, '/dev/shm': { scratch: '64Mi', medium: 'memory' } } }));
    expect(pod.containers[0].volumeMounts).toEqual([
      { name: 'scratch-0', mountPath: '/tmp' }, { name: 'scratch-volume-0', mountPath: '/var/cache' }, { name: 'scratch-volume-1', mountPath: '/dev/shm' },
    ]);
    expect(pod.volumes).toEqual([
      { name: 'scratch-0', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'scratch-volume-0', emptyDir: { sizeLimit: '5Gi' } },
      { name: 'scratch-volume-1', emptyDir: { sizeLimit: '64Mi', medium: 'Memory' } },
    ]);
    // Else the kubelet evicts the pod before the folder is full.
    expect(pod.containers[0].resources.limits['ephemeral-storage']).toBe('6Gi');
  });

  test('shared files are a claim that many nodes may write to', () => {
    const { manifests, pod } = serviceOn('azure', (shared) => ({ volumes: { '/uploads': { shared }, '/published': { shared, readOnly: true } } }));
    expect(find(manifests, 'PersistentVolumeClaim').spec).toEqual({ accessModes: ['ReadWriteMany'], storageClassName: 'files', resources: { requests: { storage: '50Gi' } } });
    expect(pod.volumes.slice(1)).toEqual([{ name: 'shared-volume-0', persistentVolumeClaim: { claimName: 'uploads' } }]);
    expect(pod.containers[0].volumeMounts.slice(1)).toEqual([
      { name: 'shared-volume-0', mountPath: '/uploads' }, { name: 'shared-volume-0', mountPath: '/published', readOnly: true },
    ]);
  });

  test.each([
    ['aws', { provisioner: 'efs.csi.aws.com', parameters: { provisioningMode: 'efs-ap', fileSystemId: 'fs-0123456789abcdef0', directoryPerms: '700' } }],
    ['azure', { provisioner: 'file.csi.azure.com', parameters: { skuName: 'Premium_ZRS', protocol: 'nfs' }, allowVolumeExpansion: true }],
    ['gcp', { provisioner: 'filestore.csi.storage.gke.io', parameters: { tier: 'regional', network: 'default' }, allowVolumeExpansion: true }],
  ] as const)('files live on %s in a system that stays', (cloud, made) => {
    expect(find(serviceOn(cloud).manifests, 'StorageClass')).toMatchObject({ ...made, reclaimPolicy: 'Retain', volumeBindingMode: 'WaitForFirstConsumer' });
    if (cloud === 'aws') expect(find(serviceOn(cloud).manifests, 'StorageClass')).not.toHaveProperty('allowVolumeExpansion');
  });

  test.each<[string, () => unknown, string]>([
    ['scratch without a size', () => serviceOn('aws', () => ({ volumes: { '/cache': { scratch: '0Gi' } } })), 'found:    scratch "0Gi"'],
    ['scratch that fills the memory', () => serviceOn('aws', () => ({ volumes: { '/cache': { scratch: '512Mi', medium: 'memory' } } })), '[storage/ephemeral-bounded]'],
    ['a folder that is none', () => serviceOn('aws', () => ({ volumes: { '/a:b': dumps } })), 'found:    a volume at "/a:b"'],
    ['a folder that is taken', () => serviceOn('aws', () => ({ volumes: { '/tmp': dumps } })), '"/tmp" mounted twice'],
    ['an EFS that is none', () => new SharedStorageClass(chart(), 'x', { platform: platforms().aws, name: 'files', files: { fileSystemId: 'fs-nope' } }), 'found:    fileSystemId "fs-nope"'],
    ['a Filestore in no network', () => new SharedStorageClass(chart(), 'x', { platform: platforms().gcp, name: 'files', files: { tier: 'zonal', network: '' } }), 'found:    files.network: empty text'],
  ])('refuses %s', (_, act, said) => {
    expect(refusalOf(act)).toContain(said);
  });

  test('counts claims against the quota', () => {
    const at = chart();
    const namespace = guarded(at);
    const claim = (name: string, size: '600Gi') => new SharedVolume(at, name, { namespace, name, storageClass: { name: 'files', reach: 'everywhere' }, size });
    claim('uploads', '600Gi');
    expect(refusalOf(() => claim('exports', '600Gi'))).toContain('found:    requests.storage 600Gi at its largest scale, beside 600Gi of the others');
  });
});

describe('companions', () => {
  const both = () => ({ volumes: { '/dumps': dumps } as const, sidecars: [{ ...SHIPPER, health: { port: { name: 'shipper', number: 9000 }, readiness: { http: '/ready' } } }], init: [FETCH] } as const);

  test('are up before the app and stop after it, from 1.29 on', () => {
    const { pod } = serviceOn('aws', both, platforms('1.29').aws);
    expect(pod.initContainers?.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([['shipper', 'Always'], ['fetch', undefined]]);
    expect(pod.initContainers?.[0]).toMatchObject({ startupProbe: { httpGet: { path: '/ready', port: 'shipper' } }, readinessProbe: { httpGet: { path: '/ready' } } });
    expect(pod.containers).toHaveLength(1);
  });

  test('stand beside the app before, and leave with it', () => {
    const { pod } = serviceOn('aws', both, platforms('1.28').aws);
    expect(pod.initContainers?.map(({ name }) => name)).toEqual(['fetch']);
    expect(pod.containers[1]).toMatchObject({ name: 'shipper', lifecycle: { preStop: { exec: { command: ['sleep', '10'] } } } });
    expect(pod.containers[1]).not.toHaveProperty('restartPolicy');
  });

  test('share a folder where they name the same one', () => {
    const { pod } = serviceOn('aws', both);
    expect(pod.volumes).toHaveLength(3);
    expect(pod.initContainers?.[0]?.volumeMounts).toEqual([{ name: 'scratch-volume-0', mountPath: '/dumps' }]);
    expect(pod.containers[0].volumeMounts.at(-1)).toEqual({ name: 'scratch-volume-0', mountPath: '/dumps' });
  });

  test('count against the quota: sidecars always, an init container where it needs more', () => {
    const at = chart();
    const booked: object[] = [];
    const namespace = { name: 'shop', platform: platforms().aws, book: (_: unknown, peak: object) => void booked.push(peak) };
    new StatelessService(at, 'api', { ...SERVICE, namespace, scale: { replicas: 2 }, ...both() });
    // Three pods with the rollout: fetch and shipper need 1050m and 1088Mi together, the app and shipper 300m and 320Mi; limits 1050m and 1088Mi.
    expect(booked).toEqual([{ pods: '3', 'requests.cpu': '3150m', 'requests.memory': '3264Mi', 'limits.cpu': '3150m', 'limits.memory': '3264Mi' }]);
  });

  test.each<[string, Partial<StatelessServiceProps>, string]>([
    ['two of one name', { sidecars: [SHIPPER], init: [{ ...FETCH, name: 'shipper' }] }, 'found:    two containers "shipper"'],
    ['one with the name of the app', { sidecars: [{ ...SHIPPER, name: 'api' }] }, 'found:    two containers "api"'],
    ['an image that moves', { init: [{ ...FETCH, image: 'ghcr.io/acme/fetch:latest' }] }, '[compute/immutable-image]'],
    ['a port that needs root', { sidecars: [{ ...SHIPPER, health: { port: { name: 'http', number: 80 }, readiness: { http: '/' } } }] }, 'found:    port number 80'],
    ['a limit far above the request', { sidecars: [{ ...SHIPPER, budget: { cpu: { request: '10m', limit: '1' }, memory: '64Mi' } }] }, '[compute/request-limit-ratio]'],
    ['a cloud key', { init: [{ ...FETCH, env: { AWS_SECRET_ACCESS_KEY: 'x' } as never }] }, '[identity/no-static-credentials]'],
  ])('are refused: %s', (_, changes, said) => {
    expect(refusalOf(() => serviceOn('aws', () => changes))).toContain(said);
  });

  test.each(CLOUDS)('and volumes keep every law in strict on %s, on every version', (cloud) => {
    const props = fc.record({
      volumes: fc.constantFrom(undefined, { '/dumps': dumps }, { '/cache': { scratch: '100Mi', medium: 'memory' } }),
      sidecars: fc.constantFrom([], [SHIPPER], both().sidecars),
      init: fc.constantFrom([], [FETCH]),
      isShared: fc.boolean(),
    });
    fc.assert(fc.property(props, fc.constantFrom(...KUBE_VERSIONS), ({ volumes, sidecars, init, isShared }, version) => {
      const platform = platforms(version, telemetry)[cloud];
      const { at } = serviceOn(cloud, (shared) => ({ volumes: { ...volumes, ...(isShared && { '/shared': { shared } }) }, sidecars, init }), platform);
      expect(faultsOf(at, platform)).toEqual([]);
    }), { numRuns: 30 });
  });
});
