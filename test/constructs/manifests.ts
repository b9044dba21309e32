import { Testing, type Chart } from 'cdk8s';
import {
  GuardedNamespace, Platform, StatefulStore, StatelessService, ZonalStorageClass, type Cloud, type AzureFacts, type KubeVersion, type Principals,
  type StatefulStoreProps, type StatelessServiceProps,
} from '../../constructs';
import type { Manifest } from './manifest';

export function chart(): Chart {
  return Testing.chart();
}

/** Everything a chart writes. */
export function manifestsOf(of: Chart): readonly Manifest[] {
  return Testing.synth(of) as readonly Manifest[];
}

/** The one object of a kind and name. */
export function find(manifests: readonly Manifest[], kind: string, name?: string): Manifest {
  const [found, ...others] = manifests.filter((m) => m.kind === kind && (name === undefined || m.metadata.name === name));
  if (found === undefined || others.length > 0) throw new Error(`not one ${kind} ${name ?? ''}`);
  return found;
}

export const CLOUDS = ['aws', 'azure', 'gcp'] as const;

/** A cluster of each cloud with three zones. */
export function platforms(kubeVersion: KubeVersion = '1.34', facts: Partial<AzureFacts> = {}): { readonly [C in Cloud]: Platform<C> } {
  return {
    aws: Platform.aws({ kubeVersion, zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'], ...facts }),
    azure: Platform.azure({ kubeVersion, zones: ['eastus2-1', 'eastus2-2', 'eastus2-3'], ...facts }),
    gcp: Platform.gcp({ kubeVersion, zones: ['europe-west1-b', 'europe-west1-c', 'europe-west1-d'], ...facts }),
  };
}

export const PRINCIPALS: Principals = {
  aws: { roleArn: 'arn:aws:iam::123456789012:role/shop-api' },
  azure: { clientId: '7d2c0f3a-5a0e-4f63-9d0b-2f7f1f6b8c11' },
  gcp: { serviceAccount: 'shop-api@acme-shop.iam.gserviceaccount.com' },
};

/** A guarded namespace with room for what tests put in. */
export function guarded(scope: Chart, platform: Platform = platforms().aws): GuardedNamespace {
  return new GuardedNamespace(scope, 'namespace', {
    platform, name: 'shop', quota: { requests: { cpu: '50', memory: '100Gi' }, limits: { cpu: '99', memory: '200Gi' }, pods: 100, storage: { size: '1Ti', claims: 20 } },
  });
}

export const SERVICE = {
  name: 'api',
  image: 'ghcr.io/acme/api:1.4.2',
  port: { name: 'http', number: 8080 },
  scale: { min: 2, max: 6 },
  budget: { cpu: { request: '250m', limit: '1' }, memory: { request: '256Mi', limit: '512Mi' } },
  health: { readiness: { http: '/readyz' }, liveness: { http: '/livez' } },
  priorityClassName: 'standard',
} as const satisfies Omit<StatelessServiceProps, 'namespace'>;

export const STORE = {
  name: 'orders',
  image: 'ghcr.io/acme/postgres:17.6',
  port: { name: 'postgres', number: 5432 },
  replicas: 3,
  budget: { cpu: '1', memory: '2Gi' },
  data: { storageClass: { name: 'data' }, size: '20Gi', mountPath: '/var/lib/postgresql' },
  health: { readiness: { exec: ['pg_isready'] } },
  priorityClassName: 'critical',
  user: 999,
} as const satisfies Omit<StatefulStoreProps, 'namespace'>;

/** What a service with these changes to {@link SERVICE} writes. */
export function serviceWith(changes: Partial<StatelessServiceProps> = {}, platform?: Platform): readonly Manifest[] {
  const at = chart();
  new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at, platform), ...changes });
  return manifestsOf(at);
}

/** What a store with these changes to {@link STORE} writes. */
export function storeWith(changes: Partial<StatefulStoreProps> = {}, platform?: Platform): readonly Manifest[] {
  const at = chart();
  new StatefulStore(at, 'orders', { ...STORE, namespace: guarded(at, platform), ...changes });
  return manifestsOf(at);
}

/** What a class with these props writes. */
export function classFor(cloud: Cloud, disk?: object, facts: object = {}): Manifest {
  const at = chart();
  const platform = cloud === 'aws' ? Platform.aws({ zones: ['us-east-1a'], ...facts }) : platforms()[cloud];
  new ZonalStorageClass<Cloud>(at, 'class', { platform, name: 'data', ...(disk && { disk: disk as never }) });
  return find(manifestsOf(at), 'StorageClass');
}

/** The text of what is thrown. */
export function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (e) {
    return (e as Error).message;
  }
  throw new Error('nothing was refused');
}

