import type { Chart } from 'cdk8s';
import fc from 'fast-check';
import {
  ApiRole, BatchJob, GuardedNamespace, KUBE_VERSIONS, NodeAgent, type Platform, PriorityLadder, ScheduledJob, SecretFiles, SecretFrom, SecretStore, StatefulStore,
  StatelessService, Worker, WorkloadIdentity, ZonalStorageClass, type ApiRight, type Budget, type Cloud, type Files, type Placement, type Scale, type Tenancy,
  type Trigger, type Workload,
} from '../../constructs';
import { CLOUDS, PRINCIPALS, SERVICE, platforms } from './manifests';

/** The scaffold the docs show, on any cluster, and what the workload in it says. */
export interface Case {
  readonly cloud: Cloud;
  readonly platform: Platform;
  readonly tenancy: Tenancy;
  readonly budget: Budget;
  readonly placement: Placement;
  readonly identity: boolean;
  readonly secrets: 'none' | 'store' | 'files';
  readonly rights: readonly ApiRight[];
  readonly recommend: boolean;
  readonly user: number;
}

const POOL = { labels: { 'acme.example/pool': 'jobs' }, taint: { key: 'acme.example/pool', value: 'jobs', effect: 'NoSchedule' } } as const;
export const telemetry = { namespace: 'observability', service: 'otel-collector' } as const;

export const KINDS = ['StatelessService', 'StatefulStore', 'Worker', 'BatchJob', 'ScheduledJob', 'NodeAgent'] as const;
export type Kind = (typeof KINDS)[number];

const budgets = fc.record({ cpu: fc.integer({ min: 10, max: 4000 }), burst: fc.integer({ min: 1, max: 4 }), memory: fc.integer({ min: 16, max: 4096 }), swell: fc.integer({ min: 1, max: 2 }) })
  .map(({ cpu, burst, memory, swell }): Budget => ({
    cpu: { request: `${cpu}m`, limit: `${cpu * burst}m` }, memory: { request: `${memory}Mi`, limit: `${memory * swell}Mi` },
  }));

const tenancies: fc.Arbitrary<Tenancy> = fc.constantFrom<Tenancy[]>(
  {}, { tenancy: 'env' }, { tenancy: 'team', team: { name: 'checkout', group: 'oidc:checkout' } }, { tenancy: 'team', team: { name: 'audit', group: 'oidc:audit', role: 'view' } },
  { tenancy: 'untrusted', sandbox: { runtimeClassName: 'gvisor' } },
  { tenancy: 'untrusted', sandbox: { labels: { 'acme.example/pool': 'tenants' }, taint: { key: 'acme.example/pool', value: 'tenants', effect: 'NoSchedule' } } },
);

const placements: fc.Arbitrary<Placement> = fc.record({
  require: fc.constant({ 'kubernetes.io/arch': ['amd64', 'arm64'] } as const),
  prefer: fc.constant({ 'node.kubernetes.io/instance-type': 'm7i.large' }),
  spread: fc.constantFrom('prefer', 'require'),
  colocate: fc.constant({ namespace: { name: 'shop' }, selector: { 'app.kubernetes.io/name': 'cache' } }),
  avoid: fc.constant({ namespace: { name: 'batch' }, selector: { 'app.kubernetes.io/name': 'crunch' } }),
  dedicatedPool: fc.constant(POOL),
  spot: fc.boolean(),
}, { requiredKeys: [] });

const rights: fc.Arbitrary<readonly ApiRight[]> = fc.subarray<ApiRight>([
  { verbs: ['get', 'list', 'watch'], resources: ['pods', 'services'] },
  { verbs: ['get', 'update', 'patch'], resources: ['leases'], group: 'coordination.k8s.io', names: ['api-leader'] },
  { verbs: ['create'], resources: ['events'], group: 'events.k8s.io' },
]);

export const cases: fc.Arbitrary<Case> = fc.record({
  cloud: fc.constantFrom(...CLOUDS), version: fc.constantFrom(...KUBE_VERSIONS), tenancy: tenancies, budget: budgets, placement: placements, identity: fc.boolean(),
  secrets: fc.constantFrom('none', 'store', 'files'), rights, recommend: fc.boolean(), user: fc.integer({ min: 1000, max: 65_000 }),
}).map(({ version, ...rest }): Case => ({ ...rest, platform: platforms(version, { telemetry })[rest.cloud] }));

const triggers: { readonly [C in Cloud]: Trigger } = {
  aws: { type: 'aws-sqs-queue', queueURL: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders', awsRegion: 'us-east-1', queueLength: 20 },
  azure: { type: 'azure-servicebus', namespace: 'acme-orders', queueName: 'orders', messageCount: 20 },
  gcp: { type: 'gcp-pubsub', subscriptionName: 'orders', value: 20 },
};

/** Every kind of scale, from the least the kind of workload may have. */
export function scales(cloud: Cloud, least: 1 | 2): fc.Arbitrary<Scale> {
  const room = fc.integer({ min: 1, max: 8 });
  return fc.oneof(
    fc.integer({ min: least, max: 9 }).map((replicas) => ({ replicas })),
    fc.tuple(fc.integer({ min: least, max: 5 }), room).map(([min, more]) => ({ min, max: min + more, cpuUtilization: 60, memoryUtilization: 80 })),
    fc.tuple(fc.integer({ min: least === 2 ? 2 : 0, max: 5 }), room).map(([min, more]): Scale => ({ min, max: min + more, triggers: [triggers[cloud]] })),
  );
}

/** Puts one workload into the documented scaffold. */
export function build(chart: Chart, kind: Kind, { cloud, platform, tenancy, budget, placement: asked, identity: wanted, secrets, rights: allowed, recommend, user }: Case, scale: Scale): Workload {
  const ladder = new PriorityLadder(chart, 'ladder', { name: 'shop' });
  const namespace = new GuardedNamespace<Cloud>(chart, 'namespace', {
    platform, name: 'shop', quota: { requests: { cpu: '999', memory: '4Ti' }, limits: { cpu: '999', memory: '4Ti' }, pods: 500, storage: { size: '4Ti', claims: 50 } }, ...tenancy,
  });
  const principal = PRINCIPALS[cloud];
  const identity = wanted || secrets === 'files' ? new WorkloadIdentity<Cloud>(chart, 'identity', { namespace, name: 'api', principal }) : undefined;
  const vault = { aws: { region: 'us-east-1' }, azure: { keyVault: 'acme', tenantId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11' }, gcp: { project: 'acme' } }[cloud];
  const entries = { password: { secret: 'orders' } };
  let files: Record<`/${string}`, Files> = {};
  let secretEnv = {};
  if (secrets === 'files' && identity !== undefined) files = { '/run/secrets/orders': { vault: new SecretFiles<Cloud>(chart, 'files', { name: 'orders', identity, vault, entries }) } };
  if (secrets === 'store') {
    const reader = new WorkloadIdentity<Cloud>(chart, 'reader', { namespace, name: 'vault-reader', principal });
    const store = new SecretStore<Cloud>(chart, 'store', { name: 'vault', identity: reader, vault });
    secretEnv = { DATABASE_PASSWORD: new SecretFrom(chart, 'password', { namespace, name: 'orders', store, entries }).key('password') };
  }
  const [first, ...others] = allowed;
  const mayAsk = first !== undefined && tenancy.tenancy !== 'untrusted';
  const role = mayAsk ? new ApiRole(chart, 'role', { namespace, name: 'api', allows: [first, ...others] }) : undefined;
  const { dedicatedPool, ...open } = asked;
  const hasPool = tenancy.sandbox !== undefined && 'taint' in tenancy.sandbox;
  const placement = hasPool || dedicatedPool === undefined ? open : asked;
  const common = {
    namespace, name: 'api', image: SERVICE.image, files, secretEnv, user, placement, budget, priorityClassName: ladder.standard.name,
    ...(identity && { identity }), ...(role && { role }),
  } as const;
  const { port, health } = SERVICE;
  if (kind === 'StatelessService') return new StatelessService(chart, 'workload', { ...common, port, health, scale, recommend }).admits({ namespace: 'gateway' });
  if (kind === 'Worker') return new Worker(chart, 'workload', { ...common, scale, recommend, health: { liveness: { exec: ['/bin/alive'] } } });
  if (kind === 'BatchJob') return new BatchJob(chart, 'workload', { ...common, deadlineSeconds: 3600, parallelism: 2 });
  if (kind === 'ScheduledJob') return new ScheduledJob(chart, 'workload', { ...common, deadlineSeconds: 600, schedule: '30 3 * * *' });
  if (kind === 'NodeAgent') return new NodeAgent(chart, 'workload', { ...common, nodes: 20, port, recommend });
  const disks = new ZonalStorageClass<Cloud>(chart, 'disks', { platform, name: 'data' });
  const firm = Object.fromEntries(Object.entries(placement).filter(([key]) => key !== 'spot' && key !== 'spread'));
  return new StatefulStore(chart, 'workload', {
    ...common, placement: { ...firm, ...(!hasPool && { dedicatedPool: POOL }) }, port, health: { readiness: health.readiness }, replicas: 2, backup: 'nightly, by the platform team',
    budget: { cpu: '1', memory: '2Gi' }, data: { storageClass: disks, size: '20Gi', mountPath: '/data' },
  });
}
