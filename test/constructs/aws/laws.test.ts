import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  EksPodIdentity, EtcdNodes, EtcdVolumes, Irsa, IrsaRole, NodePools, PodIdentityRole, loopReadyEks, type Cni, type EtcdTopology, type WorkerPool,
} from '../../../constructs/aws';
import { ACCOUNT, ISSUER, ZONES, clusterIn, judged, networkOf, newStack } from './stack';

const RUNS = Number(process.env['RUNS'] ?? 10);
const who = { namespace: 'shop', serviceAccount: 'api', account: ACCOUNT };
const POOLS = {
  apps: { for: 'stateless', instanceTypes: ['m7i.xlarge'], min: 2, max: 20 },
  batch: { for: 'stateless', spot: true, instanceTypes: ['m7i.xlarge', 'm6i.xlarge'], min: 0, max: 20 },
  db: { for: 'stateful', instanceTypes: ['r7i.xlarge'], min: 1, max: 3 },
} as const;

const cnis: fc.Arbitrary<Cni> = fc.oneof(
  fc.record({ plugin: fc.constant('amazon-vpc-cni' as const), prefixes: fc.boolean() }),
  fc.constant({ plugin: 'amazon-vpc-cni', pods: '100.64.0.0/16' } as const),
  fc.record({ plugin: fc.constantFrom('calico' as const, 'cilium' as const), pods: fc.constant('192.168.0.0/16' as const), encapsulation: fc.constantFrom('vxlan' as const, 'ipip' as const, 'wireguard' as const) }),
);
const zones = fc.integer({ min: 2, max: 6 }).map((count) => ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, count).map((zone) => `eu-west-1${zone}`) as [string, string, ...string[]]);
const networks = fc.record({ zones, cni: cnis, cidr: fc.constantFrom('10.0.0.0/16' as const, '10.4.0.0/18' as const, '172.16.128.0/17' as const), endpoints: fc.subarray(['ssm', 'kms', 'sqs']) });
const sizes = fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 30 })).map(([min, more]) => ({ min, max: min + more }));
const workers: fc.Arbitrary<WorkerPool> = fc.tuple(sizes, fc.constantFrom('apps', 'batch', 'db')).map(([size, name]) => ({ ...POOLS[name as 'apps'], ...size }));
const topologies: fc.Arbitrary<EtcdTopology> = fc.constantFrom<EtcdTopology>(
  { size: 'development', members: ['eu-west-1a'] },
  { size: 'below100Nodes', members: ZONES },
  { size: 'below100Nodes', topology: 'dedicated', members: ZONES },
  { size: 'from100Nodes', members: ZONES },
  { size: 'from100Nodes', members: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1a', 'eu-west-1b'] },
);

describe('constructs of AWS keep every law in strict', () => {
  test('all of them in one stack, each law with a subject, and nothing undecided', () => {
    const stack = newStack();
    const network = networkOf(stack);
    const cluster = clusterIn(stack, network);
    const { issuer } = cluster.identity.get(0).oidc.get(0);
    loopReadyEks(stack, { name: cluster.name, issuer }, { vpcCni: network.vpcCniValues });
    new NodePools(stack, 'Pools', { cluster: cluster.name, network, pools: POOLS });
    new IrsaRole(stack, 'Api', { identity: new Irsa({ ...who, issuer }), permissions: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::shop/*'] }] });
    new PodIdentityRole(stack, 'Orders', { identity: new EksPodIdentity({ ...who, serviceAccount: 'orders', cluster: cluster.name }) });
    new EtcdNodes(stack, 'Etcd', { size: 'from100Nodes', members: ZONES, network, ami: 'ami-1' });
    const { faults, undecided, kept } = judged(stack);
    expect({ faults, undecided }).toEqual({ faults: [], undecided: [] });
    expect(kept).toMatchObject({
      'control-plane/etcd-dedicated-disk': 3, 'control-plane/etcd-volume-class': 3, 'control-plane/etcd-volume-iops': 3, 'control-plane/etcd-zone-spread': 1,
      'identity/imds-guard': 4, 'identity/irsa-trust-scoped': 1, 'identity/pod-identity-trust': 1,
      'network/cidr-disjoint': 1, 'network/nat-per-zone': 3, 'network/pod-ip-headroom': 1, 'network/private-endpoints': 1,
    });
  });

  test('networks of any zones, ranges and plugin', () => {
    fc.assert(fc.property(networks, (props) => {
      const stack = newStack();
      const network = networkOf(stack, props);
      const cluster = clusterIn(stack, network);
      loopReadyEks(stack, { name: cluster.name, issuer: ISSUER }, { vpcCni: network.vpcCniValues });
      const { faults, kept } = judged(stack);
      expect(faults).toEqual([]);
      expect(kept).toMatchObject({ 'network/nat-per-zone': props.zones.length, 'network/private-endpoints': 1, 'network/cidr-disjoint': 1 });
    }), { numRuns: RUNS, seed: 6 });
  });

  test('pools of any size', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('one', 'two', 'three'), workers), sizes, fc.integer({ min: 20, max: 110 }), (pools, size, podsPerNode) => {
      const stack = newStack();
      const network = networkOf(stack);
      const cluster = clusterIn(stack, network);
      new NodePools(stack, 'Pools', { cluster: cluster.name, network, podsPerNode, pools: { ...pools, apps: { ...POOLS.apps, ...size } } });
      const { faults, kept } = judged(stack, undefined, { laws: { 'network/pod-ip-headroom': ['warning', { podsPerNode }] } });
      expect(faults).toEqual([]);
      expect(kept['identity/imds-guard']).toBe(new Set([...Object.keys(pools), 'apps', 'system']).size);
    }), { numRuns: RUNS, seed: 6 });
  });

  test('etcd of any size, on either kind of disk', () => {
    fc.assert(fc.property(topologies, fc.constantFrom('io2', 'local-nvme'), fc.integer({ min: 10, max: 400 }), (topology, type, gib) => {
      const stack = newStack();
      const disk = type === 'io2' ? { type, gib, iops: Math.min(256_000, Math.max(5000, 100 * gib)) } as const : { type: 'local-nvme' } as const;
      new EtcdNodes(stack, 'Etcd', { ...topology, network: networkOf(stack), ami: 'ami-1', disk, ...(type === 'local-nvme' && { instanceType: 'i4i.xlarge' }) });
      const { faults, undecided, kept } = judged(stack);
      expect({ faults, undecided }).toEqual({ faults: [], undecided: [] });
      expect(kept['control-plane/etcd-dedicated-disk']).toBe(topology.members.length);
      expect(kept['control-plane/etcd-volume-iops'] ?? 0).toBe(type === 'io2' ? topology.members.length : 0);
    }), { numRuns: RUNS, seed: 6 });
  });

  test('disks of etcd for machines that are there', () => {
    const stack = newStack();
    new EtcdVolumes(stack, 'Disks', { members: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1a'], kmsKeyArn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` });
    const { faults, kept } = judged(stack);
    expect(faults).toEqual([]);
    expect(kept).toMatchObject({ 'control-plane/etcd-volume-class': 7, 'control-plane/etcd-zone-spread': 1 });
  });

  test('an issuer that is text, or an attribute of the cluster', () => {
    fc.assert(fc.property(fc.boolean(), fc.option(fc.constantFrom('vault', 'sts.amazonaws.com'), { nil: undefined }), fc.constantFrom('/', '/apps/'), (isText, audience, rolePath) => {
      const stack = newStack();
      const cluster = clusterIn(stack, networkOf(stack));
      const issuer = isText ? ISSUER : cluster.identity.get(0).oidc.get(0).issuer;
      new IrsaRole(stack, 'Api', { identity: new Irsa({ ...who, issuer, rolePath, ...(audience !== undefined && { audience }) }) });
      const { faults, kept } = judged(stack);
      expect(faults).toEqual([]);
      expect(kept['identity/irsa-trust-scoped']).toBe(1);
    }), { numRuns: RUNS, seed: 6 });
  });
});
