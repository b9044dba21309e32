import { Lazy } from 'cdk8s';
import { Fn, TerraformElement, TerraformVariable, Token, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as exported from '../../../constructs/aws';
import { Refusal } from '../../../constructs/aws';
import { refusalOf } from '../manifests';
import { againOf, calls, listen } from '../wrong-props';
import { ACCOUNT, ISSUER, TOPIC, ZONES, networkOf, newStack, written } from './stack';

// In a worker that has loaded constructs for other files.
vi.hoisted(() => vi.resetModules());
afterAll(() => vi.resetModules());
vi.mock('../../../constructs/aws', async (original) => {
  const { observed } = await import('../wrong-props.js');
  return observed(await original<object>());
});

beforeEach(() => listen());

const APPS = { for: 'stateless', instanceTypes: ['m7i.xlarge'], min: 2, max: 20 } as const;
/** What Terraform knows once it has run. */
const LATER = '${data.external.later.result}';
const PLACE = { vpcId: 'vpc-1', subnets: Object.fromEntries(ZONES.map((zone) => [zone, `subnet-${zone}`])) };

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
  const { Irsa, EksPodIdentity } = exported;
  const who = { namespace: 'shop', account: ACCOUNT };
  const network = networkOf(stack, { peers: ['192.168.0.0/20'], endpoints: ['ssm'], flowLogs: 'arn:aws:s3:::acme-flow-logs' });
  exported.loopReadyEks(stack, { name: 'main', issuer: ISSUER });
  new exported.LoopReadyEks(stack, 'Ready', { name: 'main', issuer: ISSUER }, { irsa: false, vpcCni: null, versions: { 'metrics-server': 'v0.8.0-eksbuild.1' } });
  const pools = new exported.NodePools(stack, 'Pools', {
    cluster: 'main', network, pools: { apps: APPS, batch: { for: 'stateless', spot: true, instanceTypes: ['m7i.large', 'm6i.large'], min: 0, max: 9 }, db: { ...APPS, for: 'stateful', labels: { team: 'data' } } }, system: { instanceTypes: ['m7i.large'], min: 2, max: 3 },
  });
  new exported.NodeGroups(stack, 'Groups', { cluster: 'main', network: PLACE, role: pools.role, dependsOn: [], name: 'more', size: APPS, pool: { labels: {}, taint: null } });
  new exported.IrsaRole(stack, 'Api', { identity: new Irsa({ ...who, serviceAccount: 'api', issuer: ISSUER }), permissions: [{ actions: ['s3:GetObject'], resources: ['arn:aws:s3:::shop/*'] }], tags: { team: 'shop' } });
  new exported.PodIdentityRole(stack, 'Orders', { identity: new EksPodIdentity({ ...who, serviceAccount: 'orders', cluster: 'main' }), managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] });
  new exported.AddOnRole(stack, 'AddOn', { cluster: 'main', serviceAccount: 'efs-csi', managedPolicy: 'service-role/AmazonEFSCSIDriverPolicy', partition: 'aws' });
  new exported.PrivateEndpoints(stack, 'Endpoints', { name: 'more', vpcId: 'vpc-1', region: 'eu-west-1', subnetIds: ['subnet-1'], routeTableIds: ['rtb-1'], callers: ['10.0.0.0/16'], services: ['sqs'] });
  new exported.ZoneExit(stack, 'Exit', { name: 'more', subnet: network.publicSubnets[ZONES[0]]!, gateway: network.gateway, alarmTopics: [TOPIC] });
  new exported.EtcdNodes(stack, 'Etcd', { size: 'from100Nodes', members: ZONES, network: PLACE, ami: 'ami-1', apiServers: { api: 'sg-1' }, disk: { type: 'io2', gib: 40, iops: 8000 } });
  new exported.EtcdVolumes(stack, 'Volumes', { members: ZONES, disk: { type: 'io2', gib: 40, iops: 8000 } });
  new exported.EtcdFirewall(stack, 'Firewall', { name: 'etcd', vpcId: 'vpc-1', apiServers: { api: 'sg-1' }, isStacked: false });
}

describe('props of the AWS half that no compiler has read', () => {
  test('end in a Refusal, or in blocks of Terraform, wherever one value is missing or another', () => {
    const stack = newStack();
    everything(stack);
    new exported.ClusterNetwork(stack, 'Other', { name: 'other', zones: ZONES, alarmTopics: [TOPIC], cidr: '10.4.0.0/16', cni: { plugin: 'cilium', pods: '192.168.0.0/16', encapsulation: 'wireguard' } });
    const made = [...calls];
    const constructsOf = (of: object) => (of as Construct).node.findAll().filter((node) => TerraformElement.isTerraformElement(node)).map((element) => element.toTerraform() as object);
    // What `loopReadyEks` makes has one id in a stack, and is a LoopReadyEks.
    const ends = againOf(made.filter(({ name }) => name !== 'loopReadyEks'), exported, (of) => ('node' in of ? JSON.stringify(constructsOf(of)) : ''), Refusal, laterIn(stack));
    expect(ends.filter(({ end }) => end !== 'refused' && end !== 'taken').map(({ place, by, end }) => `${place} <- ${by}: ${end}`)).toEqual([]);
    expect(ends.filter(({ end }) => end === 'refused').length / ends.length).toBeGreaterThan(0.85);
    const names = Object.entries(exported).filter(([name, value]) => typeof value === 'function' && name !== 'Refusal').map(([name]) => name);
    expect(names.filter((name) => !made.some((call) => call.name === name))).toEqual([]);
  }, 120_000);

  const pools = (changes: object) => () => new exported.NodePools(newStack(), 'Pools', { cluster: 'main', network: PLACE, pools: { apps: APPS }, ...changes });

  test.each<[string, () => unknown, RegExp]>([
    ['who hears alarms', () => new exported.ClusterNetwork(newStack(), 'Network', { name: 'main', zones: ZONES } as never), /Network \[props\]\n {2}found: {4}alarmTopics: nothing\n {2}expected: a list/],
    ['an issuer', () => exported.loopReadyEks(newStack(), { name: 'main' } as never), /found: {4}issuer: nothing/],
    ['subnets', pools({ network: { vpcId: 'vpc-1', subnets: {} } }), /\[compute\/zonal-node-groups\]\n {2}found: {4}a network without subnets/],
    ['a network', pools({ network: undefined }), /found: {4}network: nothing\n {2}expected: a ZonedNetwork/],
    ['which pods a pool is for', pools({ pools: { apps: { ...APPS, for: 'anything' } } }), /found: {4}pools\.apps\.for: "anything"\n {2}expected: "state/],
    ['that zones are counted', () => networkOf(newStack(), { zones: Token.asList(LATER) as never }), /zones: a value that is known later\n {2}expected: a list; it must be known at synth time/],
    ['that zones are named', () => networkOf(newStack(), { zones: [Token.asString(LATER), 'eu-west-1a'] }), /found: {4}zones ‹known later›, eu-west-1a\n {2}expected: .*; it must be known at synth time/],
    ['that ranges are cut', () => networkOf(newStack(), { cidr: Token.asString(LATER) as never }), /\[network\/cidr-disjoint\]\n {2}found: {4}‹known later› as the range of the VPC\n {2}expected: .*; it must be known at synth time/],
    ['that members of etcd are bounded', () => new exported.EtcdVolumes(newStack(), 'Volumes', { members: ZONES, disk: { type: 'io2', iops: Token.asNumber(LATER) } }), /disk\.iops: a value that is known later\n {2}expected: a number; it must/],
    ['that DNS has two nodes', pools({ system: { instanceTypes: ['m7i.large'], min: Token.asNumber(LATER), max: 3 } }), /found: {4}‹known later› nodes for the system\n {2}expected: two at least; it must be known at synth time/],
    ['how a field is written', pools({ podPerNode: 20 }), /podPerNode: a field that is not known\n {2}expected: podsPerNode/],
    ['an id', () => new exported.EtcdFirewall(newStack(), 'Firewall', { name: 'etcd', vpcId: 'vpc-1', apiServers: { api: '' }, isStacked: false }), /apiServers\.api: empty text\n {2}expected: text/],
    ['who hears of a way out', () => new exported.ZoneExit(newStack(), 'Exit', { name: 'main', alarmTopics: [] } as never), /subnet: nothing\n {2}expected: a Subnet/],
    ['a kind of disk', () => new exported.EtcdVolumes(newStack(), 'Volumes', { members: ZONES, disk: { type: 'gp3' } } as never), /found: {4}disk\.type: "gp3"\n {2}expected: "io2"/],
  ])('%s', (_, act, text) => {
    expect(refusalOf(act)).toMatch(text);
  });

  /** What a variable is in JavaScript, where nobody says of which type. */
  const { value } = new TerraformVariable(newStack(), 'later', {}) as unknown as { readonly value: never };
  const irsa = new exported.Irsa({ namespace: 'shop', account: ACCOUNT, serviceAccount: 'api', issuer: ISSUER });
  const typed = (of: string) => `or a token of that type\n  do this:  write ${of}`;

  test.each<[string, () => unknown, string, string]>([
    ['resources', () => new exported.IrsaRole(newStack(), 'Api', { identity: irsa, permissions: [{ actions: ['s3:GetObject'], resources: value }] }), 'permissions.0.resources: a token', 'listValue of the variable, or Token.asList'],
    ['one resource', () => new exported.IrsaRole(newStack(), 'Api', { identity: irsa, permissions: [{ actions: ['s3:GetObject'], resources: [value] }] }), 'permissions.0.resources.0: a token', 'stringValue of the variable, or Token.asString'],
    ['tags', () => new exported.IrsaRole(newStack(), 'Api', { identity: irsa, tags: value }), 'tags: a token', 'Token.asStringMap'],
    ['peers', () => networkOf(newStack(), { peers: value }), 'peers: a token', 'listValue'],
    ['topics', () => networkOf(newStack(), { alarmTopics: value }), 'alarmTopics: a token', 'listValue'],
    ['topics of a zone', () => { const stack = newStack(); const { gateway, publicSubnets } = networkOf(stack); return new exported.ZoneExit(stack, 'Exit', { name: 'more', gateway, subnet: publicSubnets[ZONES[0]]!, alarmTopics: value }); }, 'alarmTopics: a token', 'listValue'],
    ['machines', pools({ pools: { apps: { ...APPS, instanceTypes: value } } }), 'pools.apps.instanceTypes: a token', 'listValue'],
    ['the least', pools({ pools: { apps: { ...APPS, min: value } } }), 'pools.apps.min: a token', 'numberValue of the variable, or Token.asNumber'],
    ['the most', pools({ pools: { apps: { ...APPS, max: value } } }), 'pools.apps.max: a token', 'numberValue'],
    ['a disk', pools({ pools: { apps: { ...APPS, diskGib: value } } }), 'pools.apps.diskGib: a token', 'numberValue'],
    ['subnets', () => new exported.PrivateEndpoints(newStack(), 'Ends', { name: 'more', vpcId: 'vpc-1', region: 'eu-west-1', subnetIds: value, routeTableIds: [], callers: [], services: [] }), 'subnetIds: a token', 'listValue'],
    ['an issuer', () => new exported.Irsa({ namespace: 'shop', account: ACCOUNT, serviceAccount: 'api', issuer: value }), 'issuer: a token', 'stringValue'],
    ['a cluster', pools({ cluster: value }), 'cluster: a token', 'stringValue'],
  ])('that are known later are of a type: %s', (_, act, found, remedy) => {
    const refusal = refusalOf(act);
    expect(refusal).toContain(`found:    ${found} without a type`);
    expect(refusal).toContain(typed(remedy));
  });

  test.each<[string, () => unknown, string]>([
    ['a list for a number', pools({ pools: { apps: { ...APPS, min: Token.asList(LATER) } } }), 'pools.apps.min: a token of another type\n  expected: a number, or a token of that type\n  do this:  write numberValue'],
    ['a number for a list', pools({ pools: { apps: { ...APPS, instanceTypes: Token.asNumber(LATER) } } }), 'instanceTypes: a token of another type\n  expected: a list, or a token of that type\n  do this:  write listValue'],
    ['a number among texts', () => networkOf(newStack(), { peers: [Token.asNumber(LATER) as never] }), 'peers.0: a token of another type\n  expected: text such as "…/1", or a token of that type\n  do this:  write stringValue'],
    ['what a function makes', () => new exported.IrsaRole(newStack(), 'Api', { identity: irsa, tags: Fn.merge([{ a: 'b' }]) as never }), 'tags: a token of another type\n  expected: an object, or a token of that type\n  do this:  write Token.asStringMap'],
    ['a count in text', pools({ podsPerNode: new TerraformVariable(newStack(), 'given', {}).stringValue as never }), 'podsPerNode: a value that is known later\n  expected: a number; it must be known'],
    ['a list torn apart', () => networkOf(newStack(), { alarmTopics: [TOPIC, ...Token.asList(LATER)] }), 'alarmTopics.1: a part of a list or a map that is known later\n  expected: text'],
    ['a value of the cluster half', () => networkOf(newStack(), { alarmTopics: [Lazy.any({ produce: () => TOPIC }) as string] }), 'alarmTopics.0: a value that is known later\n  expected: text; it must be known at synth time'],
    ['what is counted', () => networkOf(newStack(), { zones: value }), 'zones: a value that is known later\n  expected: a list; it must be known at synth time'],
  ])('are refused that are known later, and are %s', (_, act, text) => {
    expect(refusalOf(act)).toContain(text);
  });

  test('may be known later where they are only written', () => {
    const stack = newStack();
    const network = networkOf(stack, { alarmTopics: Token.asList(LATER) as never, peers: Token.asList(LATER) as never, services: Token.asString(LATER) as never, cni: { plugin: 'cilium', pods: Token.asString(LATER) as never } });
    new exported.NodePools(stack, 'Pools', { cluster: 'main', network, pools: { apps: { for: 'stateless', instanceTypes: Token.asList(LATER) as never, architecture: 'arm64', min: Token.asNumber(LATER), max: Token.asNumber(LATER), diskGib: Token.asNumber(LATER) } } });
    const { listValue, stringValue } = new TerraformVariable(stack, 'given', {});
    new exported.IrsaRole(stack, 'Api', { identity: irsa, permissions: [{ actions: ['s3:GetObject'], resources: listValue as never }, { actions: ['s3:ListBucket'], resources: [stringValue] }], tags: Token.asStringMap(LATER) });
    const blocks = JSON.stringify(written(stack));
    for (const part of ['\\"resources\\": \\"${var.given}\\"', '\\"tags\\": \\"${data.external.later.result}\\"']) expect(blocks).toContain(part);
    expect(blocks).toContain('\\"min_size\\": \\"${data.external.later.result}\\"');
    expect(blocks).toContain('\\"instance_types\\": \\"${data.external.later.result}\\"');
    expect(blocks).not.toMatch(/TfToken|e\+289/);
  });
});
