import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  GuardedNamespace, PriorityLadder, StatefulStore, StatelessService, WorkloadIdentity, ZonalStorageClass,
  type Cloud, type Platform, type Principals,
} from '../../constructs';

/** How much shop: for a test environment, or for the day of the sale. */
export type Size = 'small' | 'large';

export interface ShopProps<C extends Cloud> {
  readonly platform: Platform<C>;
  /** Whom the API is in the cloud, so that it can write receipts to a bucket. */
  readonly principal: Principals[C];
  /** Default `small`. */
  readonly size?: Size;
}

const SIZES = {
  small: { api: { min: 2, max: 4 }, stores: 2, disk: '20Gi' },
  large: { api: { min: 3, max: 12 }, stores: 3, disk: '200Gi' },
} as const;

/** A shop: an HTTP API that keeps its orders in Postgres, one namespace, one identity, nothing else open. */
export class ShopChart<C extends Cloud> extends Chart {
  readonly api: StatelessService;
  readonly orders: StatefulStore;

  constructor(scope: Construct, id: string, { platform, principal, size = 'small' }: ShopProps<C>) {
    super(scope, id);
    const { api, stores, disk } = SIZES[size];

    const priorities = new PriorityLadder(this, 'priorities', { name: 'shop' });
    const storageClass = new ZonalStorageClass(this, 'disks', { platform, name: 'shop-data' });
    const namespace = new GuardedNamespace(this, 'namespace', {
      platform,
      name: 'shop',
      quota: {
        requests: { cpu: '12', memory: '24Gi' },
        limits: { cpu: '24', memory: '32Gi' },
        pods: 40,
        storage: { size: '600Gi', claims: 3 },
      },
    });

    // Replica 0 takes the writes; the image makes the others follow it.
    this.orders = new StatefulStore(this, 'orders', {
      namespace,
      name: 'orders',
      image: 'ghcr.io/acme/postgres:17.6-streaming.3',
      port: { name: 'postgres', number: 5432 },
      replicas: stores,
      budget: { cpu: '1', memory: '4Gi' },
      data: { storageClass, size: disk, mountPath: '/var/lib/postgresql' },
      health: { readiness: { exec: ['pg_isready', '--host=127.0.0.1'] } },
      priorityClassName: priorities.critical.name,
      user: 999,
      writablePaths: ['/tmp', '/var/run/postgresql'],
      env: { PGDATA: '/var/lib/postgresql/data', PRIMARY_HOST: 'orders-0.orders.shop.svc' },
      secretEnv: { POSTGRES_PASSWORD: { secret: 'orders-password', key: 'password' } },
      backup: 'continuous archiving to a bucket, by the platform team',
      placement: { dedicatedPool: { labels: { 'acme.example/pool': 'data' }, taint: { key: 'acme.example/pool', value: 'data', effect: 'NoSchedule' } } },
    });

    this.api = new StatelessService(this, 'api', {
      namespace,
      name: 'api',
      image: 'ghcr.io/acme/shop-api:2.8.1',
      port: { name: 'http', number: 8080 },
      scale: api,
      budget: { cpu: { request: '250m', limit: '1' }, memory: { request: '256Mi', limit: '512Mi' } },
      health: { readiness: { http: '/readyz' }, liveness: { http: '/livez' } },
      priorityClassName: priorities.standard.name,
      identity: new WorkloadIdentity(this, 'identity', { namespace, name: 'api', principal }),
      env: { DATABASE_HOST: this.orders.replica(0), DATABASE_NAME: 'orders' },
      secretEnv: { DATABASE_PASSWORD: { secret: 'orders-password', key: 'password' } },
    });

    this.api
      .uses(this.orders)
      .admits({ namespace: 'gateway' })
      // Buckets have no addresses of their own.
      .reaches({ cidr: '0.0.0.0/0' }, 443);
  }
}
