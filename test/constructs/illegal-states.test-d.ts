import type { Chart } from 'cdk8s';
import {
  ApiRole, BatchJob, GuardedNamespace, NodeAgent, Platform, ScheduledJob, SecretFiles, SecretFrom, StatefulStore, StatelessService, Worker, WorkloadIdentity, ZonalStorageClass,
} from '../../constructs';
import { SERVICE, STORE } from './manifests';

/** Never called: it is enough that the compiler reads it. Each line marked must not compile, and the unmarked ones must. */
export function illegalStates(chart: Chart): void {
  const aws = Platform.aws({ zones: ['us-east-1a'] });
  const quota = { requests: { cpu: '4', memory: '8Gi' }, limits: { cpu: '8', memory: '16Gi' }, pods: 20 } as const;
  const namespace = new GuardedNamespace(chart, 'namespace', { platform: aws, name: 'shop', quota });
  const { name, image, port, priorityClassName } = SERVICE;
  const service = { namespace, name, image, port, priorityClassName };
  const store = { ...service, data: STORE.data, health: STORE.health, user: STORE.user };
  const budget = { cpu: '1', memory: '1Gi' } as const;
  const scale = { min: 2, max: 4 };
  const health = { readiness: { http: '/readyz' } } as const;

  new StatelessService(chart, 'ok', { ...service, budget, scale, health, disruption: { maxUnavailable: 1 }, env: { LOG_LEVEL: 'info' } });
  new StatefulStore(chart, 'ok', { ...store, budget, replicas: 3, quorum: true });
  new StatefulStore(chart, 'ok', { ...store, budget, replicas: 2 });

  // A workload without a budget.
  // @ts-expect-error -- no budget
  new StatelessService(chart, 'x', { ...service, scale, health });
  // @ts-expect-error -- no memory
  new StatelessService(chart, 'x', { ...service, scale, health, budget: { cpu: '1' } });
  // @ts-expect-error -- no memory limit
  new StatelessService(chart, 'x', { ...service, scale, health, budget: { cpu: { request: '1', limit: '1' }, memory: { request: '1Gi' } } });
  // @ts-expect-error -- memory without a unit
  new StatelessService(chart, 'x', { ...service, scale, health, budget: { cpu: '1', memory: '512' } });
  // @ts-expect-error -- a store that may burst, and so be evicted
  new StatefulStore(chart, 'x', { ...store, replicas: 1, budget: SERVICE.budget });

  // A readiness probe that somebody has to invent.
  // @ts-expect-error -- no health
  new StatelessService(chart, 'x', { ...service, budget, scale });
  // @ts-expect-error -- no readiness
  new StatelessService(chart, 'x', { ...service, budget, scale, health: { liveness: { http: '/livez' } } });
  // @ts-expect-error -- two kinds of check in one
  new StatelessService(chart, 'x', { ...service, budget, scale, health: { readiness: { http: '/readyz', exec: ['true'] } } });
  // @ts-expect-error -- no leading slash
  new StatelessService(chart, 'x', { ...service, budget, scale, health: { readiness: { http: 'readyz' } } });

  // A disruption budget that can never allow an eviction.
  // @ts-expect-error -- no eviction, ever
  new StatelessService(chart, 'x', { ...service, budget, scale, health, disruption: { maxUnavailable: 0 } });
  // @ts-expect-error -- neither field: the API server accepts it, and no pod may go
  new StatelessService(chart, 'x', { ...service, budget, scale, health, disruption: {} });
  // @ts-expect-error -- both fields
  new StatelessService(chart, 'x', { ...service, budget, scale, health, disruption: { maxUnavailable: 1, minAvailable: 1 } });

  // A static credential.
  // @ts-expect-error -- a key of AWS
  new StatelessService(chart, 'x', { ...service, budget, scale, health, env: { AWS_SECRET_ACCESS_KEY: 'abc' } });
  // @ts-expect-error -- a key of Azure, from a Secret
  new StatelessService(chart, 'x', { ...service, budget, scale, health, secretEnv: { AZURE_CLIENT_SECRET: { secret: 's', key: 'k' } } });
  // @ts-expect-error -- a key file of Google Cloud
  new StatefulStore(chart, 'x', { ...store, budget, replicas: 1, env: { GOOGLE_APPLICATION_CREDENTIALS: '/key.json' } });

  // An identity, a disk or a fact of another cloud.
  // @ts-expect-error -- an Azure identity on AWS
  new WorkloadIdentity(chart, 'x', { namespace, name: 'api', principal: { clientId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11' } });
  // @ts-expect-error -- a user is no role
  new WorkloadIdentity(chart, 'x', { namespace, name: 'api', principal: { roleArn: 'arn:aws:iam::123456789012:user/bob' } });
  // @ts-expect-error -- a disk of GCP on AWS
  new ZonalStorageClass(chart, 'x', { platform: aws, name: 'data', disk: { type: 'pd-ssd' } });
  // @ts-expect-error -- a disk that bursts
  new ZonalStorageClass(chart, 'x', { platform: aws, name: 'data', disk: { type: 'gp2' } });
  // @ts-expect-error -- io2 does not choose its own iops
  new ZonalStorageClass(chart, 'x', { platform: aws, name: 'data', disk: { type: 'io2' } });
  // @ts-expect-error -- no zones at all
  Platform.gcp({ zones: [] });
  // @ts-expect-error -- a version nobody supports
  Platform.azure({ zones: ['eastus2-1'], kubeVersion: '1.21' });
  // @ts-expect-error -- Auto Mode is a thing of EKS
  Platform.azure({ zones: ['eastus2-1'], autoMode: true });

  // Work without an end, a worker that nothing wakes, a queue nobody can ask.
  const work = { namespace, name, image, priorityClassName, budget };
  new Worker(chart, 'ok', { ...work, scale: { min: 0, max: 3, triggers: [{ type: 'cron', timezone: 'UTC', start: '0 8 * * *', end: '0 18 * * *', desiredReplicas: 3 }] } });
  new Worker(chart, 'ok', { ...work, scale, port, health: { liveness: { http: '/livez' } } });
  new BatchJob(chart, 'ok', { ...work, deadlineSeconds: 60 });
  // @ts-expect-error -- no deadline
  new BatchJob(chart, 'x', { ...work });
  // @ts-expect-error -- no schedule
  new ScheduledJob(chart, 'x', { ...work, deadlineSeconds: 60 });
  // @ts-expect-error -- runs that overlap
  new ScheduledJob(chart, 'x', { ...work, deadlineSeconds: 60, schedule: '@daily', overlap: 'Allow' });
  // @ts-expect-error -- no triggers to wake it
  new Worker(chart, 'x', { ...work, scale: { min: 0, max: 3, triggers: [] } });
  // @ts-expect-error -- two autoscalers
  new Worker(chart, 'x', { ...work, scale: { min: 0, max: 3, cpuUtilization: 70, triggers: [{ type: 'cron', timezone: 'UTC', start: 'a', end: 'b', desiredReplicas: 1 }] } });
  // @ts-expect-error -- a key for the queue
  new Worker(chart, 'x', { ...work, scale: { min: 0, max: 3, triggers: [{ type: 'azure-servicebus', namespace: 'a', queueName: 'b', messageCount: 5, connectionFromEnv: 'KEY' }] } });
  // @ts-expect-error -- a check on a port that is not there
  new Worker(chart, 'x', { ...work, scale, health: { liveness: { http: '/livez' } } });
  // @ts-expect-error -- an agent of how many nodes?
  new NodeAgent(chart, 'x', { ...work });
  // @ts-expect-error -- data on nodes that are taken back
  new StatefulStore(chart, 'x', { ...store, budget, replicas: 1, placement: { spot: true } });
  // @ts-expect-error -- a pool nobody is kept out of
  new Worker(chart, 'x', { ...work, scale, placement: { dedicatedPool: { labels: { pool: 'a' } } } });
  // @ts-expect-error -- who calls a worker?
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- that it is none is the point
  new StatelessService(chart, 'x', { ...service, budget, scale, health }).uses(new Worker(chart, 'y', { ...work, scale }));

  // A role that is more than it says.
  new ApiRole(chart, 'ok', { namespace, name, allows: [{ verbs: ['get'], resources: ['pods'] }] });
  // @ts-expect-error -- every verb
  new ApiRole(chart, 'x', { namespace, name, allows: [{ verbs: ['*'], resources: ['pods'] }] });
  // @ts-expect-error -- the verb that binds roles
  new ApiRole(chart, 'x', { namespace, name, allows: [{ verbs: ['bind'], resources: ['roles'] }] });
  // @ts-expect-error -- nothing at all
  new ApiRole(chart, 'x', { namespace, name, allows: [] });

  // A secret that is asked for by a name nobody gave it, or of a vault of another cloud.
  const identity = new WorkloadIdentity(chart, 'ok', { namespace, name, principal: { podIdentity: true } });
  const secret = new SecretFrom(chart, 'ok', { namespace, name, store: { clusterStore: 'acme' }, entries: { password: { secret: 'orders' } } });
  secret.key('password');
  // @ts-expect-error -- no such entry
  secret.key('passwort');
  // @ts-expect-error -- a vault of Azure on AWS
  new SecretFiles(chart, 'x', { name, identity, vault: { keyVault: 'acme', tenantId: 'x' }, entries: { a: { secret: 'b' } } });
  // @ts-expect-error -- two identities
  new Worker(chart, 'x', { ...work, scale, identity, serviceAccount: 'robot' });
  // @ts-expect-error -- one folder, two sources
  new Worker(chart, 'x', { ...work, scale, files: { '/etc/x': { secret, config: 'settings' } } });

  // A tenancy that says half of what it needs.
  // @ts-expect-error -- a team without people
  new GuardedNamespace(chart, 'x', { platform: aws, name: 'shop', quota, tenancy: 'team' });
  // @ts-expect-error -- nothing between nobody's code and the kernel
  new GuardedNamespace(chart, 'x', { platform: aws, name: 'shop', quota, tenancy: 'untrusted' });

  // A store whose data is nowhere, or whose votes tie.
  // @ts-expect-error -- four votes
  new StatefulStore(chart, 'x', { ...store, budget, replicas: 4, quorum: true });
  // @ts-expect-error -- no storage class
  new StatefulStore(chart, 'x', { ...store, budget, replicas: 1, data: { size: '1Gi', mountPath: '/data' } });

  // An image that is whatever is newest.
  // @ts-expect-error -- neither tag nor digest
  new StatelessService(chart, 'x', { ...service, budget, scale, health, image: 'ghcr.io/acme/api' });

  // A namespace without guardrails.
  // @ts-expect-error -- no quota
  new GuardedNamespace(chart, 'x', { platform: aws, name: 'shop' });
  // @ts-expect-error -- a scale that is both fixed and not
  new StatelessService(chart, 'x', { ...service, budget, health, scale: { replicas: 2, min: 2, max: 4 } });
}
