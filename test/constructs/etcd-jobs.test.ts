import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  EtcdDefrag, EtcdRestoreDrill, EtcdSnapshots, GuardedNamespace, KUBE_VERSIONS, Platform, PriorityLadder, StatefulStore, WorkloadIdentity, ZonalStorageClass,
  type Cloud, type EtcdAccess, type SnapshotPlace,
} from '../../constructs';
import { telemetry } from './arbitraries';
import { brokenIn } from './judged';
import { CLOUDS, PRINCIPALS, find, manifestsOf, platforms, refusalOf } from './manifests';

const MEMBERS = { members: ['10.0.1.10', '10.0.2.10', '10.0.3.10'], tls: 'etcd-client' } as const;
const IMAGE = 'ghcr.io/acme/etcd-tools:3.6.6';

interface Scaffold {
  readonly app: App;
  readonly chart: Chart;
  readonly platform: Platform;
  readonly namespace: GuardedNamespace;
  readonly common: { readonly namespace: GuardedNamespace; readonly image: typeof IMAGE; readonly priorityClassName: string };
  readonly disk: SnapshotPlace;
  readonly bucket: SnapshotPlace;
  readonly identity: (name: string) => WorkloadIdentity;
}

function scaffold(cloud: Cloud, version: (typeof KUBE_VERSIONS)[number] = '1.34'): Scaffold {
  const app = new App();
  const chart = new Chart(app, 'test');
  const platform = platforms(version, { telemetry })[cloud];
  const namespace = new GuardedNamespace<Cloud>(chart, 'namespace', {
    platform, name: 'etcd', quota: { requests: { cpu: '12', memory: '24Gi' }, limits: { cpu: '16', memory: '32Gi' }, pods: 20, storage: { size: '200Gi', claims: 10 } },
  });
  const storageClass = new ZonalStorageClass<Cloud>(chart, 'disks', { platform, name: 'snapshots' });
  const priorityClassName = new PriorityLadder(chart, 'ladder', { name: 'etcd' }).batch.name;
  const identity = (name: string) => new WorkloadIdentity<Cloud>(chart, name, { namespace, name, principal: PRINCIPALS[cloud] });
  const bucket = (): SnapshotPlace => {
    switch (cloud) {
      case 'aws': return { mechanism: 's3', bucket: 'acme-etcd', region: 'us-east-1', prefix: 'prod/', identity: identity('writer') };
      case 'azure': return { mechanism: 'azure-blob', account: 'acmeetcd', container: 'prod', identity: identity('writer') };
      case 'gcp': return { mechanism: 'gcs', bucket: 'acme-etcd', identity: identity('writer'), addresses: ['199.36.153.8/30'] };
    }
  };
  return { app, chart, platform, namespace, common: { namespace, image: IMAGE, priorityClassName }, disk: { mechanism: 'disk', storageClass, size: '100Gi' }, get bucket() { return bucket(); }, identity };
}

/** All jobs of an etcd. */
function jobs({ chart, common, identity }: Scaffold, to: SnapshotPlace, access: EtcdAccess = MEMBERS) {
  const defrag = new EtcdDefrag(chart, 'defrag', { ...common, ...access });
  const snapshots = new EtcdSnapshots(chart, 'snapshots', { ...common, ...access, to });
  const drill = new EtcdRestoreDrill(chart, 'drill', { image: IMAGE, priorityClassName: common.priorityClassName, of: snapshots, ...(to.mechanism !== 'disk' && { identity: identity('reader') }) });
  return { defrag, snapshots, drill };
}

describe('the jobs that look after etcd', () => {
  test.each(CLOUDS)('keep every law in strict on %s, from the oldest version to the newest, with a disk and with a bucket', (cloud) => {
    const wrong = KUBE_VERSIONS.flatMap((version) => (['disk', 'bucket'] as const).flatMap((place) => {
      const at = scaffold(cloud, version);
      jobs(at, at[place]);
      return brokenIn(at.app, at.platform).map((what) => `${version} ${place} ${what}`);
    }));
    expect(wrong).toEqual([]);
  });

  test('are what the laws about etcd in pods look for', () => {
    const at = scaffold('aws');
    const store = new StatefulStore(at.chart, 'etcd', {
      namespace: at.namespace, name: 'etcd', image: 'registry.k8s.io/etcd:3.6.6-0', port: { name: 'client', number: 2379 }, replicas: 3, quorum: true,
      budget: { cpu: '500m', memory: '4Gi' }, data: { storageClass: { name: 'fast' }, size: '20Gi', mountPath: '/var/lib/etcd' }, user: 1000, priorityClassName: 'critical',
      health: { readiness: { exec: ['etcdctl', 'endpoint', 'health'] } },
    });
    const companions = () => brokenIn(at.app, at.platform).filter((what) => /control-plane\/etcd-(?:backup|defrag)/.test(what));
    expect(companions()).toEqual(['control-plane/etcd-backup missing StatefulSet/etcd', 'control-plane/etcd-defrag missing StatefulSet/etcd']);
    jobs(at, at.disk, { store, tls: 'etcd-client' });
    expect(companions()).toEqual([]);
    const manifests = manifestsOf(at.chart);
    expect(find(manifests, 'NetworkPolicy', 'etcd-defrag').spec).toMatchObject({ egress: expect.arrayContaining([{ to: [{ podSelector: { matchLabels: store.selector } }], ports: [{ port: 2379, protocol: 'TCP' }] }]) });
    expect(JSON.stringify(find(manifests, 'CronJob', 'etcd-defrag'))).toContain('https://etcd-0.etcd-members.etcd.svc:2379 https://etcd-1.etcd-members.etcd.svc:2379 https://etcd-2.etcd-members.etcd.svc:2379');
  });

  test('reach the members, and only where they have to', () => {
    const at = scaffold('aws');
    jobs(at, at.disk);
    const manifests = manifestsOf(at.chart);
    const egress = (name: string) => (find(manifests, 'NetworkPolicy', name).spec as unknown as { readonly egress: readonly object[] }).egress
      .filter((rule) => !JSON.stringify(rule).includes('observability'));
    const members = MEMBERS.members.map((address) => ({ to: [{ ipBlock: { cidr: `${address}/32` } }], ports: [{ port: 2379, protocol: 'TCP' }] }));
    expect(egress('etcd-defrag')).toEqual(members);
    expect(egress('etcd-snapshots')).toEqual(members);
    expect(egress('etcd-restore-drill')).toEqual([]);
  });

  test('give the key of etcd to those that need it, and the drill none', () => {
    const at = scaffold('gcp');
    jobs(at, at.bucket);
    const manifests = manifestsOf(at.chart);
    const holds = (name: string) => JSON.stringify(find(manifests, 'CronJob', name)).includes('"secretName":"etcd-client"');
    expect(['etcd-defrag', 'etcd-snapshots', 'etcd-restore-drill'].map(holds)).toEqual([true, true, false]);
  });

  test('restore into a folder that goes with the pod, and read the snapshots only', () => {
    const at = scaffold('aws');
    jobs(at, at.disk);
    const { template } = (find(manifestsOf(at.chart), 'CronJob', 'etcd-restore-drill').spec as unknown as { readonly jobTemplate: { readonly spec: { readonly template: { readonly spec: { readonly containers: readonly [{ readonly volumeMounts: readonly object[] }]; readonly volumes: readonly object[] } } } } }).jobTemplate.spec;
    expect(template.spec.containers[0].volumeMounts).toEqual(expect.arrayContaining([
      { name: 'claim-0', mountPath: '/snapshots', readOnly: true }, { name: 'scratch-volume-1', mountPath: '/restore' },
    ]));
    expect(template.spec.volumes).toEqual(expect.arrayContaining([{ name: 'claim-0', persistentVolumeClaim: { claimName: 'etcd-snapshots' } }, { name: 'scratch-volume-1', emptyDir: { sizeLimit: '10Gi' } }]));
  });

  test('speak to members of IPv6, and to names where the network knows names', () => {
    const app = new App();
    const chart = new Chart(app, 'test');
    const platform = Platform.aws({ zones: ['us-east-1a'], fqdnPolicies: 'cilium' });
    const namespace = { name: 'etcd', platform };
    new EtcdDefrag(chart, 'defrag', { namespace, image: IMAGE, priorityClassName: 'batch', members: ['fd00::1', 'etcd-2.acme.example', '10.0.0.3'], port: 4001, tls: { name: 'keys' } });
    const written = JSON.stringify(manifestsOf(chart));
    for (const part of ['https://[fd00::1]:4001 https://etcd-2.acme.example:4001 https://10.0.0.3:4001', '"cidr":"fd00::1/128"', '"matchName":"etcd-2.acme.example"', '"cidr":"10.0.0.3/32"']) expect(written).toContain(part);
  });

  test.each<[string, (at: Scaffold) => unknown, RegExp]>([
    ['a URL for a member', (at) => new EtcdDefrag(at.chart, 'x', { ...at.common, ...MEMBERS, members: ['https://10.0.0.1:2379'] }), /member "https:\/\/10\.0\.0\.1:2379"/],
    ['a member twice', (at) => new EtcdDefrag(at.chart, 'x', { ...at.common, ...MEMBERS, members: ['10.0.0.1', '10.0.0.1'] }), /each once/],
    ['a name on a network that knows addresses', (at) => new EtcdDefrag(at.chart, 'x', { ...at.common, ...MEMBERS, members: ['etcd-1.acme.example'] }), /etcd-1\.acme\.example/],
    ['a member that may take longer than all', (at) => new EtcdDefrag(at.chart, 'x', { ...at.common, ...MEMBERS, memberSeconds: 600, deadlineSeconds: 600 }), /600 seconds for a member of 600/],
    ['one snapshot', (at) => new EtcdSnapshots(at.chart, 'x', { ...at.common, ...MEMBERS, to: { mechanism: 'disk', storageClass: { name: 'a' }, size: '10Gi', keep: 1 } }), /1 snapshots are kept/],
    ['the bucket of another cloud', (at) => new EtcdSnapshots(at.chart, 'x', { ...at.common, ...MEMBERS, to: { mechanism: 'gcs', bucket: 'b', identity: at.identity('writer') } }), /gcs from a cluster on aws/],
    ['a prefix that is no folder', (at) => new EtcdSnapshots(at.chart, 'x', { ...at.common, ...MEMBERS, to: { mechanism: 's3', bucket: 'b', region: 'us-east-1', prefix: 'prod', identity: at.identity('writer') } }), /prefix "prod"/],
    ['a drill on a bucket nobody may read', (at) => new EtcdRestoreDrill(at.chart, 'x', { image: IMAGE, priorityClassName: 'batch', of: jobs(at, at.bucket).snapshots }), /no identity that reads the bucket/],
    ['a drill that takes any age', (at) => new EtcdRestoreDrill(at.chart, 'x', { image: IMAGE, priorityClassName: 'batch', of: jobs(at, at.disk).snapshots, oldestHours: 0 }), /as old as 0 hours/],
  ])('refuse %s', (_, act, said) => {
    expect(refusalOf(() => act(scaffold('aws')))).toMatch(said);
  });
});
