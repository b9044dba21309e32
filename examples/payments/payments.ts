import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  BatchJob, CloudIdentity, GuardedNamespace, LoopSignals, PriorityLadder, ScheduledJob, SecretFrom, SecretStore, Snapshots, StatefulStore, StatelessService, TunedIngress, Worker, WorkloadIdentity,
  ZonalStorageClass, external, type AppTraffic, type Cidr, type Cloud, type Doors, type Flavour, type NodePool, type Peer, type Platform, type Principals, type Vaults,
} from '../../constructs';

/** What differs from cluster to cluster; all else is the same code. */
export interface PaymentsProps<C extends Cloud> {
  readonly platform: Platform<C>;
  /** Whom the parts are in the cloud; each is somebody else. Where the cloud half is in this program, the value both halves are made of. */
  readonly principals: { readonly api: Principals[C] | CloudIdentity<C>; readonly vaultReader: Principals[C] | CloudIdentity<C> };
  /** The nodes the ledger has for itself. Default: those with the label and taint `acme.example/pool: data`. */
  readonly dataPool?: NodePool;
  readonly vault: Vaults[C];
  readonly door: Doors[C];
  /** What the API says of its requests; a front door may want longer connections. */
  readonly app: AppTraffic;
  readonly host: string;
  /** Addresses of the bank's gateway. */
  readonly bank: Cidr;
  /** Who reads rules and monitors, and from where it scrapes the API. */
  readonly signals: Flavour & { readonly scraper: Peer };
  /** As part of names that cannot be changed, e.g. of the migration. */
  readonly release: string;
}

const DATA_POOL = { labels: { 'acme.example/pool': 'data' }, taint: { key: 'acme.example/pool', value: 'data', effect: 'NoSchedule' } } as const;

/** Payments: an API behind a front door, a worker that settles, a nightly reconciliation, and the ledger they all write to. */
export class PaymentsChart<C extends Cloud> extends Chart {
  readonly api: StatelessService;
  readonly ledger: StatefulStore;

  constructor(scope: Construct, id: string, { platform, principals, dataPool = DATA_POOL, vault, door, app, host, bank, signals, release }: PaymentsProps<C>) {
    super(scope, id);
    const priorities = new PriorityLadder(this, 'priorities', { name: 'payments' });
    const storageClass = new ZonalStorageClass(this, 'disks', { platform, name: 'payments-data' });
    const namespace = new GuardedNamespace(this, 'namespace', {
      platform,
      name: 'payments',
      tenancy: 'team',
      team: { name: 'payments', group: 'oidc:payments', role: 'view' },
      quota: { requests: { cpu: '16', memory: '32Gi' }, limits: { cpu: '32', memory: '40Gi' }, pods: 40, storage: { size: '500Gi', claims: 3 } },
    });

    const store = new SecretStore(this, 'vault', {
      name: 'vault', vault, identity: new WorkloadIdentity<C>(this, 'vault-reader', { namespace, ...who('vault-reader', principals.vaultReader) }),
    });
    const secrets = new SecretFrom(this, 'secrets', {
      namespace, name: 'ledger', store, entries: { password: { secret: 'payments-ledger-password' }, bank: { secret: 'payments-bank-token' } }, refreshMinutes: 15,
    });

    this.ledger = new StatefulStore(this, 'ledger', {
      namespace,
      name: 'ledger',
      image: 'ghcr.io/acme/ledger-postgres:17.6-quorum.4',
      port: { name: 'postgres', number: 5432 },
      replicas: 3,
      quorum: true,
      budget: { cpu: '1', memory: '4Gi' },
      data: { storageClass, size: '100Gi', mountPath: '/var/lib/postgresql' },
      health: { readiness: { exec: ['pg_isready', '--host=127.0.0.1'] } },
      priorityClassName: priorities.critical.name,
      user: 999,
      writablePaths: ['/tmp', '/var/run/postgresql'],
      secretEnv: { POSTGRES_PASSWORD: secrets.key('password') },
      placement: { dedicatedPool: dataPool },
    });
    new Snapshots<Cloud>(this, 'snapshots', { platform, store: this.ledger, by: { mechanism: 'velero', schedule: '15 2 * * *', keepDays: 30 } });

    // Whichever replica answers knows who takes the writes.
    const database = { env: { LEDGER_HOST: this.ledger.host, LEDGER_NAME: 'payments' }, secretEnv: { LEDGER_PASSWORD: secrets.key('password') } } as const;
    this.api = new StatelessService(this, 'api', {
      namespace,
      name: 'api',
      image: `ghcr.io/acme/payments-api:${release}`,
      identity: new WorkloadIdentity<C>(this, 'api-identity', { namespace, ...who('api', principals.api) }),
      port: { name: 'http', number: 8080 },
      scale: { min: 3, max: 9 },
      budget: { cpu: { request: '250m', limit: '1' }, memory: { request: '384Mi', limit: '512Mi' } },
      health: { readiness: { http: '/readyz' }, liveness: { http: '/livez' } },
      priorityClassName: priorities.standard.name,
      user: 10_001,
      recommend: true,
      ...database,
    });
    // What is being answered when a pod leaves is answered to the end: the API is given the time. Its metrics are nobody's outside.
    new TunedIngress<Cloud>(this, 'door', { namespace, backend: this.api, host, path: '/v1', app, door });

    const settlement = new Worker(this, 'settlement', {
      namespace,
      name: 'settlement',
      image: `ghcr.io/acme/payments-settlement:${release}`,
      scale: { min: 2, max: 4 },
      budget: { cpu: { request: '250m', limit: '500m' }, memory: '512Mi' },
      health: { liveness: { exec: ['/bin/alive'] } },
      shutdownSeconds: 60,
      // It reads what the API wrote a moment ago, and the API must not wait for it.
      placement: { colocate: this.ledger, avoid: this.api },
      priorityClassName: priorities.standard.name,
      user: 10_001,
      env: database.env,
      secretEnv: { ...database.secretEnv, BANK_TOKEN: secrets.key('bank') },
    });
    const batch = { namespace, budget: { cpu: '500m', memory: '1Gi' }, priorityClassName: priorities.batch.name, user: 10_001, ...database } as const;
    const reconciliation = new ScheduledJob(this, 'reconciliation', {
      ...batch, name: 'reconciliation', image: `ghcr.io/acme/payments-reconciliation:${release}`, schedule: '30 3 * * *', timeZone: 'Europe/Berlin', deadlineSeconds: 3600,
    });
    const migration = new BatchJob(this, 'migration', {
      ...batch, name: `migration-${release.replaceAll('.', '-')}`, image: `ghcr.io/acme/payments-migration:${release}`, deadlineSeconds: 900, attempts: 1,
    });

    for (const writer of [this.api, settlement, reconciliation, migration]) writer.allow.to(this.ledger);
    settlement.allow.to(external({ cidr: bank, port: 443 }));

    const { scraper: by, ...flavour } = signals;
    new LoopSignals(this, 'signals', {
      ...flavour,
      namespace,
      name: 'payments',
      sources: ['kube-state-metrics', 'node-exporter', 'kubelet', 'apiserver', 'http-server'],
      runbookBaseUrl: 'https://runbooks.acme.example',
      scrapes: { servers: [this.api], by },
    });
  }
}

/** A principal that is only named, or the whole identity. */
function who<C extends Cloud>(name: string, principal: Principals[C] | CloudIdentity<C>): { readonly name: string; readonly principal: Principals[C] } | { readonly identity: CloudIdentity<C> } {
  return principal instanceof CloudIdentity ? { identity: principal } : { name, principal };
}
