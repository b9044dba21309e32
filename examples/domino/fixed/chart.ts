import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { GuardedNamespace, Platform, PriorityLadder, StatefulStore, StatelessService, WorkloadIdentity, ZonalStorageClass } from '../../../constructs';

/** The same shop with its loops closed: what the incident forgot, these constructs do not let one forget. */
export class FixedChart extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const platform = Platform.aws({ zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], telemetry: { namespace: 'observability', service: 'otel-collector' } });
    const priorities = new PriorityLadder(this, 'priorities', { name: 'shop' });
    const storageClass = new ZonalStorageClass(this, 'disks', { platform, name: 'fast-on-demand' });
    const namespace = new GuardedNamespace(this, 'namespace', {
      platform,
      name: 'shop',
      quota: {
        requests: { cpu: '12', memory: '24Gi' },
        limits: { cpu: '24', memory: '32Gi' },
        pods: 40,
        storage: { size: '200Gi', claims: 3 },
      },
    });

    const db = new StatefulStore(this, 'db', {
      namespace,
      name: 'orders-db',
      image: 'postgres:17.2',
      port: { name: 'postgres', number: 5432 },
      replicas: 3,
      budget: { cpu: '1', memory: '2Gi' },
      data: { storageClass, size: '50Gi', mountPath: '/var/lib/postgresql' },
      health: { readiness: { exec: ['pg_isready', '--host=127.0.0.1'] } },
      priorityClassName: priorities.critical.name,
      user: 999,
      writablePaths: ['/tmp', '/var/run/postgresql'],
      env: { PGDATA: '/var/lib/postgresql/data' },
      backup: 'AWS Backup plan nightly, by the platform team',
      placement: { dedicatedPool: { labels: { 'shop.example/pool': 'data' }, taint: { key: 'shop.example/pool', value: 'data', effect: 'NoSchedule' } } },
    });
    const orders = new StatelessService(this, 'orders', {
      namespace,
      name: 'orders',
      image: 'registry.example.com/shop/orders:2.4.1',
      port: { name: 'http', number: 8080 },
      scale: { min: 3, max: 6 },
      budget: { cpu: { request: '250m', limit: '1' }, memory: { request: '256Mi', limit: '256Mi' } },
      health: { readiness: { http: '/readyz' }, liveness: { http: '/livez' } },
      priorityClassName: priorities.standard.name,
      identity: new WorkloadIdentity(this, 'identity', { namespace, name: 'orders', principal: { roleArn: 'arn:aws:iam::111122223333:role/shop-orders' } }),
    });
    orders.uses(db).admits({ namespace: 'edge' });
  }
}
