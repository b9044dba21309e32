import { App as KubeApp, Chart } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GuardedNamespace, Platform, PriorityLadder, Snapshots, StatefulStore, StatelessService, WorkloadIdentity, ZonalStorageClass } from '../../../constructs';
import { ClusterNetwork, EtcdNodes, EtcdVolumes, FederatedIdentity, Federation, NodePools, loopReadyAks, type ClusterNetworkProps, type OddZones, type WorkerPool } from '../../../constructs/azure';
import { CLIENT, NETWORK, POOLS, ZONES, faultsOf, judged, newStack, teamCluster } from './stacks';

const zones = fc.constantFrom<ClusterNetworkProps['zones'][]>(['eastus2-1'], ['eastus2-1', 'eastus2-3'], ['eastus2-1', 'eastus2-2', 'eastus2-3']);
const cni = fc.constantFrom<ClusterNetworkProps['cni'][]>(undefined, { mode: 'overlay', policyEngine: 'calico' }, { mode: 'overlay', pods: '100.64.0.0/14' }, { mode: 'node-subnet' });
const sized = fc.record({ min: fc.integer({ min: 0, max: 2 }), max: fc.integer({ min: 2, max: 6 }) }).map((size) => ({ ...size, vmSize: 'Standard_D4s_v5' }));
const pools = fc.record({ stateful: fc.option(sized), spot: fc.option(sized), apps: sized }).map(({ stateful, spot, apps }): Record<string, WorkerPool> => ({
  apps: { ...apps, for: 'stateless' }, ...(stateful && { data: { ...stateful, for: 'stateful' } }), ...(spot && { spot: { ...spot, for: 'stateless', spot: true } }),
}));

describe('the Azure half keeps every law in strict', () => {
  test('as network, cluster and pools of any shape', () => {
    fc.assert(fc.property(zones, cni, pools, fc.integer({ min: 1, max: 3 }), (of, plugin, pool, publicIpsPerZone) => {
      const stack = newStack();
      const network = new ClusterNetwork(stack, 'network', { ...NETWORK, zones: of, publicIpsPerZone, ...(plugin && { cni: plugin }), endpoints: { images: { id: '/registry', service: 'registry' } } });
      const cluster = teamCluster(stack, network);
      loopReadyAks(cluster);
      new NodePools(stack, 'pools', { cluster, network, pools: pool });
      expect(faultsOf(stack)).toEqual([]);
    }), { numRuns: 25 });
  });

  const spread = fc.constantFrom<OddZones[]>(ZONES, [...ZONES, 'westeurope-1', 'westeurope-2'], [...ZONES, ...ZONES, 'westeurope-1'] as unknown as OddZones);

  test('as disks of etcd of any size', () => {
    fc.assert(fc.property(spread, fc.constantFrom('PremiumV2_LRS' as const, 'UltraSSD_LRS' as const), fc.integer({ min: 40, max: 2000 }), fc.integer({ min: 5000, max: 17_000 }), (members, type, gib, iops) => {
      const stack = newStack();
      new EtcdVolumes(stack, 'etcd', { members, resourceGroup: 'shop', disk: { type, gib, iops } });
      expect(faultsOf(stack)).toEqual([]);
    }), { numRuns: 25 });
  });

  test.each([
    ['below100Nodes', ZONES], ['from100Nodes', ZONES], ['from100Nodes', [...ZONES, 'westeurope-1', 'westeurope-2']],
  ] as const)('as machines of etcd, %s', (size, members) => {
    const stack = newStack();
    const network = new ClusterNetwork(stack, 'network', NETWORK);
    new EtcdNodes(stack, 'etcd', { size, members: members as never, network, resourceGroup: 'shop', image: '/image', sshKey: 'ssh-ed25519 AAAA' });
    expect(faultsOf(stack)).toEqual([]);
  });

  test('together with what runs on it, joined by one value for both halves', () => {
    const { stack, app } = bothPlanes('shop');
    expect(faultsOf(stack, app)).toEqual([]);
  });

  test('and tells when the planes part', () => {
    const { stack, app } = bothPlanes('shop', { trusts: 'orders' });
    expect(judged(stack, app).findings.map(({ law, messageId }) => `${law} ${messageId}`)).toContain('identity/federated-credential-exact elsewhere');
  });
});

/** A database, a service with an identity, and the cluster they run on. */
function bothPlanes(name: string, { trusts = name }: { readonly trusts?: string } = {}) {
  const stack = newStack();
  const network = new ClusterNetwork(stack, 'network', NETWORK);
  const cluster = teamCluster(stack, network);
  const { issuer } = loopReadyAks(cluster);
  const nodes = new NodePools(stack, 'pools', { cluster, network, pools: POOLS });
  const account = { serviceAccount: 'api', issuer, clientId: CLIENT };
  new FederatedIdentity(stack, 'api', { identity: new Federation({ ...account, namespace: trusts }), managedIdentity: { name: 'shop-api', resourceGroup: 'shop' } });

  const app = new KubeApp();
  const chart = new Chart(app, 'shop');
  const platform = Platform.azure({ zones: ZONES, telemetry: { namespace: 'observability', service: 'otel-collector' } });
  const { critical, standard } = new PriorityLadder(chart, 'priorities', { name: 'shop' });
  const namespace = new GuardedNamespace(chart, 'namespace', { platform, name, quota: { requests: { cpu: '8', memory: '16Gi' }, limits: { cpu: '16', memory: '24Gi' }, pods: 30, storage: { size: '200Gi', claims: 3 } } });
  const storageClass = new ZonalStorageClass(chart, 'disks', { platform, name: 'data' });
  const store = new StatefulStore(chart, 'db', {
    namespace, name: 'db', image: 'ghcr.io/acme/db:1.2.3', port: { name: 'sql', number: 5432 }, replicas: 3, budget: { cpu: '500m', memory: '1Gi' },
    data: { storageClass, size: '20Gi', mountPath: '/data' }, health: { readiness: { exec: ['/ready'] } }, priorityClassName: critical.name, user: 999, placement: { dedicatedPool: nodes.poolOf('data') },
  });
  new Snapshots(chart, 'snapshots', { platform, store, by: { mechanism: 'velero', schedule: '15 2 * * *', keepDays: 30 } });
  const api = new StatelessService(chart, 'api', {
    namespace, name: 'api', image: 'ghcr.io/acme/api:1.2.3', port: { name: 'http', number: 8080 }, scale: { min: 3, max: 6 },
    budget: { cpu: { request: '250m', limit: '500m' }, memory: { request: '128Mi', limit: '256Mi' } }, health: { readiness: { http: '/readyz' }, liveness: { http: '/livez' } },
    priorityClassName: standard.name, identity: new WorkloadIdentity(chart, 'identity', { namespace, identity: new Federation({ ...account, namespace: name }) }),
  });
  api.admits({ namespace: 'gateway' });
  return { stack, app };
}
