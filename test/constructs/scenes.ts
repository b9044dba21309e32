import { ApiObject, type Chart } from 'cdk8s';
import * as plus from 'cdk8s-plus-33';
import fc from 'fast-check';
import {
  BatchJob, ContextCollector, EtcdDefrag, EtcdRestoreDrill, EtcdSnapshots, LoopSignals, MtuPlan, PathProbe, PriorityLadder, RbacAudit, SharedStorageClass, SharedVolume, Snapshots, StatefulStore, StatelessService, TunedIngress,
  TunedRoute, WorkloadIdentity, ZonalStorageClass, external, keepLaws, type AppTraffic, type Cloud, type Disks, type Doors, type FileSystems, type Flavour, type NginxDoor, type Platform,
  type SnapshotPlace, type SnapshotsProps, type Source,
} from '../../constructs';
import { AGIC, ALB, GCE, NGINX } from './fronts';
import { PRINCIPALS, SERVICE, STORE, guarded } from './manifests';

/** What stands in the documented scaffold besides a plain workload. */
export type Scene = (chart: Chart, platform: Platform) => void;

function scaffold(chart: Chart, platform: Platform) {
  const ladder = new PriorityLadder(chart, 'ladder', { name: 'shop' });
  return { namespace: guarded(chart, platform), critical: ladder.critical.name, priorityClassName: ladder.standard.name };
}

const traffic: fc.Arbitrary<AppTraffic> = fc.record({
  longestRequestSeconds: fc.integer({ min: 1, max: 500 }), keepAliveSeconds: fc.constantFrom<AppTraffic['keepAliveSeconds'][]>('forever', 700, 3600),
  openAtShutdown: fc.constantFrom('finish', 'close'), largestBody: fc.constantFrom('1Mi', '8Mi'), largestHeaders: fc.constantFrom('8Ki', '32Ki'),
});

const INSIDE = { controller: 'gce', reach: 'internal', certificate: { preShared: 'shop' }, proxySubnets: ['10.3.0.0/23'] } as const;
const DOORS: { readonly [C in Cloud]: readonly (Doors[C] | NginxDoor)[] } = {
  aws: [ALB, { ...ALB, reach: 'internal', group: 'shop' }, NGINX],
  azure: [AGIC, { ...AGIC, reach: 'internal' }, NGINX],
  gcp: [GCE, { controller: 'gce', reach: 'internet', certificate: { preShared: 'shop' }, addressName: 'shop' }, INSIDE, NGINX],
};
const STANDARD = { name: 'public', namespace: 'edge', from: [{ namespace: 'edge', pods: { app: 'envoy' } }], reuseSeconds: 600 } as const;
const GATEWAYS = { aws: [STANDARD], azure: [STANDARD], gcp: [STANDARD, { managed: 'gke', name: 'public', namespace: 'edge', proxySubnets: ['10.3.0.0/23'] }] } as const;

const FILES: { readonly [C in Cloud]: readonly FileSystems[C][] } = {
  aws: [{ fileSystemId: 'fs-0123456789abcdef0' }], azure: [{}, { sku: 'Premium_LRS' }], gcp: [{ tier: 'zonal', network: 'default' }, { tier: 'enterprise', network: 'shop' }],
};
const DISKS: { readonly [C in Cloud]: readonly Disks[C][] } = {
  aws: [{ type: 'gp3' }, { type: 'gp3', iops: 6000, throughput: 500 }, { type: 'io2', iops: 8000 }],
  azure: [{ sku: 'Premium_ZRS' }, { sku: 'PremiumV2_LRS', iops: 4000, throughput: 500 }],
  gcp: [{ type: 'pd-ssd' }, { type: 'hyperdisk-balanced', iops: 4000, throughput: 300 }],
};
const MECHANISMS = [
  { mechanism: 'velero', schedule: '15 2 * * *', keepDays: 30 }, { mechanism: 'velero', schedule: '@daily', keepDays: 7, namespace: 'backup', storageLocation: 'far' },
  { mechanism: 'volume-snapshot', schedule: '30 3 * * *', keep: 14, image: 'ghcr.io/acme/kubectl:1.34.2', priorityClassName: 'shop-batch' },
] as const satisfies readonly SnapshotsProps<Cloud>['by'][];
const POOL = { labels: { 'acme.example/pool': 'data' }, taint: { key: 'acme.example/pool', value: 'data', effect: 'NoSchedule' } } as const;
const FLAVOURS: readonly Flavour[] = [
  { flavour: 'operator' }, { flavour: 'amp', workspaceId: 'ws-0a1b2c3d' }, { flavour: 'gmp' },
  { flavour: 'azure-managed', account: 'metrics', resourceGroup: 'platform', location: 'westeurope', cluster: 'shop' },
];

const BUCKETS = {
  aws: { mechanism: 's3', bucket: 'acme-etcd', region: 'us-east-1' }, azure: { mechanism: 'azure-blob', account: 'acmeetcd', container: 'prod' }, gcp: { mechanism: 'gcs', bucket: 'acme-etcd' },
} as const;
const EDGE = { edge: 'nginx', host: 'shop.example', at: 'nginx.edge.svc', reach: external({ namespace: 'edge', port: 443 }) } as const;
const TOKENS = { tokens: 'sts.eu-west-1.amazonaws.com', reach: external({ cidr: '203.0.113.0/24', port: 443 }) } as const;

/** Each exported construct that is no plain workload, with whatever may be said to it. */
export const SCENES: Readonly<Record<string, (cloud: Cloud) => fc.Arbitrary<Scene>>> = {
  'a way in by an Ingress': (cloud) => fc.record({ app: traffic, door: fc.constantFrom(...DOORS[cloud]), path: fc.constantFrom('/', '/api'), elsewhere: fc.boolean() })
    .map(({ app, door, path, elsewhere }): Scene => (chart, platform) => {
      const { namespace, priorityClassName } = scaffold(chart, platform);
      const health = { ...SERVICE.health, ...(elsewhere && { port: { name: 'management', number: 8081 } }) };
      const backend = new StatelessService(chart, 'api', { ...SERVICE, namespace, priorityClassName, health });
      new TunedIngress<Cloud>(chart, 'door', { namespace, backend, host: 'shop.example', app, door, path });
    }),

  'a way in by a route': (cloud) => fc.record({ app: traffic, gateway: fc.constantFrom(...GATEWAYS[cloud]), path: fc.constantFrom('/', '/api') })
    .map(({ app, gateway, path }): Scene => (chart, platform) => {
      const { namespace, priorityClassName } = scaffold(chart, platform);
      const backend = new StatelessService(chart, 'api', { ...SERVICE, namespace, priorityClassName });
      new TunedRoute<'gcp'>(chart, 'route', { namespace: namespace as never, backend, host: 'shop.example', app, gateway, path });
    }),

  'files that are shared': (cloud) => fc.record({ files: fc.constantFrom(...FILES[cloud]), readOnly: fc.boolean(), medium: fc.constantFrom('memory', undefined), gibibytes: fc.integer({ min: 1, max: 900 }) })
    .map(({ files, readOnly, medium, gibibytes }): Scene => (chart, platform) => {
      const { namespace, priorityClassName } = scaffold(chart, platform);
      const storageClass = new SharedStorageClass<Cloud>(chart, 'class', { platform, name: 'files', files });
      const shared = new SharedVolume(chart, 'uploads', { namespace, name: 'uploads', storageClass, size: `${gibibytes}Gi` });
      const dumps = { scratch: '100Mi', ...(medium && { medium }) } as const;
      const beside = { image: 'ghcr.io/acme/shipper:1.2.0', budget: { cpu: '50m', memory: '64Mi' }, volumes: { '/dumps': dumps } } as const;
      const volumes = { '/uploads': { shared, readOnly }, '/dumps': dumps } as const;
      new StatelessService(chart, 'api', {
        ...SERVICE, namespace, priorityClassName, volumes, sidecars: [{ name: 'shipper', ...beside }], init: [{ name: 'fetch', ...beside }],
      }).admits({ namespace: 'gateway' });
      new BatchJob(chart, 'import', { namespace, priorityClassName, name: 'import', image: 'ghcr.io/acme/import:1.0.0', budget: { cpu: '1', memory: '1Gi' }, deadlineSeconds: 600, volumes: { '/uploads': { shared } } });
    }),

  'a store with copies': (cloud) => fc.record({
    disk: fc.constantFrom(...DISKS[cloud]), fsType: fc.constantFrom('ext4', 'xfs'), by: fc.constantFrom(...MECHANISMS, ...(cloud === 'aws' ? ['aws-backup' as const] : [])),
    replication: fc.constantFrom({ replicas: 2 }, { replicas: 3, quorum: true }, { replicas: 5, quorum: true } as const), peers: fc.boolean(),
  }).map(({ disk, fsType, by, replication, peers }): Scene => (chart, platform) => {
    const { namespace, critical } = scaffold(chart, platform);
    const storageClass = new ZonalStorageClass<Cloud>(chart, 'class', { platform, name: 'data', disk, fsType, ...(by === 'aws-backup' && { tags: { plan: 'daily' } }) });
    const store = new StatefulStore(chart, 'orders', {
      ...STORE, ...replication as { replicas: 3; quorum: true }, namespace, priorityClassName: critical, data: { ...STORE.data, storageClass }, placement: { dedicatedPool: POOL },
      ...(peers && { peerPort: { name: 'peer', number: 2380 } }),
    });
    store.allow.from({ namespace: 'shop', pods: { app: 'client' } });
    const how = by === 'aws-backup' ? { mechanism: 'aws-backup', storageClass, tag: 'plan' } : by;
    new Snapshots<Cloud>(chart, 'snapshots', { platform, store, by: how } as SnapshotsProps<Cloud>);
  }),

  'a collector of context': () => fc.record({ min: fc.integer({ min: 2, max: 4 }), more: fc.integer({ min: 1, max: 6 }), secret: fc.boolean() })
    .map(({ min, more, secret }): Scene => (chart, platform) => {
      new ContextCollector(chart, 'collector', {
        ...scaffold(chart, platform), image: 'otel/opentelemetry-collector-k8s:0.157.0', from: ['shop'], scale: { min, max: min + more },
        backend: { endpoint: 'https://otlp.vendor.example', reach: external({ cidr: '203.0.113.0/24', port: 443 }), ...(secret && { authorization: { secret: 'vendor', key: 'token' } }) },
      });
    }),

  'signals': () => fc.record({
    flavour: fc.constantFrom(...FLAVOURS), more: fc.subarray<Source>(['node-exporter', 'etcd', 'kubelet']), labels: fc.constantFrom({}, { release: 'prometheus' }), interval: fc.constantFrom('15s', '1m'),
  }).map(({ flavour, more, labels, interval }): Scene => (chart, platform) => {
    const { namespace, priorityClassName } = scaffold(chart, platform);
    const api = new StatelessService(chart, 'api', { ...SERVICE, namespace, priorityClassName });
    new LoopSignals(chart, 'signals', {
      ...flavour, namespace, labels, sources: ['kube-state-metrics', 'http-server', 'apiserver', ...more], runbookBaseUrl: 'https://runbooks.acme.example', scrapes: { servers: [api], by: { namespace: 'monitoring' }, interval },
    });
  }),

  'a probe of paths': () => fc.record({
    flavour: fc.constantFrom('operator', 'azure-managed', 'amp', 'gmp'), payloadBytes: fc.integer({ min: 9001, max: 131_072 }), others: fc.subarray([EDGE, TOKENS]), path: fc.constantFrom('/', '/livez'),
  }).map(({ others, path, ...said }): Scene => (chart, platform) => {
    const { namespace, priorityClassName } = scaffold(chart, platform);
    const to = new StatelessService(chart, 'api', { ...SERVICE, namespace, priorityClassName });
    new PathProbe(chart, 'probe', {
      ...said, namespace, priorityClassName, image: 'quay.io/prometheus/blackbox-exporter:v0.27.0', by: { namespace: 'monitoring' }, paths: [{ to, path }, ...others],
    });
  }),

  'jobs that look after etcd': (cloud) => fc.record({ onDisk: fc.boolean(), keep: fc.integer({ min: 2, max: 60 }), schedule: fc.constantFrom('17 * * * *', '@daily'), members: fc.constantFrom(3, 5) })
    .map(({ onDisk, keep, schedule, members }): Scene => (chart, platform) => {
      const { namespace, priorityClassName } = scaffold(chart, platform);
      const identity = (name: string) => new WorkloadIdentity<Cloud>(chart, name, { namespace, name, principal: PRINCIPALS[cloud] });
      const common = { image: 'ghcr.io/acme/etcd-tools:3.6.6', priorityClassName, schedule } as const;
      const etcd = { members: Array.from({ length: members }, (_, i) => `10.0.${i}.10`) as [string], tls: 'etcd-client' } as const;
      const storageClass = new ZonalStorageClass<Cloud>(chart, 'class', { platform, name: 'snapshots' });
      const to: SnapshotPlace = onDisk ? { mechanism: 'disk', storageClass, size: '100Gi', keep } : { ...BUCKETS[cloud], identity: identity('writer') };
      new EtcdDefrag(chart, 'defrag', { ...common, ...etcd, namespace });
      const of = new EtcdSnapshots(chart, 'snapshots', { ...common, ...etcd, namespace, to });
      new EtcdRestoreDrill(chart, 'drill', { ...common, of, ...(!onDisk && { identity: identity('reader') }) });
    }),

  'an audit of rights': () => fc.record({ schedule: fc.constantFrom('0 6 * * 1', '@weekly'), timeZone: fc.constantFrom('Etc/UTC', 'Europe/Berlin'), user: fc.integer({ min: 1, max: 65_000 }) })
    .map((said): Scene => (chart, platform) => {
      const { namespace, priorityClassName } = scaffold(chart, platform);
      const storageClass = new ZonalStorageClass<Cloud>(chart, 'class', { platform, name: 'dumps' });
      new RbacAudit(chart, 'audit', { ...said, namespace, priorityClassName, storageClass, image: 'ghcr.io/acme/rbac-audit:1.0.0' });
    }),

  'an app of cdk8s-plus': () => fc.record({ replicas: fc.integer({ min: 2, max: 9 }), scales: fc.boolean(), cpu: fc.integer({ min: 10, max: 2000 }), user: fc.integer({ min: 1000, max: 65_000 }), spread: fc.constantFrom('prefer', 'require') })
    .map(({ replicas, scales, cpu, user, spread }): Scene => (chart, platform) => {
      const { namespace, priorityClassName } = scaffold(chart, platform);
      const common = { namespace, priorityClassName, user, budget: { cpu: `${cpu}m`, memory: '256Mi' } } as const;
      const metadata = (name: string) => ({ metadata: { name, namespace: 'shop' } });
      const web = new plus.Deployment(chart, 'web', { ...metadata('web'), replicas, containers: [{ image: SERVICE.image, portNumber: 8080 }] });
      const service = web.exposeViaService({ name: 'web', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
      const kept = keepLaws(web, { ...common, port: SERVICE.port, health: SERVICE.health, service, placement: { spread }, ...(scales && { scale: { min: 2, max: replicas + 1 } }) }).admits({ namespace: 'gateway' });
      keepLaws(new plus.Job(chart, 'job', { ...metadata('job'), containers: [{ image: SERVICE.image }] }), { ...common, deadlineSeconds: 600 }).allow.to(kept);
    }),

  'a plan of packet sizes': () => fc.record({ encapsulation: fc.subarray(['vxlan', 'ipip'] as const, { maxLength: 1 }), linkMtu: fc.integer({ min: 1280, max: 1460 }) })
    .map(({ encapsulation, linkMtu }): Scene => (chart, platform) => {
      const [header] = encapsulation;
      const pool = { cidr: '10.0.0.0/16', encapsulation: header === undefined ? 'None' : { vxlan: 'VXLAN', ipip: 'IPIP' }[header] };
      const installation = new ApiObject(chart, 'calico', { apiVersion: 'operator.tigera.io/v1', kind: 'Installation', metadata: { name: 'default' }, spec: { calicoNetwork: { ipPools: [pool] } } });
      new MtuPlan<Cloud>({ platform, network: { plugin: 'calico', encapsulation }, linkMtu }).applyTo(installation);
    }),
};
