import { ApiObject, Chart } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
import * as plus33 from 'cdk8s-plus-33';
import { describe, expect, test } from 'vitest';
import { BatchJob, NodeAgent, StatefulStore, StatelessService, Worker, type AccessMode, type ExistingClaim } from '../../constructs';
import { SERVICE, STORE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';
import { faultsOf } from './strict';

const WORK = { image: 'ghcr.io/acme/shop-work:2.8.1', budget: { cpu: '100m', memory: '128Mi' }, priorityClassName: 'shop-batch' } as const;

/** A chart with a namespace, and a workload of each kind that mounts a claim at `/files`. */
function shop() {
  const at = chart();
  const namespace = guarded(at);
  const mounting = (volume: ExistingClaim) => ({ namespace, volumes: { '/files': volume } });
  return {
    at,
    service: (volume: ExistingClaim, name = 'api') => new StatelessService(at, name, { ...SERVICE, ...mounting(volume), name }),
    worker: (volume: ExistingClaim) => new Worker(at, 'work', { ...WORK, ...mounting(volume), name: 'work', scale: { replicas: 1 } }),
    store: (volume: ExistingClaim, name = 'orders', replicas = 1) => new StatefulStore(at, name, { ...STORE, ...mounting(volume), name, replicas, quorum: false }),
    job: (volume: ExistingClaim, name = 'import') => new BatchJob(at, name, { ...WORK, ...mounting(volume), name, deadlineSeconds: 60 }),
    agent: (volume: ExistingClaim) => new NodeAgent(at, 'agent', { ...WORK, ...mounting(volume), name: 'agent', nodes: 1 }),
  };
}

const one = (accessMode: AccessMode): ExistingClaim => ({ claim: 'uploads', accessModes: [accessMode] });

describe.each([['28', plus28], ['33', plus33 as unknown as typeof plus28]] as const)('a claim of cdk8s-plus-%s', (_, plus) => {
  const { READ_WRITE_MANY, READ_WRITE_ONCE } = plus.PersistentVolumeAccessMode;
  const claimOf = (at: Chart, accessModes?: plus28.PersistentVolumeAccessMode[]) => new plus.PersistentVolumeClaim(at, 'claim', {
    metadata: { name: 'uploads', namespace: 'shop' }, storageClassName: 'files', ...(accessModes && { accessModes }),
  });

  test('says itself that many may mount it, and is a volume like any other', () => {
    const { at, service } = shop();
    const claim = claimOf(at, [READ_WRITE_MANY]);
    new StatelessService(at, 'web', { ...SERVICE, name: 'web', namespace: guarded(new Chart(at, 'other')), volumes: { '/files': { claim }, '/published': { claim, readOnly: true } } });
    service({ claim });
    const { spec } = find(manifestsOf(at), 'Deployment', 'web').spec.template;
    expect(spec.volumes.slice(1)).toEqual([{ name: 'claim-0', persistentVolumeClaim: { claimName: 'uploads' } }]);
    expect(spec.containers[0].volumeMounts.slice(1)).toEqual([{ name: 'claim-0', mountPath: '/files' }, { name: 'claim-0', mountPath: '/published', readOnly: true }]);
    expect(faultsOf(at, platforms().aws).filter((fault) => fault.includes('rwo'))).toEqual([]);
  });

  test('is refused by several replicas where one node at a time can mount it', () => {
    const { at, service } = shop();
    const claim = claimOf(at, [READ_WRITE_ONCE]);
    const said = refusalOf(() => service({ claim }));
    expect(said).toContain('[storage/no-shared-rwo]');
    expect(said).toContain('found:    claim "uploads" (ReadWriteOnce), mounted by');
    expect(said).toContain('keep the data in a StatefulStore');
  });

  test('is asked for its modes where it does not say them', () => {
    const { at, service } = shop();
    expect(refusalOf(() => service({ claim: claimOf(at) }))).toContain('found:    claim "uploads", and not how it may be mounted');
  });
});

describe('a claim that exists', () => {
  test('is read where it is an object of cdk8s, and believed where it is a name', () => {
    const { at, service } = shop();
    const claim = new ApiObject(at, 'claim', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'uploads' }, spec: { accessModes: ['ReadWriteMany'] } });
    expect(service({ claim }).name).toBe('api');
    expect(service(one('ReadWriteMany'), 'web').name).toBe('web');
    expect(refusalOf(() => service({ claim: 'uploads' }, 'third'))).toContain('expected: its access modes');
  });

  test('that can only be read is mounted to be read', () => {
    const { at, service } = shop();
    service({ ...one('ReadOnlyMany'), readOnly: true });
    expect(find(manifestsOf(at), 'Deployment').spec.template.spec.volumes[1]).toEqual({ name: 'claim-0', persistentVolumeClaim: { claimName: 'uploads', readOnly: true } });
    expect(refusalOf(() => service(one('ReadOnlyMany'), 'web'))).toContain('expected: readOnly: true');
  });

  test.each(['ReadWriteOnce', 'ReadWriteOncePod'] as const)('for one node (%s) fits a job and a store of one, one after the other', (mode) => {
    const { at, store, job } = shop();
    store(one(mode));
    job(one(mode));
    job(one(mode), 'export');
    expect(faultsOf(at, platforms().aws).filter((fault) => fault.includes('rwo') && !fault.startsWith('undecided'))).toEqual([]);
  });

  test.each<[string, (of: ReturnType<typeof shop>) => unknown, string]>([
    ['a rollout beside its only pod', ({ worker }) => worker(one('ReadWriteOnce')), 'mounted by 2 pods at once, those of a rollout among them'],
    ['a pod on every node', ({ agent }) => agent(one('ReadWriteOnce')), 'mounted by a pod on every node'],
    ['a store of three', ({ store }) => store(one('ReadWriteOncePod'), 'orders', 3), 'mounted by 3 pods at once'],
    ['a second workload', ({ store }) => [store(one('ReadWriteOnce')), store(one('ReadWriteOnce'), 'invoices')], 'which test/orders mounts too'],
  ])('for one node is refused to %s', (_, act, said) => {
    expect(refusalOf(() => act(shop()))).toContain(said);
  });
});
