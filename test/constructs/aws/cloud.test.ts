import { TerraformStack, Testing } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { EksPodIdentity, EtcdNodes, EtcdVolumes, Irsa, IrsaRole, NodePools, PodIdentityRole, loopReadyEks, type ClusterNetworkProps, type EtcdNodesProps, type Grants, type NodePoolsProps } from '../../../constructs/aws';
import { refusalOf } from '../manifests';
import { ACCOUNT, ISSUER, TOPIC, ZONES, networkOf, newStack, written } from './stack';

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
const resourcesOf = (stack: ReturnType<typeof newStack>) => (JSON.parse(written(stack)) as { resource: Blocks }).resource;
const all = (blocks: Blocks, type: string) => Object.values(blocks[type] ?? {});
const PLACE = { vpcId: 'vpc-1', subnets: Object.fromEntries(ZONES.map((zone) => [zone, `subnet-${zone}`])) };
const APPS = { for: 'stateless', instanceTypes: ['m7i.xlarge'], min: 2, max: 20 } as const;

function networkWith(props: Partial<ClusterNetworkProps> = {}) {
  const stack = newStack();
  const network = networkOf(stack, props);
  return { network, blocks: resourcesOf(stack) };
}

function poolsWith(props: Partial<NodePoolsProps> = {}) {
  const stack = newStack();
  const pools = new NodePools(stack, 'Pools', { cluster: 'main', network: PLACE, pools: { apps: APPS }, ...props });
  return { pools, blocks: resourcesOf(stack) };
}

function etcdWith(props: Partial<EtcdNodesProps> = {}) {
  const stack = newStack();
  const nodes = new EtcdNodes(stack, 'Etcd', { size: 'from100Nodes', members: ZONES, network: PLACE, ami: 'ami-1', ...props } as EtcdNodesProps);
  return { nodes, blocks: resourcesOf(stack) };
}

describe('ClusterNetwork', () => {
  test('cuts the range into disjoint pieces, three quarters of it for nodes', () => {
    const { blocks } = networkWith();
    expect(all(blocks, 'aws_subnet').map(({ cidr_block: cidr, availability_zone: zone }) => `${String(zone)} ${String(cidr)}`)).toEqual([
      'eu-west-1a 10.0.192.0/22', 'eu-west-1b 10.0.196.0/22', 'eu-west-1c 10.0.200.0/22', 'eu-west-1a 10.0.0.0/18', 'eu-west-1b 10.0.64.0/18', 'eu-west-1c 10.0.128.0/18',
    ]);
  });

  test('tells the topics of each gateway that has no port left, or drops packets', () => {
    const alarms = all(networkWith().blocks, 'aws_cloudwatch_metric_alarm');
    expect(alarms.map(({ metric_name: metric }) => metric).sort()).toEqual([...ZONES.map(() => 'ErrorPortAllocation'), ...ZONES.map(() => 'PacketsDropCount')]);
    expect(new Set(alarms.map((alarm) => JSON.stringify(alarm['dimensions']))).size).toBe(3);
    for (const alarm of alarms) expect(alarm).toMatchObject({ namespace: 'AWS/NATGateway', alarm_actions: [TOPIC], statistic: 'Sum', threshold: 0 });
  });

  test('reaches S3 and DynamoDB by routes, other services within its subnets', () => {
    const endpoints = all(networkWith({ endpoints: ['dynamodb', 's3', 'ssm'] }).blocks, 'aws_vpc_endpoint');
    const kinds = new Map(endpoints.map((endpoint) => [String(endpoint['service_name']).replace('com.amazonaws.eu-west-1.', ''), endpoint]));
    expect(endpoints).toHaveLength(kinds.size);
    for (const service of ['s3', 'dynamodb']) expect(kinds.get(service)).toMatchObject({ vpc_endpoint_type: 'Gateway', route_table_ids: { length: 3 } });
    expect(kinds.get('ssm')).toMatchObject({ vpc_endpoint_type: 'Interface', private_dns_enabled: true, subnet_ids: { length: 3 } });
  });

  test.each([
    ['us-gov-west-1', 'com.amazonaws.us-gov-west-1.ecr.api', 'com.amazonaws.us-gov-west-1.logs', true],
    // Some names in China have a start of their own; credentials of Pod Identity have no endpoint that is known.
    ['cn-north-1', 'cn.com.amazonaws.cn-north-1.ecr.api', 'com.amazonaws.cn-north-1.logs', false],
  ])('calls services in %s as they are called there', (region, images, logs, hasPodIdentity) => {
    const { blocks } = networkWith({ zones: [`${region}a`, `${region}b`], ...(region.startsWith('cn-') && { endpoints: ['com.amazonaws.cn-north-1.ssm'] }) });
    const names = all(blocks, 'aws_vpc_endpoint').map((endpoint) => String(endpoint['service_name']));
    expect(names).toEqual(expect.arrayContaining([images, logs, `com.amazonaws.${region}.s3`, ...(region.startsWith('cn-') ? ['com.amazonaws.cn-north-1.ssm', 'cn.com.amazonaws.cn-north-1.sts'] : [])]));
    expect(names.some((name) => name.endsWith('.eks-auth'))).toBe(hasPodIdentity);
  });

  test('writes down what it refuses where it is told to', () => {
    expect(all(networkWith().blocks, 'aws_flow_log')).toEqual([]);
    const [log, ...others] = all(networkWith({ flowLogs: 'arn:aws:s3:::acme-flow-logs/main' }).blocks, 'aws_flow_log');
    expect(others).toEqual([]);
    expect(log).toMatchObject({ traffic_type: 'REJECT', log_destination_type: 's3', log_destination: 'arn:aws:s3:::acme-flow-logs/main' });
  });

  test('closes the default security group', () => {
    expect(Object.keys(all(networkWith().blocks, 'aws_default_security_group')[0]!).sort()).toEqual(['//', 'tags', 'vpc_id']);
  });

  test.each([
    [{ plugin: 'amazon-vpc-cni' }, 9001, 0, { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' }],
    [{ plugin: 'amazon-vpc-cni', prefixes: false }, 9001, 0, {}],
    [{ plugin: 'amazon-vpc-cni', pods: '100.64.0.0/16' }, 9001, 3, expect.objectContaining({ AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true', ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone' })],
    [{ plugin: 'calico', pods: '192.168.0.0/16' }, 8951, 0, null],
    [{ plugin: 'cilium', pods: '192.168.0.0/16', encapsulation: 'wireguard' }, 8941, 0, null],
  ] as const)('works out what follows from %j', (cni, mtu, podSubnets, env) => {
    const { network } = networkWith({ cni });
    expect(network.cni.mtu).toBe(mtu);
    expect(Object.keys(network.podSubnets)).toHaveLength(podSubnets);
    const values = network.vpcCniValues === null ? null : JSON.parse(network.vpcCniValues) as { readonly env: object; readonly eniConfig?: { readonly subnets: object } };
    expect(values?.env ?? null).toEqual(env);
    expect(Object.keys(values?.eniConfig?.subnets ?? {})).toHaveLength(podSubnets);
  });

  test.each<[string, Partial<ClusterNetworkProps>, RegExp]>([
    ['Services within the VPC', { services: '10.0.8.0/24' }, /range of the VPC, 10\.0\.0\.0\/16, shares addresses with that of Services, 10\.0\.8\.0\/24/],
    ['a peer with the same range', { peers: ['10.0.0.0/8'] }, /that of the peer 10\.0\.0\.0\/8/],
    ['pods in the range of a peer', { cni: { plugin: 'cilium', pods: '192.168.0.0/16' }, peers: ['192.168.7.0/24'] }, /range of pods/],
    ['a range that is none', { cidr: '10.0.0.0/33' }, /10\.0\.0\.0\/33 as the range of the VPC/],
    ['a range AWS does not take', { cidr: '10.0.0.0/8' }, /from \/16 to \/21/],
    ['a range that begins before its address', { cidr: '10.0.1.0/16' }, /write "10\.0\.0\.0\/16"/],
    ['a short name in China that tells nothing', { zones: ['cn-north-1a', 'cn-north-1b'], endpoints: ['ssm'] }, /copy it from `aws ec2 describe-vpc-endpoint-services --region cn-north-1`/],
    ['the whole name of another region', { zones: ['cn-north-1a', 'cn-north-1b'], endpoints: ['com.amazonaws.cn-northwest-1.ssm'] }, /its whole one in cn-north-1/],
    ['a region that is closed to the public', { zones: ['us-iso-east-1a', 'us-iso-east-1b'] }, /of a partition of its own/],
    ['the whole name of a service', { endpoints: ['com.amazonaws.eu-west-1.ssm'] }, /its short name/],
    ['a range of IPv6', { services: 'fd00::/108' }, /a range of IPv4/],
    ['zones of two regions', { zones: ['eu-west-1a', 'eu-west-2a'] }, /zones of one region/],
    ['a zone that is named twice', { zones: ['eu-west-1a', 'eu-west-1a'] }, /each once/],
    ['zones of another cloud', { zones: ['eastus2-1', 'eastus2-2'] }, /zones of one region/],
  ])('refuses %s', (_, props, text) => {
    expect(refusalOf(() => networkWith(props))).toMatch(text);
  });
});

describe('NodePools', () => {
  test('answers over one hop and encrypts disks, in every pool', () => {
    const templates = all(poolsWith({ pools: { apps: APPS, db: { ...APPS, for: 'stateful' } }, kmsKeyArn: 'arn:aws:kms:eu-west-1:1:key/1' }).blocks, 'aws_launch_template');
    expect(templates).toHaveLength(3);
    for (const template of templates) {
      expect(template['metadata_options']).toEqual({ http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 });
      expect(template['block_device_mappings']).toMatchObject([{ ebs: { encrypted: 'true', volume_type: 'gp3', kms_key_id: 'arn:aws:kms:eu-west-1:1:key/1' } }]);
    }
  });

  test('makes a group per zone for stateful pods, keeps it and spot apart, and leaves the others open', () => {
    const { pools, blocks } = poolsWith({ pools: { apps: APPS, db: { ...APPS, for: 'stateful' }, batch: { ...APPS, spot: true, instanceTypes: ['m7i.large', 'm6i.large'] } } });
    const groups = all(blocks, 'aws_eks_node_group').map((group) => [group['node_group_name_prefix'], (group['subnet_ids'] as string[]).length, group['capacity_type'], (group['taint'] as { key: string }[] | undefined)?.[0]?.key]);
    expect(groups).toEqual([
      ['system-', 3, 'ON_DEMAND', 'CriticalAddonsOnly'], ['apps-', 3, 'ON_DEMAND', undefined],
      ...ZONES.map((zone) => [`db-${zone}-`, 1, 'ON_DEMAND', 'looplaw.dev/pool']), ['batch-', 3, 'SPOT', 'looplaw.dev/pool'],
    ]);
    expect(pools.poolOf('db')).toEqual({ labels: { 'looplaw.dev/pool': 'db' }, taint: { key: 'looplaw.dev/pool', value: 'db', effect: 'NoSchedule' } });
    expect(refusalOf(() => pools.poolOf('apps'))).toMatch(/pool "apps"/);
  });

  test.each<[string, Partial<NodePoolsProps>, RegExp]>([
    ['no pool at all', { pools: {} }, /pools of none/],
    ['spot alone', { pools: { spot: { ...APPS, spot: true, instanceTypes: ['m7i.large', 'm6i.large'] } } }, /one for stateless pods that is not spot/],
    ['a minimum above the maximum', { pools: { apps: { ...APPS, min: 21 } } }, /min 21, max 20/],
    ['half a node', { pools: { apps: { ...APPS, max: 2.5 } } }, /max 2\.5/],
    ['a second pool for the system', { pools: { apps: APPS, system: APPS } }, /pool "system"/],
    ['a name EKS does not take', { pools: { 'My apps': APPS } }, /pool "My apps"/],
    ['a name that is too long with its zone', { pools: { ['a'.repeat(21)]: APPS } }, /at most 19/],
    ['machines of Arm for an image that is not', { pools: { apps: { ...APPS, instanceTypes: ['m7i.large', 'c7gn.large'] } } }, /c7gn\.large in pool "apps"[\s\S]*arm64/],
    ['machines that are none of Arm for its image', { pools: { apps: { ...APPS, architecture: 'arm64', instanceTypes: ['g5.xlarge'] } } }, /g5\.xlarge[\s\S]*x86_64/],
    ['one node for the system', { system: { instanceTypes: ['m7i.large'], min: 1, max: 3 } }, /1 nodes for the system/],
    ['more nodes than the network has addresses for', { network: { ...PLACE, addressesPerZone: 200 } }, /in each zone[\s\S]*at most 200/],
  ])('refuses %s', (_, props, text) => {
    expect(refusalOf(() => poolsWith(props))).toMatch(text);
  });

  test.each([['eu-west-1', 'aws'], ['us-gov-west-1', 'aws-us-gov'], ['cn-north-1', 'aws-cn']])('in %s take the policies of %s', (region, partition) => {
    const { blocks } = poolsWith({ network: { vpcId: 'vpc-1', subnets: { [`${region}a`]: 'subnet-a', [`${region}b`]: 'subnet-b' } } });
    expect(all(blocks, 'aws_iam_role_policy_attachment').map((one) => one['policy_arn'])).toEqual(['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'].map((policy) => `arn:${partition}:iam::aws:policy/${policy}`));
  });

  test('start when there is a way out of their zones, and not before', () => {
    const stack = newStack();
    const network = networkOf(stack);
    new NodePools(stack, 'Pools', { cluster: 'main', network, pools: { apps: APPS, db: { ...APPS, for: 'stateful' } } });
    const waits = all(resourcesOf(stack), 'aws_eks_node_group').map((group) => (group['depends_on'] as readonly string[]).filter((address) => address.startsWith('aws_route_table_association.')).length);
    // Pools of the system and of apps are in all zones, the others in one each: the route of nodes, and the one of their gateway.
    expect(waits.sort()).toEqual([2, 2, 2, 6, 6]);
  });

  test('takes more nodes where pods have a range of their own', () => {
    expect(() => poolsWith({ network: { ...PLACE, addressesPerZone: 200, cni: { drainsNodeSubnets: false } } })).not.toThrow();
  });
});

describe('roles', () => {
  const who = { namespace: 'shop', serviceAccount: 'api', account: ACCOUNT };

  test('have the name and path that their ARN was made of', () => {
    const stack = newStack();
    new IrsaRole(stack, 'A', { identity: new Irsa({ ...who, issuer: ISSUER, rolePath: '/apps/', roleName: 'orders' }), boundary: 'arn:aws:iam::aws:policy/PowerUserAccess' });
    new PodIdentityRole(stack, 'B', { identity: new EksPodIdentity({ ...who, cluster: 'main' }), tags: { team: 'shop' } });
    const blocks = resourcesOf(stack);
    expect(all(blocks, 'aws_iam_role')).toMatchObject([{ name: 'orders', path: '/apps/', permissions_boundary: 'arn:aws:iam::aws:policy/PowerUserAccess' }, { name: 'shop-api', path: '/', tags: { team: 'shop' } }]);
    expect(all(blocks, 'aws_eks_pod_identity_association')).toMatchObject([{ cluster_name: 'main', namespace: 'shop', service_account: 'api' }]);
    expect(all(blocks, 'aws_iam_role_policy')).toEqual([]);
  });

  test('may not do everything', () => {
    const role = (grants: Grants) => refusalOf(() => new IrsaRole(newStack(), 'A', { identity: new Irsa({ ...who, issuer: ISSUER }), ...grants }));
    for (const action of ['*', '*:*', '**']) expect(role({ permissions: [{ actions: [action], resources: ['*'] }] })).toMatch(/permission to do \*/);
    expect(role({ managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'] })).toMatch(/policy arn:aws:iam::aws:policy\/AdministratorAccess/);
  });
});

describe('loopReadyEks', () => {
  test.each([
    ['the text of the issuer', { name: 'main', issuer: 'https://oidc.eks.cn-north-1.amazonaws.com.cn/id/A' }, {}, 'aws-cn'],
    ['what is said', { name: 'main', issuer: '${aws_eks_cluster.main.identity[0].oidc[0].issuer}' }, { partition: 'aws-us-gov' }, 'aws-us-gov'],
    ['nothing', { name: 'main', issuer: '${aws_eks_cluster.main.identity[0].oidc[0].issuer}' }, {}, 'aws'],
  ] as const)('takes policies of add-ons by %s', (_, cluster, options, partition) => {
    const stack = newStack();
    loopReadyEks(stack, cluster, options);
    const [first] = all(resourcesOf(stack), 'aws_iam_role_policy_attachment');
    expect(String(first!['policy_arn'])).toMatch(new RegExp(`^arn:${partition}:iam::aws:policy/`));
  });

  test('leaves out what the team has, and takes versions by name', () => {
    const stack = newStack();
    const ready = loopReadyEks(stack, { name: 'main', issuer: ISSUER }, { irsa: false, vpcCni: null, metricsServer: false, versions: { 'aws-ebs-csi-driver': 'v1.50.0-eksbuild.1' } });
    expect(ready.oidcProvider).toBeNull();
    expect(Object.keys(ready.addOns)).toEqual(['eks-pod-identity-agent', 'aws-ebs-csi-driver']);
    const blocks = resourcesOf(stack);
    expect(all(blocks, 'aws_iam_openid_connect_provider')).toEqual([]);
    expect(all(blocks, 'aws_eks_addon').map((addOn) => addOn['addon_version'])).toEqual([undefined, 'v1.50.0-eksbuild.1']);
  });
});

describe('etcd', () => {
  test('is mounted from its own disk before anything starts, and from the disk in the machine where it has one', () => {
    const script = (props: Partial<EtcdNodesProps>) => String(all(etcdWith(props).blocks, 'aws_instance')[1]!['user_data']);
    expect(script({ bootstrap: 'kubeadm init' })).toMatch(/nvme-Amazon_Elastic_Block_Store_\$\{replace\(aws_ebs_volume\.Etcd_Volumes_Member1_\w+\.id, "-", ""\)\}[\s\S]*mount \/var\/lib\/etcd\n[\s\S]*kubeadm init\n$/);
    expect(script({ disk: { type: 'local-nvme' }, instanceType: 'i4i.xlarge' })).toContain('nvme-Amazon_EC2_NVMe_Instance_Storage_');
  });

  test('stands beside the API server up to 100 nodes, and alone from there on', () => {
    expect(etcdWith({ size: 'below100Nodes' }).nodes).toMatchObject({ topology: 'stacked', pool: { taint: { key: 'node-role.kubernetes.io/control-plane' } } });
    expect(etcdWith({ size: 'from100Nodes' }).nodes).toMatchObject({ topology: 'dedicated', pool: { taint: { key: 'looplaw.dev/etcd' } } });
  });

  test('answers to its members and to the API servers that are named', () => {
    const rules = all(etcdWith({ apiServers: { api: 'sg-api' } }).blocks, 'aws_vpc_security_group_ingress_rule').map((rule) => `${String(rule['from_port'])} ${String(rule['referenced_security_group_id']).replace(/\$\{.*/, 'members')}`);
    expect(rules).toEqual(['2379 members', '2380 members', '2381 members', '2379 sg-api']);
  });

  test('starts when there is a way out of its zone, in a stack with its network', () => {
    const stack = newStack();
    const network = networkOf(stack);
    new EtcdNodes(stack, 'Etcd', { size: 'from100Nodes', members: ZONES, network, ami: 'ami-1' });
    const [machine] = all(resourcesOf(stack), 'aws_instance');
    expect(machine!['depends_on']).toEqual([expect.stringContaining('PrivateRoute-eu-west-1a'), expect.stringContaining('PublicRoute-eu-west-1a')]);
  });

  test('leaves it to Terraform to order stacks', () => {
    const app = Testing.app();
    const [cloud, etcd] = ['cloud', 'etcd'].map((name) => new TerraformStack(app, name)) as [TerraformStack, TerraformStack];
    new EtcdNodes(etcd, 'Etcd', { size: 'from100Nodes', members: ZONES, network: networkOf(cloud), ami: 'ami-1' });
    expect(all(resourcesOf(etcd), 'aws_instance').map((machine) => machine['depends_on'])).toEqual([[], [], []]);
  });

  test('has the addresses it is given, and tells them with its names', () => {
    const { nodes, blocks } = etcdWith({ addresses: ['10.0.0.10', '10.0.64.10', '10.0.128.10'] });
    expect(nodes.members).toEqual([{ name: 'etcd-0', address: '10.0.0.10' }, { name: 'etcd-1', address: '10.0.64.10' }, { name: 'etcd-2', address: '10.0.128.10' }]);
    expect(all(blocks, 'aws_instance').map((machine) => machine['private_ip'])).toEqual(['10.0.0.10', '10.0.64.10', '10.0.128.10']);
    expect(etcdWith().nodes.members).toEqual([]);
  });

  test('keeps its disks from being destroyed unless it is said that they may go', () => {
    const protectedIn = (isDisposable: boolean) => {
      const stack = newStack();
      new EtcdVolumes(stack, 'Disks', { members: ZONES, isDisposable });
      return all(resourcesOf(stack), 'aws_ebs_volume').map((disk) => disk['lifecycle']);
    };
    expect(protectedIn(false)).toEqual(ZONES.map(() => ({ prevent_destroy: true })));
    expect(protectedIn(true)).toEqual(ZONES.map(() => ({ prevent_destroy: false })));
  });

  test.each<[string, Partial<EtcdNodesProps>, RegExp]>([
    ['a zone with the majority', { members: ['eu-west-1a', 'eu-west-1a', 'eu-west-1b'] }, /eu-west-1a holds too many of 3/],
    ['five members with three in one zone', { members: ['eu-west-1a', 'eu-west-1a', 'eu-west-1a', 'eu-west-1b', 'eu-west-1c'] }, /holds too many of 5/],
    ['a zone the network is not in', { members: ['eu-west-1a', 'eu-west-1b', 'eu-west-1d'] }, /a member in eu-west-1d/],
    ['an address too few', { addresses: ['10.0.0.10', '10.0.64.10'] }, /for 3 members/],
    ['an address twice', { addresses: ['10.0.0.10', '10.0.64.10', '10.0.0.10'] }, /for 3 members/],
    ['an address of another zone', { network: { ...PLACE, ranges: { 'eu-west-1a': '10.0.0.0/18' } }, addresses: ['10.0.64.10', '10.0.64.11', '10.0.128.10'] }, /address 10\.0\.64\.10, outside/],
    ['too few operations', { disk: { type: 'io2', iops: 3000 } }, /with 3000 operations/],
    ['more operations than the size allows', { disk: { type: 'io2', gib: 10, iops: 6000 } }, /at most 500 for each GiB/],
    ['a disk in a machine that has none', { disk: { type: 'local-nvme' } }, /local-nvme on m7i\.2xlarge/],
  ])('refuses %s', (_, props, text) => {
    expect(refusalOf(() => etcdWith(props))).toMatch(text);
  });
});
