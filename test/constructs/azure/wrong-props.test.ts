import { TerraformElement, TerraformVariable, Token, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as exported from '../../../constructs/azure';
import { Refusal, type NodePoolsProps } from '../../../constructs/azure';
import { refusalOf } from '../manifests';
import { againOf, calls, listen } from '../wrong-props';
import { CLIENT, NETWORK, POOLS, ZONES, newStack, teamCluster } from './stacks';

// In a worker that has loaded constructs for other files.
vi.hoisted(() => vi.resetModules());
afterAll(() => vi.resetModules());
vi.mock('../../../constructs/azure', async (original) => {
  const { observed } = await import('../wrong-props.js');
  return observed(await original<object>());
});

beforeEach(() => listen());

/** What Terraform knows once it has run. */
const LATER = '${data.external.later.result}';
const PLACE = { subnets: Object.fromEntries(ZONES.map((zone) => [zone, `subnet-${zone}`])) };
const SIZE = { vmSize: 'Standard_D4s_v5', min: 1, max: 5 };
const GROUP = { resourceGroup: 'shop', region: 'westeurope' } as const;

/** Values that are known later, in each form there is, and in none. */
function laterIn(stack: TerraformStack): Readonly<Record<string, unknown>> {
  const variable = new TerraformVariable(stack, 'form', {});
  return {
    value: variable.value as unknown, stringValue: variable.stringValue, numberValue: variable.numberValue, listValue: variable.listValue, booleanValue: variable.booleanValue,
    'a list of values': [variable.value], 'a list of stringValues': [variable.stringValue], 'a list torn apart': [...variable.listValue, ...variable.listValue], 'a map': Token.asStringMap(variable.value), 'a map of values': { a: variable.value as unknown }, 'the variable': variable,
  };
}

/** One of everything. */
function everything(stack: TerraformStack): void {
  const network = new exported.ClusterNetwork(stack, 'Network', { ...NETWORK, peers: ['192.168.0.0/20'], cni: { mode: 'overlay' }, endpoints: { vault: { id: 'vault-1', service: 'vault' } }, publicIpsPerZone: 2 });
  const cluster = teamCluster(stack, network);
  exported.loopReadyAks(cluster, { secretRotationMinutes: 5, verticalPodAutoscaler: false });
  new exported.NodePools(stack, 'Pools', { cluster, network: PLACE, pools: POOLS, system: SIZE });
  new exported.ZonalPools(stack, 'Zonal', { cluster, name: 'more', size: SIZE, mode: 'User', pool: { labels: { team: 'data' }, taint: null }, subnets: PLACE.subnets });
  const identity = new exported.Federation({ namespace: 'shop', serviceAccount: 'api', issuer: 'https://westeurope.oic.prod-aks.azure.com/1/2/', clientId: CLIENT });
  new exported.FederatedIdentity(stack, 'Api', { identity, managedIdentity: { name: 'shop-api', resourceGroup: 'shop' } });
  new exported.PrivateEndpoints(stack, 'Endpoints', { ...GROUP, name: 'more', networkId: 'network-1', subnetId: 'subnet-1', accounts: { images: { id: 'registry-1', service: 'registry' } } });
  new exported.ZoneExit(stack, 'Exit', { ...GROUP, name: 'more', zone: '1', subnet: network.endpointSubnet, publicIps: 1, actionGroups: ['group-1'] });
  new exported.EtcdVolumes(stack, 'Volumes', { members: ZONES, resourceGroup: 'shop' });
  new exported.EtcdNodes(stack, 'Etcd', { size: 'from100Nodes', members: ZONES, network: PLACE, resourceGroup: 'shop', image: 'image-1', sshKey: 'ssh-ed25519 AAAA' });
  new exported.EtcdFirewall(stack, 'Firewall', { ...GROUP, name: 'etcd', apiServers: { api: 'group-1' }, isStacked: false });
}

describe('props of the Azure half that no compiler has read', () => {
  test('end in a Refusal, or in blocks of Terraform, wherever one value is missing or another', () => {
    const stack = newStack();
    everything(stack);
    const made = [...calls];
    const constructsOf = (of: object) => (of as Construct).node.findAll().filter((node) => TerraformElement.isTerraformElement(node)).map((element) => element.toTerraform() as object);
    const ends = againOf(made, exported, (of) => ('node' in of ? JSON.stringify(constructsOf(of)) : ''), Refusal, laterIn(stack));
    expect(ends.filter(({ end }) => end !== 'refused' && end !== 'taken').map(({ place, by, end }) => `${place} <- ${by}: ${end}`)).toEqual([]);
    expect(ends.filter(({ end }) => end === 'refused').length / ends.length).toBeGreaterThan(0.85);
    const names = Object.entries(exported).filter(([name, value]) => typeof value === 'function' && name !== 'Refusal').map(([name]) => name);
    expect(names.filter((name) => !made.some((call) => call.name === name))).toEqual([]);
  }, 120_000);

  test.each<[string, () => unknown, RegExp]>([
    ['subnets', () => new exported.NodePools(newStack(), 'Pools', { cluster: teamCluster(newStack()), network: { subnets: {} }, pools: POOLS }), /a network without subnets/],
    ['a cluster', () => new exported.NodePools(newStack(), 'Pools', { network: PLACE, pools: POOLS } as NodePoolsProps), /found: {4}cluster: nothing\n {2}expected: a KubernetesCluster/],
    ['the cluster to make ready', () => exported.loopReadyAks({} as never), /loopReadyAks \[props\]\n {2}found: {4}props: an object\n {2}expected: a KubernetesCluster/],
    ['who hears alarms', () => new exported.ClusterNetwork(newStack(), 'Network', { name: 'shop', resourceGroup: 'shop', zones: ZONES } as never), /found: {4}actionGroups: nothing\n {2}expected: a list/],
    ['that addresses are counted', () => new exported.ClusterNetwork(newStack(), 'Network', { ...NETWORK, publicIpsPerZone: Token.asNumber(LATER) }), /publicIpsPerZone: a value that is known later\n {2}expected: a number; it must be known at synth time/],
    ['that zones are', () => new exported.ClusterNetwork(newStack(), 'Network', { ...NETWORK, zones: Token.asList(LATER) as never }), /zones: a value that is known later\n {2}expected: a list; it must be known at synth time/],
    ['that ranges are cut', () => new exported.ClusterNetwork(newStack(), 'Network', { ...NETWORK, cidr: Token.asString(LATER) as never }), /found: {4}‹known later› as the range of the network\n {2}expected: .*; it must be known at synth time/],
    ['that Services have an address', () => new exported.ClusterNetwork(newStack(), 'Network', { ...NETWORK, services: Token.asString(LATER) as never }), /found: {4}‹known later› for Services\n {2}expected: .*; it must be known at synth time/],
    ['how many addresses', () => new exported.ZoneExit(newStack(), 'Exit', { name: 'main', resourceGroup: 'shop', region: 'westeurope', zone: '1', subnet: new exported.ClusterNetwork(newStack(), 'Network', NETWORK).endpointSubnet, publicIps: -1, actionGroups: ['group-1'] }), /Exit \[network\/nat-per-zone\]\n {2}found: {4}-1 public addresses/],
    ['a kind of disk', () => new exported.EtcdVolumes(newStack(), 'Volumes', { members: ZONES, resourceGroup: 'shop', disk: { type: 'Standard_LRS' } } as never), /found: {4}disk\.type: "Standard_LRS"/],
  ])('%s', (_, act, text) => {
    expect(refusalOf(act)).toMatch(text);
  });

  const { value } = new TerraformVariable(newStack(), 'later', {}) as unknown as { readonly value: never };
  const sized = (changes: object) => () => { const stack = newStack(); const network = new exported.ClusterNetwork(stack, 'Network', NETWORK); return new exported.NodePools(stack, 'Pools', { cluster: teamCluster(stack, network), network: PLACE, pools: { apps: { for: 'stateless', ...SIZE, ...changes } } }); };

  test.each<[string, () => unknown, string, string]>([
    ['peers', () => new exported.ClusterNetwork(newStack(), 'Network', { ...NETWORK, peers: value }), 'peers: a token', 'write listValue'],
    ['one peer', () => new exported.ClusterNetwork(newStack(), 'Network', { ...NETWORK, peers: [value] }), 'peers.0: a token', 'write stringValue'],
    ['the least', sized({ min: value }), 'pools.apps.min: a token', 'write numberValue'],
    ['the most', sized({ max: value }), 'pools.apps.max: a token', 'write numberValue'],
    ['a disk', sized({ diskGib: value }), 'pools.apps.diskGib: a token', 'write numberValue'],
    ['pods', sized({ maxPods: value }), 'pools.apps.maxPods: a token', 'write numberValue'],
    ['machines', sized({ vmSize: value }), 'pools.apps.vmSize: a token', 'write stringValue'],
  ])('that are known later are of a type: %s', (_, act, found, remedy) => {
    const refusal = refusalOf(act);
    expect(refusal).toContain(`found:    ${found} without a type`);
    expect(refusal).toContain(`or a token of that type\n  do this:  ${remedy}`);
  });

  test('are counted where an alert has a block for each', () => {
    expect(refusalOf(() => new exported.ClusterNetwork(newStack(), 'Network', { ...NETWORK, actionGroups: value }))).toContain('actionGroups: a value that is known later\n  expected: a list; it must be known at synth time');
  });

  test('may be known later where they are only written', () => {
    const stack = newStack();
    const network = new exported.ClusterNetwork(stack, 'Network', { ...NETWORK, cni: { mode: 'overlay', pods: Token.asString(LATER) as never }, peers: Token.asList(LATER) as never });
    const pools = new exported.NodePools(stack, 'Pools', { cluster: teamCluster(stack, network), network, pools: { apps: { for: 'stateless', vmSize: Token.asString(LATER), min: Token.asNumber(LATER), max: Token.asNumber(LATER), maxPods: Token.asNumber(LATER) } } });
    expect(Object.values(pools.pools['apps']!.zones)[0]!.maxCountInput).toBeLessThan(-1e280);
  });
});
