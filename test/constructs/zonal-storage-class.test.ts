import { Chart, Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ZonalStorageClass, type Cloud } from '../../constructs';
import { CLOUDS, classFor, platforms, refusalOf } from './manifests';
import { faultsOf } from './strict';

describe('a zonal storage class', () => {
  test.each(CLOUDS)('waits for the pod, keeps the disk and lets it grow on %s', (cloud) => {
    expect(classFor(cloud)).toMatchObject({
      apiVersion: 'storage.k8s.io/v1', metadata: { name: 'data' }, volumeBindingMode: 'WaitForFirstConsumer', reclaimPolicy: 'Retain', allowVolumeExpansion: true,
    });
  });

  test('asks the driver of its cloud for a disk that does not burst', () => {
    expect(classFor('aws')).toMatchObject({ provisioner: 'ebs.csi.aws.com', parameters: { type: 'gp3', encrypted: 'true' } });
    expect(classFor('azure')).toMatchObject({ provisioner: 'disk.csi.azure.com', parameters: { skuName: 'Premium_LRS', cachingMode: 'None' } });
    expect(classFor('gcp')).toMatchObject({ provisioner: 'pd.csi.storage.gke.io', parameters: { type: 'pd-ssd' } });
  });

  test('asks EKS Auto Mode for its own driver', () => {
    expect(classFor('aws', undefined, { autoMode: true }).provisioner).toBe('ebs.csi.eks.amazonaws.com');
  });

  test('writes every parameter as a string', () => {
    expect(classFor('aws', { type: 'gp3', iops: 6000, throughput: 500 }).parameters).toEqual({ type: 'gp3', encrypted: 'true', iops: '6000', throughput: '500' });
    expect(classFor('azure', { sku: 'PremiumV2_LRS', iops: 5000, throughput: 200 }).parameters)
      .toEqual({ skuName: 'PremiumV2_LRS', cachingMode: 'None', DiskIOPSReadWrite: '5000', DiskMBpsReadWrite: '200' });
    expect(classFor('gcp', { type: 'hyperdisk-balanced', iops: 7000, throughput: 250 }).parameters)
      .toEqual({ type: 'hyperdisk-balanced', 'provisioned-iops-on-create': '7000', 'provisioned-throughput-on-create': '250Mi' });
  });

  test('takes a key of one\'s own, and a file system, in the words of each driver', () => {
    const made = (cloud: Cloud) => {
      const at = Testing.chart();
      new ZonalStorageClass<Cloud>(at, 'class', { platform: platforms()[cloud], name: 'data', encryptionKey: 'the-key', fsType: 'xfs' });
      return (Testing.synth(at) as readonly { readonly parameters: object }[])[0]?.parameters;
    };
    expect(made('aws')).toMatchObject({ encrypted: 'true', kmsKeyId: 'the-key', 'csi.storage.k8s.io/fstype': 'xfs' });
    expect(made('azure')).toMatchObject({ diskEncryptionSetID: 'the-key', 'csi.storage.k8s.io/fstype': 'xfs' });
    expect(made('gcp')).toMatchObject({ 'disk-encryption-kms-key': 'the-key', 'csi.storage.k8s.io/fstype': 'xfs' });
  });

  test.each<[Cloud, object]>([
    ['aws', { type: 'io2', iops: 10_000 }], ['azure', { sku: 'Premium_ZRS' }], ['azure', { sku: 'PremiumV2_LRS' }],
    ['gcp', { type: 'pd-balanced', replication: 'regional-pd' }], ['gcp', { type: 'hyperdisk-balanced-high-availability', iops: 5000 }],
  ])('writes nothing on %s that its driver refuses: %o', (cloud, disk) => {
    const at = Testing.chart();
    new ZonalStorageClass<Cloud>(at, 'class', { platform: platforms()[cloud], name: 'data', disk: disk as never, encryptionKey: 'k', fsType: 'ext4', ...(cloud === 'aws' && { tags: { plan: 'daily' } }) });
    expect(faultsOf(at, platforms()[cloud])).toEqual([]);
  });

  test('stays outside of namespaces when its chart has one', () => {
    const chart = new Chart(Testing.app(), 'chart', { namespace: 'shop' });
    new ZonalStorageClass(chart, 'class', { platform: platforms().gcp, name: 'data' });
    expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'data' });
  });

  test.each([
    ['aws', { type: 'gp3', iops: 100 }, 'found:    iops 100'],
    ['aws', { type: 'gp3', iops: 3000, throughput: 1000 }, 'expected: a whole number from 125 to 750'],
    ['aws', { type: 'io2', iops: 300_000 }, 'expected: a whole number from 100 to 256000'],
    ['azure', { sku: 'PremiumV2_LRS', iops: 10 }, 'expected: a whole number from 3000\n'],
    ['gcp', { type: 'hyperdisk-balanced', iops: 0.5 }, 'found:    iops 0.5'],
  ] as const)('refuses on %s a disk %o', (cloud, disk, said) => {
    expect(refusalOf(() => classFor(cloud, disk))).toContain('[storage/volume-parameters-valid]');
    expect(refusalOf(() => classFor(cloud, disk))).toContain(said);
  });

  test('refuses a name the cluster would', () => {
    expect(refusalOf(() => new ZonalStorageClass(Testing.chart(), 'class', { platform: platforms().aws, name: 'Fast_Disk' }))).toContain('found:    name "Fast_Disk"');
  });
});
