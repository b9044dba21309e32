import { describe, expect, test } from 'vitest';
import { Platform, StatefulStore, type StatefulStoreProps } from '../../constructs';
import { STORE, chart, find, guarded, manifestsOf, platforms, refusalOf, storeWith } from './manifests';
import type { Manifest } from './manifest';

const setOf = (manifests: readonly Manifest[]) => find(manifests, 'StatefulSet');

describe('a stateful store', () => {
  const manifests = storeWith();
  const set = setOf(manifests);
  const pod = set.spec.template.spec;

  test('is a StatefulSet governed by its headless Service', () => {
    const service = find(manifests, 'Service');
    expect(service.spec.clusterIP).toBe('None');
    expect(set.spec.serviceName).toBe(service.metadata.name);
    expect(service.spec.selector).toEqual(set.spec.selector.matchLabels);
    expect(set.spec.template.metadata.labels).toMatchObject(service.spec.selector);
    expect(set.spec.template.metadata.annotations).toEqual({ 'looplaw.dev/stateful': 'true' });
  });

  test('claims one disk per replica, of a named class, for one pod, and keeps it', () => {
    expect(set.spec.volumeClaimTemplates).toMatchObject([{
      metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOncePod'], storageClassName: 'data', resources: { requests: { storage: '20Gi' } } },
    }]);
    expect(set.spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain', whenScaled: 'Retain' });
    expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'data', mountPath: '/var/lib/postgresql' });
    expect(setOf(storeWith({}, platforms('1.28').aws)).spec.volumeClaimTemplates[0].spec.accessModes).toEqual(['ReadWriteOnce']);
  });

  test('is Guaranteed', () => {
    const { requests, limits } = pod.containers[0].resources;
    expect(requests).toEqual(limits);
    expect(limits).toMatchObject({ cpu: '1', memory: '2Gi' });
  });

  test.each([
    [3, 1, undefined], [3, 3, 3], [3, 2, 2], [3, 5, 3], [2, 3, 2], [1, 3, undefined],
  ])('with %i zones and %i replicas waits for a zone of its own, over %s domains', (zones, replicas, minDomains) => {
    const names = ['us-east-1a', 'us-east-1b', 'us-east-1c'].slice(0, zones) as [string, ...string[]];
    const [zone, host] = setOf(storeWith({ replicas }, Platform.aws({ zones: names }))).spec.template.spec.topologySpreadConstraints;
    expect(zone).toMatchObject({ topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1, nodeTaintsPolicy: 'Honor' });
    expect(zone.minDomains).toBe(minDomains);
    expect(host).toMatchObject({ topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' });
    for (const constraint of [zone, host]) expect(constraint).not.toHaveProperty('matchLabelKeys');
  });

  test('lets a drain take one replica', () => {
    expect(find(manifests, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
  });

  test('votes with an odd number, finds its members before they are ready and never drains them while one is down', () => {
    const quorum = storeWith({ replicas: 3, quorum: true });
    expect(setOf(quorum).spec).toMatchObject({ podManagementPolicy: 'Parallel', serviceName: 'orders-members' });
    expect(find(quorum, 'Service', 'orders-members').spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(find(quorum, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'IfHealthyBudget' });
  });

  test('leads clients of a quorum to the members that are ready, and monitors to each once', () => {
    const at = chart();
    const store = new StatefulStore(at, 'orders', { ...STORE, namespace: guarded(at), replicas: 3, quorum: true });
    const services = manifestsOf(at).filter(({ kind }) => kind === 'Service');
    expect(services.map(({ metadata, spec }) => [metadata.name, metadata.labels['app.kubernetes.io/name'], spec.clusterIP, spec.publishNotReadyAddresses])).toEqual([
      ['orders-members', 'orders-members', 'None', true], ['orders', 'orders', undefined, undefined],
    ]);
    for (const { spec } of services) expect(spec.selector).toEqual({ 'app.kubernetes.io/name': 'orders' });
    expect([store.host, store.replica(2)]).toEqual(['orders.shop.svc', 'orders-2.orders-members.shop.svc']);
  });

  test('lets its members talk where no client may', () => {
    const quorum = storeWith({ replicas: 3, quorum: true, peerPort: { name: 'raft', number: 2380 } });
    const ports = [{ port: 2380, protocol: 'TCP' }];
    const self = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'orders' } } };
    const { ingress, egress } = find(quorum, 'NetworkPolicy', 'orders').spec;
    expect(ingress).toContainEqual({ from: [self], ports });
    expect(egress).toContainEqual({ to: [self], ports });
    expect(setOf(quorum).spec.template.spec.containers[0].ports).toContainEqual({ name: 'raft', containerPort: 2380, protocol: 'TCP' });
    expect(find(quorum, 'Service', 'orders-members').spec.ports).toMatchObject([{ name: 'postgres' }, { name: 'raft', port: 2380, targetPort: 'raft' }]);
    expect(find(quorum, 'Service', 'orders').spec.ports).toMatchObject([{ name: 'postgres' }]);
  });

  test('is owned by its user and has a minute to close its files', () => {
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 999, runAsGroup: 999, fsGroup: 999 });
    expect(pod.terminationGracePeriodSeconds).toBe(70);
    expect(setOf(storeWith({ shutdownSeconds: 290 })).spec.template.spec.terminationGracePeriodSeconds).toBe(300);
  });

  test('is drawn to nodes of its own, and may go there', () => {
    const dedicatedPool = { labels: { pool: 'data' }, taint: { key: 'pool', value: 'data', effect: 'NoSchedule' } } as const;
    expect(setOf(storeWith({ placement: { dedicatedPool } })).spec.template.spec).toMatchObject({
      nodeSelector: { pool: 'data' }, tolerations: [{ key: 'pool', operator: 'Equal', value: 'data', effect: 'NoSchedule' }],
    });
    expect(pod).not.toHaveProperty('nodeSelector');
  });

  test('talks to itself where there is more than one', () => {
    const self = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'orders' } } };
    const ports = [{ port: 5432, protocol: 'TCP' }];
    expect(find(manifests, 'NetworkPolicy', 'orders').spec).toMatchObject({ ingress: [{ from: [self], ports }], egress: [{ to: [self], ports }] });
    expect(find(storeWith({ replicas: 1 }), 'NetworkPolicy', 'orders').spec).toMatchObject({ ingress: [], egress: [] });
  });

  test('names its replicas', () => {
    const at = chart();
    const store = new StatefulStore(at, 'orders', { ...STORE, namespace: guarded(at) });
    expect([store.host, store.replica(0)]).toEqual(['orders.shop.svc', 'orders-0.orders.shop.svc']);
  });

  test.each<[string, Partial<StatefulStoreProps>, string]>([
    ['an even vote', { replicas: 4 as never, quorum: true }, 'found:    4 replicas that vote'],
    ['a vote of one', { replicas: 1 as never, quorum: true }, 'expected: an odd number from 3'],
    ['no replicas', { replicas: 0 }, 'found:    0 replicas'],
    ['root', { user: 0 }, 'found:    user 0'],
    ['a disk of nothing', { data: { ...STORE.data, size: '0Gi' } }, 'found:    storage "0Gi"'],
    ['an image that is latest', { image: 'postgres:latest' }, '[compute/immutable-image]'],
    ['two ports of one number', { peerPort: { name: 'peer', number: 5432 } }, 'found:    ports postgres 5432 and peer 5432'],
    ['two ports of one name', { health: { readiness: { http: '/health' }, port: { name: 'postgres', number: 8080 } } }, 'found:    ports postgres 5432 and postgres 8080'],
  ])('refuses %s', (_, changes, said) => {
    expect(refusalOf(() => storeWith(changes))).toContain(said);
  });
});
