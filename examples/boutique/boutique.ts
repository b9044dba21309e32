import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  GuardedNamespace, PriorityLadder, Snapshots, StatefulStore, StatelessService, TunedIngress, Worker, ZonalStorageClass, type Cloud, type Disks, type Doors, type Platform,
} from '../../constructs';
import { SERVICES, type ServiceName } from './services';

export interface BoutiqueProps<C extends Cloud> {
  readonly platform: Platform<C>;
  /** Host name of the shop. */
  readonly host: string;
  readonly door: Doors[C];
  /** Of the carts; best one that several zones reach, because there is one store only. */
  readonly disk: Disks[C];
  /** Runs the load generator. Default `false`: it buys without end. */
  readonly isUnderLoad?: boolean;
}

const IMAGES = 'us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo';
const RELEASE = 'v0.10.6';
const BUSYBOX = 'busybox:1.38.0@sha256:fd8d9aa63ba2f0982b5304e1ee8d3b90a210bc1ffb5314d980eb6962f1a9715d';

/** The user every image of the shop can run as. */
const USER = 1000;

/** A boutique of twelve services: each reaches those it calls, and nobody else; users come in by the front door of the cloud. */
export class BoutiqueChart<C extends Cloud> extends Chart {
  readonly services: Readonly<Record<ServiceName, StatelessService>>;
  readonly carts: StatefulStore;
  readonly ingress: TunedIngress<C>;
  readonly load: Worker | null;

  constructor(scope: Construct, id: string, { platform, host, door, disk, isUnderLoad = false }: BoutiqueProps<C>) {
    super(scope, id);
    const priorities = new PriorityLadder(this, 'priorities', { name: 'boutique' });
    const namespace = new GuardedNamespace(this, 'namespace', {
      platform,
      name: 'boutique',
      quota: { requests: { cpu: '12', memory: '10Gi' }, limits: { cpu: '24', memory: '20Gi' }, pods: 100, storage: { size: '10Gi', claims: 1 } },
    });

    const storageClass = new ZonalStorageClass(this, 'disks', { platform, name: 'boutique-carts', disk });
    this.carts = new StatefulStore(this, 'carts', {
      namespace,
      name: 'redis-cart',
      image: 'redis:7.4.6-alpine',
      // Carts are written down each second, and the oldest go before the memory of the pod does.
      args: ['redis-server', '--appendonly', 'yes', '--dir', '/data', '--maxmemory', '160mb', '--maxmemory-policy', 'allkeys-lru'],
      port: { name: 'tcp-redis', number: 6379 },
      replicas: 1,
      budget: { cpu: '125m', memory: '256Mi' },
      data: { storageClass, size: '10Gi', mountPath: '/data' },
      health: { readiness: { exec: ['redis-cli', 'ping'] } },
      priorityClassName: priorities.critical.name,
      user: 999,
      placement: { dedicatedPool: { labels: { 'acme.example/pool': 'data' }, taint: { key: 'acme.example/pool', value: 'data', effect: 'NoSchedule' } } },
    });
    new Snapshots<Cloud>(this, 'snapshots', { platform, store: this.carts, by: { mechanism: 'velero', schedule: '0 3 * * *', keepDays: 14 } });

    const service = (name: ServiceName): StatelessService => {
      const { port, budget, health, calls, env } = SERVICES[name];
      return new StatelessService(this, name, {
        namespace,
        name,
        image: `${IMAGES}/${name}:${RELEASE}`,
        port: { name: name === 'frontend' ? 'http' : 'grpc', number: port },
        scale: { min: 2, max: 4 },
        budget,
        health,
        priorityClassName: priorities.standard.name,
        user: USER,
        env: { PORT: String(port), ...Object.fromEntries(Object.entries(calls).map(([variable, to]) => [variable, addressOf(to)])), ...env },
      });
    };
    this.services = Object.fromEntries((Object.keys(SERVICES) as ServiceName[]).map((name) => [name, service(name)])) as Record<ServiceName, StatelessService>;
    for (const [name, { calls }] of Object.entries(SERVICES)) {
      for (const to of Object.values(calls)) this.services[name as ServiceName].allow.to(to === 'redis-cart' ? this.carts : this.services[to]);
    }

    this.ingress = new TunedIngress<C>(this, 'ingress', {
      namespace, backend: this.services.frontend, host, door, app: { longestRequestSeconds: 20, keepAliveSeconds: 'forever', largestHeaders: '8Ki' },
    });
    this.load = isUnderLoad ? this.loadGenerator(namespace, priorities.batch.name) : null;
  }

  private loadGenerator(namespace: GuardedNamespace<C>, priorityClassName: string): Worker {
    const address = addressOf('frontend');
    const load = new Worker(this, 'loadgenerator', {
      namespace,
      name: 'loadgenerator',
      image: `${IMAGES}/loadgenerator:${RELEASE}`,
      scale: { replicas: 1 },
      budget: { cpu: { request: '300m', limit: '500m' }, memory: { request: '256Mi', limit: '512Mi' } },
      priorityClassName,
      user: USER,
      env: { FRONTEND_ADDR: address, USERS: '10', RATE: '1' },
      init: [{
        name: 'frontend-check',
        image: BUSYBOX,
        command: ['/bin/sh', '-c', `until wget -q -O /dev/null http://${address}/_healthz; do sleep 5; done`],
        budget: { cpu: '10m', memory: '16Mi' },
      }],
    });
    load.allow.to(this.services.frontend);
    return load;
  }
}

function addressOf(name: ServiceName | 'redis-cart'): string {
  return `${name}:${name === 'redis-cart' ? 6379 : SERVICES[name].port}`;
}
