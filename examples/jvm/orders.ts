import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  GuardedNamespace, PriorityLadder, SharedStorageClass, SharedVolume, StatelessService, TunedRoute, WorkloadIdentity, external,
  type Cidr, type Cloud, type FileSystems, type Platform, type Principals, type Scratch,
} from '../../constructs';

export interface OrdersProps<C extends Cloud> {
  readonly platform: Platform<C>;
  /** Whom the service is in the cloud: it writes heap dumps to a bucket. */
  readonly principal: Principals[C];
  /** Where the templates of invoices lie, which all pods read and some write. */
  readonly files: FileSystems[C];
  /** Addresses of the managed Postgres. */
  readonly database: Cidr;
}

/** Heap dumps, until the sidecar has shipped them. As large as the heap, or the dump is cut off. */
const dumps: Scratch = { scratch: '2Gi' };
/** The agent that traces, put there before the JVM starts. */
const agent: Scratch = { scratch: '100Mi' };

/** The heap takes three quarters of the memory; the rest is threads, code and buffers. */
const OPTIONS = [
  '-XX:MaxRAMPercentage=75', '-XX:InitialRAMPercentage=75', '-XX:+ExitOnOutOfMemoryError', '-XX:+HeapDumpOnOutOfMemoryError', '-XX:HeapDumpPath=/dumps',
  '-javaagent:/agent/opentelemetry-javaagent.jar',
].join(' ');

/** A JVM service as they are: a slow start, a management port, an agent, heap dumps somebody ships, and files it shares. */
export class OrdersChart<C extends Cloud> extends Chart {
  readonly orders: StatelessService;

  constructor(scope: Construct, id: string, { platform, principal, files, database }: OrdersProps<C>) {
    super(scope, id);
    const priorities = new PriorityLadder(this, 'priorities', { name: 'orders' });
    const namespace = new GuardedNamespace(this, 'namespace', {
      platform,
      name: 'orders',
      quota: { requests: { cpu: '12', memory: '24Gi' }, limits: { cpu: '24', memory: '24Gi' }, pods: 20, storage: { size: '1Ti', claims: 1 } },
    });
    const templates = new SharedVolume(this, 'templates', {
      namespace, name: 'invoice-templates', storageClass: new SharedStorageClass(this, 'files', { platform, name: 'orders-files', files }), size: '1Ti',
    });

    this.orders = new StatelessService(this, 'orders', {
      namespace,
      name: 'orders',
      image: 'ghcr.io/acme/orders:4.2.0',
      port: { name: 'http', number: 8080 },
      health: {
        port: { name: 'management', number: 8081 },
        readiness: { http: '/actuator/health/readiness' },
        liveness: { http: '/actuator/health/liveness' },
        startupSeconds: 180,
      },
      scale: { min: 3, max: 6, cpuUtilization: 60 },
      // A JVM does not give memory back: what it may take, it is promised.
      budget: { cpu: { request: '1', limit: '2' }, memory: '2Gi' },
      priorityClassName: priorities.standard.name,
      identity: new WorkloadIdentity(this, 'identity', { namespace, name: 'orders', principal }),
      user: 10001,
      env: { JAVA_TOOL_OPTIONS: OPTIONS, SPRING_DATASOURCE_URL: 'jdbc:postgresql://orders-db.internal.example:5432/orders' },
      secretEnv: { SPRING_DATASOURCE_PASSWORD: { secret: 'orders-db', key: 'password' } },
      files: { '/etc/orders': { config: 'orders-config' } },
      volumes: { '/dumps': dumps, '/agent': agent, '/templates': { shared: templates } },
      init: [{
        name: 'agent',
        image: 'ghcr.io/acme/opentelemetry-javaagent:2.20.1',
        command: ['cp', '/opentelemetry-javaagent.jar', '/agent/'],
        budget: { cpu: '50m', memory: '64Mi' },
        volumes: { '/agent': agent },
      }],
      sidecars: [{
        name: 'dump-shipper',
        image: 'ghcr.io/acme/dump-shipper:1.3.2',
        args: ['--watch=/dumps'],
        budget: { cpu: { request: '20m', limit: '80m' }, memory: '64Mi' },
        volumes: { '/dumps': dumps },
      }],
    });
    this.orders.allow
      .to(external({ cidr: database, port: 5432 }))
      // Buckets have no addresses of their own.
      .to(external({ cidr: '0.0.0.0/0', port: 443 }));

    new TunedRoute<Cloud>(this, 'route', {
      namespace,
      backend: this.orders,
      host: 'orders.example',
      gateway: { name: 'public', namespace: 'gateway', listener: 'https', from: [{ namespace: 'gateway' }] },
      // Tomcat closes idle connections after 60 seconds unless it is told otherwise; here it is told 75.
      app: { longestRequestSeconds: 30, keepAliveSeconds: 75, largestBody: '10Mi' },
    });
  }
}
