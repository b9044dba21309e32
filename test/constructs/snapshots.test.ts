import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  KUBE_VERSIONS, PriorityLadder, Snapshots, StatefulStore, ZonalStorageClass, type Cloud, type Platform, type SnapshotsProps, type StatefulStoreProps, type Velero, type VolumeSnapshots,
} from '../../constructs';
import { CLOUDS, STORE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';
import { faultsOf } from './strict';

const VOLUME: VolumeSnapshots = { mechanism: 'volume-snapshot', schedule: '30 3 * * *', keep: 2, image: 'ghcr.io/acme/kubectl:1.34.2', priorityClassName: 'shop-batch' };
const VELERO: Velero = { mechanism: 'velero', schedule: '0 2 * * *', keepDays: 14 };

function snapshotsBy(cloud: Cloud, by: (disks: ZonalStorageClass<'aws'>) => unknown, platform: Platform = platforms()[cloud], changes: Partial<StatefulStoreProps> = {}) {
  const at = chart();
  const ladder = new PriorityLadder(at, 'priorities', { name: 'shop' });
  const namespace = guarded(at, platform);
  const storageClass = new ZonalStorageClass<Cloud>(at, 'disks', { platform, name: 'data', ...(cloud === 'aws' && { tags: { plan: 'daily' } }) });
  const pool = { labels: { pool: 'data' }, taint: { key: 'pool', value: 'data', effect: 'NoSchedule' } } as const;
  const store = new StatefulStore(at, 'orders', {
    ...STORE, namespace, priorityClassName: ladder.critical.name, data: { ...STORE.data, storageClass }, placement: { dedicatedPool: pool }, ...changes,
  });
  store.allow.from({ namespace: 'shop', pods: { app: 'client' } });
  new Snapshots<Cloud>(at, 'snapshots', { platform, store, by: by(storageClass) } as SnapshotsProps<Cloud>);
  return { at, platform, manifests: manifestsOf(at) };
}

describe('snapshots', () => {
  test.each(CLOUDS.flatMap((cloud) => KUBE_VERSIONS.map((version) => [cloud, version] as const)))('keep every law in strict on %s %s, by each mechanism', (cloud, version) => {
    const platform = platforms(version, { telemetry: { namespace: 'observability', service: 'otel-collector' } })[cloud];
    const mechanisms = [VOLUME, VELERO, ...(cloud === 'aws' ? ['aws' as const] : [])];
    for (const by of mechanisms) {
      const { at } = snapshotsBy(cloud, (storageClass) => (by === 'aws' ? { mechanism: 'aws-backup', storageClass, tag: 'plan' } : by), platform);
      expect(faultsOf(at, platform)).toEqual([]);
    }
  });

  test('by volume snapshots stay when somebody deletes them', () => {
    const { manifests } = snapshotsBy('azure', () => VOLUME);
    expect(find(manifests, 'VolumeSnapshotClass')).toMatchObject({ driver: 'disk.csi.azure.com', deletionPolicy: 'Retain', parameters: { incremental: 'true' } });
    expect(find(manifests, 'CronJob').spec).toMatchObject({ schedule: '30 3 * * *', concurrencyPolicy: 'Forbid' });
  });

  test('by volume snapshots may do what they must, and no more', () => {
    const { manifests } = snapshotsBy('gcp', () => VOLUME);
    expect(find(manifests, 'Role').rules).toEqual([
      { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['list'] },
      { apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshots'], verbs: ['create', 'get', 'list', 'delete'] },
    ]);
    expect(find(manifests, 'ClusterRole').rules).toEqual([{ apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshotcontents'], verbs: ['get', 'patch'] }]);
    const [roleBinding, clusterRoleBinding] = [find(manifests, 'RoleBinding'), find(manifests, 'ClusterRoleBinding')];
    expect([roleBinding.subjects, clusterRoleBinding.subjects]).toEqual(Array(2).fill([{ kind: 'ServiceAccount', name: 'orders-snapshots', namespace: 'shop' }]));
  });

  test.each<[string, Partial<StatefulStoreProps>, readonly string[]]>([
    ['the store', {}, ['orders']],
    ['a store that votes, the names of its members too', { replicas: 3, quorum: true }, ['orders', 'orders-members']],
  ])('by Velero cover %s, in its namespace', (_, changes, values) => {
    const { manifests } = snapshotsBy('aws', () => ({ ...VELERO, namespace: 'backups', storageLocation: 'eu' }), platforms().aws, changes);
    const schedule = find(manifests, 'Schedule');
    expect(schedule.metadata).toMatchObject({ name: 'shop-orders', namespace: 'backups' });
    const labelSelector = { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values }] };
    expect(schedule.spec).toEqual({
      schedule: '0 2 * * *', template: { includedNamespaces: ['shop'], labelSelector, snapshotVolumes: true, ttl: '336h0m0s', storageLocation: 'eu' },
    });
  });

  test('by AWS Backup are a tag of each disk', () => {
    const { manifests } = snapshotsBy('aws', (storageClass) => ({ mechanism: 'aws-backup', storageClass, tag: 'plan' }));
    expect(find(manifests, 'StorageClass').parameters).toMatchObject({ tagSpecification_1: 'plan=daily' });
    expect(find(manifests, 'StatefulSet').metadata.annotations).toEqual({ 'looplaw.dev/backup': 'AWS Backup, by the tag plan=daily of its disks' });
  });

  test.each<[string, Cloud, (disks: ZonalStorageClass<'aws'>) => unknown, string]>([
    ['a schedule that is none', 'aws', () => ({ ...VELERO, schedule: 'at night' }), 'found:    schedule "at night"'],
    ['nothing kept', 'gcp', () => ({ ...VOLUME, keep: 0 }), 'found:    keep 0'],
    ['a tag nobody sets', 'aws', (storageClass) => ({ mechanism: 'aws-backup', storageClass, tag: 'backup' }), 'whose disks have no tag "backup"'],
  ])('refuse %s', (_, cloud, by, said) => {
    expect(refusalOf(() => snapshotsBy(cloud, by))).toContain(said);
  });

  test('refuse a store of another cloud', () => {
    const at = chart();
    const store = new StatefulStore(at, 'orders', { ...STORE, namespace: guarded(at) });
    expect(refusalOf(() => new Snapshots(at, 'x', { platform: platforms().gcp, store, by: VELERO }))).toContain('found:    a store on aws');
  });
});

/** The script in a real shell, before a kubectl that plays a cluster of files. */
describe('the job that takes snapshots', () => {
  const folder = mkdtempSync(join(tmpdir(), 'snapshots-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const log = join(folder, 'log');

  beforeEach(() => {
    writeFileSync(log, '');
    writeFileSync(join(folder, 'kubectl'), `#!/bin/sh
echo "$@" >> ${log}
case "$1 $2" in
  "get persistentvolumeclaims") printf 'data-orders-0 data-orders-1' ;;
  "create -f") cat >> ${log} ;;
  "get volumesnapshots") case "$*" in *=data-orders-0*) printf 'a\\nb\\nc\\nd\\n' ;; *) printf 'x\\ny\\n' ;; esac ;;
  "get volumesnapshot") [ "$3" = b ] || printf "content-$3" ;;
esac
`);
    chmodSync(join(folder, 'kubectl'), 0o755);
  });

  test('copies each claim, and lets go of what is old', () => {
    const job = find(snapshotsBy('aws', () => VOLUME).manifests, 'CronJob').spec.jobTemplate.spec.template.spec.containers[0];
    const [shell = '', ...args] = job.command;
    execFileSync(shell, args.map((arg) => arg.replaceAll('/tmp/all', join(folder, 'all'))), { env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` } });
    const lines = readFileSync(log, 'utf8').split('\n');
    const created = lines.filter((line) => line.startsWith('  name: ')).map((line) => line.replace(/\d{8}-\d{6}$/, 'TIME'));
    expect(created).toEqual(['  name: data-orders-0-TIME', '  name: data-orders-1-TIME']);
    expect(lines).toContain('  source: { persistentVolumeClaimName: data-orders-1 }');
    expect(lines).toContain('  volumeSnapshotClassName: shop-orders-snapshots');
    expect(lines).toContain('get persistentvolumeclaims -l app.kubernetes.io/name=orders -o jsonpath={.items[*].metadata.name}');
    // Of four, two are kept; what was never made has no content to let go of.
    expect(lines.filter((line) => /^(?:patch|delete) /.test(line))).toEqual([
      'patch volumesnapshotcontent content-a --type merge -p {"spec":{"deletionPolicy":"Delete"}}', 'delete volumesnapshot a', 'delete volumesnapshot b',
    ]);
  });
});
