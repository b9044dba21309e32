import type { Chart } from 'cdk8s';
import { PersistentVolumeClaim } from 'cdk8s-plus-33';
import { SharedStorageClass, SharedVolume, Snapshots, StatefulStore, StatelessService, ZonalStorageClass, type GuardedNamespace } from '../../constructs';
import { SERVICE, STORE } from './manifests';

/** Never called: it is enough that the compiler reads it. Each line marked must not compile, and the unmarked ones must. */
export function illegalStorage(chart: Chart, aws: GuardedNamespace<'aws'>, azure: GuardedNamespace<'azure'>): void {
  const disks = new ZonalStorageClass(chart, 'ok', { platform: aws.platform, name: 'disks', tags: { plan: 'daily' }, encryptionKey: 'arn:aws:kms:us-east-1:123456789012:key/1', fsType: 'xfs' });
  const files = new SharedStorageClass(chart, 'ok', { platform: azure.platform, name: 'files', files: {} });
  const shared = new SharedVolume(chart, 'ok', { namespace: azure, name: 'uploads', storageClass: files, size: '100Gi' });
  const store = new StatefulStore(chart, 'ok', { ...STORE, namespace: aws, data: { ...STORE.data, storageClass: disks } });
  new StatelessService(chart, 'ok', { ...SERVICE, namespace: azure, volumes: { '/uploads': { shared }, '/cache': { scratch: '1Gi' }, '/media': { claim: new PersistentVolumeClaim(chart, 'claim'), readOnly: true } } });
  new Snapshots(chart, 'ok', { platform: aws.platform, store, by: { mechanism: 'aws-backup', storageClass: disks, tag: 'plan' } });

  // The decision table: each row takes what fits it.
  // @ts-expect-error -- a database on shared files
  new StatefulStore(chart, 'x', { ...STORE, namespace: azure, data: { ...STORE.data, storageClass: files } });
  // @ts-expect-error -- shared files on a disk, which one node at a time can mount
  new SharedVolume(chart, 'x', { namespace: aws, name: 'uploads', storageClass: disks, size: '100Gi' });
  // @ts-expect-error -- a class somebody only named: whether many nodes reach it must be said
  new SharedVolume(chart, 'x', { namespace: aws, name: 'uploads', storageClass: { name: 'efs' }, size: '100Gi' });
  // @ts-expect-error -- the disk of one writer behind a Deployment
  new StatelessService(chart, 'x', { ...SERVICE, namespace: aws, volumes: { '/data': { storageClass: disks, size: '10Gi' } } });
  // @ts-expect-error -- a claim in a mode that is none
  new StatelessService(chart, 'x', { ...SERVICE, namespace: aws, volumes: { '/data': { claim: 'data', accessModes: ['ReadWrite'] } } });
  // @ts-expect-error -- a claim and scratch at once
  new StatelessService(chart, 'x', { ...SERVICE, namespace: aws, volumes: { '/data': { claim: 'data', scratch: '1Gi' } } });
  // @ts-expect-error -- scratch without a bound
  new StatelessService(chart, 'x', { ...SERVICE, namespace: aws, volumes: { '/cache': {} } });
  // @ts-expect-error -- scratch and shared at once
  new StatelessService(chart, 'x', { ...SERVICE, namespace: azure, volumes: { '/cache': { scratch: '1Gi', shared } } });

  // Facts of another cloud.
  // @ts-expect-error -- an EFS on Azure
  new SharedStorageClass(chart, 'x', { platform: azure.platform, name: 'files', files: { fileSystemId: 'fs-0123456789abcdef0' } });
  // @ts-expect-error -- disks that AWS Backup would select, on Azure
  new ZonalStorageClass(chart, 'x', { platform: azure.platform, name: 'disks', tags: { plan: 'daily' } });
  // @ts-expect-error -- AWS Backup on Azure
  new Snapshots(chart, 'x', { platform: azure.platform, store, by: { mechanism: 'aws-backup', storageClass: disks, tag: 'plan' } });

  // Snapshots by whatever happens to be there.
  // @ts-expect-error -- no mechanism
  new Snapshots(chart, 'x', { platform: aws.platform, store, by: { schedule: '@daily', keepDays: 14 } });
  // @ts-expect-error -- copies for ever
  new Snapshots(chart, 'x', { platform: aws.platform, store, by: { mechanism: 'velero', schedule: '@daily' } });
}
