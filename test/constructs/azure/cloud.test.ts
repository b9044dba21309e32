import { RoleAssignment } from '@cdktf/provider-azurerm/lib/role-assignment/index.js';
import { describe, expect, test } from 'vitest';
import {
  ClusterNetwork, EtcdNodes, EtcdVolumes, FederatedIdentity, Federation, NodePools, loopReadyAks, type ClusterNetworkProps, type EtcdVolumesProps, type NodePoolsProps,
} from '../../../constructs/azure';
import { refusalOf } from '../manifests';
import { CLIENT, NETWORK, POOLS, ZONES, blocksOf, newStack, teamCluster, type Block } from './stacks';

const ISSUER = 'https://westeurope.oic.prod-aks.azure.com/tenant/cluster/';
const all = (stack: ReturnType<typeof newStack>, type: string): readonly Block[] => Object.values(blocksOf(stack, type));
const PLACE = { subnets: Object.fromEntries(ZONES.map((zone) => [zone, `/subnets/${zone}`])) };

function networkWith(props: Partial<ClusterNetworkProps> = {}) {
  const stack = newStack();
  return { stack, network: new ClusterNetwork(stack, 'network', { ...NETWORK, ...props }) };
}

describe('ClusterNetwork', () => {
  test('cuts the range into a subnet per zone, and one for endpoints', () => {
    const { stack } = networkWith();
    expect(all(stack, 'azurerm_subnet').map(({ address_prefixes: [prefix] = [] }: Block & { readonly address_prefixes?: readonly string[] }) => prefix))
      .toEqual(['10.0.0.0/18', '10.0.64.0/18', '10.0.128.0/18', '10.0.192.0/22']);
    expect(all(stack, 'azurerm_subnet').every((subnet) => subnet['default_outbound_access_enabled'] === false)).toBe(true);
  });

  test('has a gateway in each zone, with as many addresses as are asked for', () => {
    const { stack } = networkWith({ publicIpsPerZone: 2 });
    expect(all(stack, 'azurerm_nat_gateway').map(({ zones }) => zones)).toEqual([['1'], ['2'], ['3']]);
    expect(all(stack, 'azurerm_public_ip')).toHaveLength(6);
    expect(all(stack, 'azurerm_nat_gateway_public_ip_association')).toHaveLength(6);
    expect(all(stack, 'azurerm_subnet_nat_gateway_association')).toHaveLength(3);
  });

  test('is given to nodes when their subnet has its way out, and the gateway its addresses', () => {
    const { stack, network } = networkWith();
    new NodePools(stack, 'Pools', { cluster: teamCluster(stack), network, pools: POOLS });
    for (const pool of all(stack, 'azurerm_kubernetes_cluster_node_pool')) expect(pool['vnet_subnet_id']).toMatch(/^\$\{azurerm_subnet_nat_gateway_association\.\S+\.subnet_id\}$/);
    for (const way of all(stack, 'azurerm_subnet_nat_gateway_association')) expect(way['depends_on']).toEqual([expect.stringMatching(/^azurerm_nat_gateway_public_ip_association\./)]);
  });

  test('tells the action groups before, and when, ports run out', () => {
    const { stack } = networkWith({ publicIpsPerZone: 2 });
    const alarms = all(stack, 'azurerm_monitor_metric_alert') as readonly (Block & { readonly criteria: readonly [Block] })[];
    expect(alarms.map(({ criteria: [{ metric_name: metric, threshold }] }) => [metric, threshold]).slice(0, 3)).toEqual([
      ['SNATConnectionCount', 0], ['PacketDropCount', 0], ['TotalConnectionCount', 51_609 * 2],
    ]);
    expect(alarms[0]?.criteria[0]['dimension']).toEqual([{ name: 'ConnectionState', operator: 'Include', values: ['Failed'] }]);
    expect(alarms).toHaveLength(9);
    expect(new Set(alarms.map(({ scopes }) => String(scopes))).size).toBe(3);
    for (const alarm of alarms) expect(alarm['action']).toEqual(NETWORK.actionGroups.map((id) => ({ action_group_id: id })));
  });

  test.each([
    [{ mode: 'overlay' }, { networkPluginMode: 'overlay', networkPolicy: 'cilium', networkDataPlane: 'cilium', podCidr: '10.244.0.0/16' }],
    [{ mode: 'overlay', policyEngine: 'calico', pods: '100.64.0.0/16' }, { networkPluginMode: 'overlay', networkPolicy: 'calico', podCidr: '100.64.0.0/16' }],
    [{ mode: 'node-subnet' }, { networkPolicy: 'calico' }],
  ] as const)('works out what follows from %j', (cni, profile) => {
    expect(networkWith({ cni }).network.profile).toEqual({
      networkPlugin: 'azure', serviceCidr: '172.20.0.0/16', dnsServiceIp: '172.20.0.10', outboundType: 'userAssignedNATGateway', ...profile,
    });
  });

  test('leads to registry and vault within the network, by their usual names', () => {
    const { stack } = networkWith({ endpoints: { images: { id: '/registry', service: 'registry' }, mirror: { id: '/other', service: 'registry' }, secrets: { id: '/vault', service: 'vault' } } });
    expect(all(stack, 'azurerm_private_dns_zone').map(({ name }) => name)).toEqual(['privatelink.azurecr.io', 'privatelink.vaultcore.azure.net']);
    expect(all(stack, 'azurerm_private_endpoint').map((endpoint) => endpoint['private_service_connection'])).toMatchObject([
      { private_connection_resource_id: '/registry', subresource_names: ['registry'] }, { private_connection_resource_id: '/other' }, { private_connection_resource_id: '/vault', subresource_names: ['vault'] },
    ]);
  });

  test.each<[string, Partial<ClusterNetworkProps>, RegExp]>([
    ['Services within the network', { services: '10.0.8.0/24' }, /range of the network, 10\.0\.0\.0\/16, shares addresses with that of Services/],
    ['a peer with the same range', { peers: ['10.0.0.0/8'] }, /that of the peer 10\.0\.0\.0\/8/],
    ['pods in the range of a peer', { cni: { mode: 'overlay', pods: '10.250.0.0/16' }, peers: ['10.250.7.0/24'] }, /range of pods/],
    ['a range that is none', { cidr: '10.0.0.0/33' }, /10\.0\.0\.0\/33 as the range of the network/],
    ['Services larger than AKS takes', { services: '192.0.0.0/10' }, /from \/13 to \/27/],
    ['zones of two regions', { zones: ['westeurope-1', 'northeurope-2'] }, /zones of one region/],
    ['a zone that is named twice', { zones: ['westeurope-1', 'westeurope-1'] }, /each once/],
    ['zones of another cloud', { zones: ['eu-west-1a'] }, /zones of one region/],
    ['no zone', { zones: [] as unknown as [string] }, /zones none/],
    ['more zones than a region has', { zones: ['westeurope-1', 'westeurope-2', 'westeurope-3', 'westeurope-4'] }, /4 zones/],
    ['a gateway without an address', { publicIpsPerZone: 0 }, /\[network\/nat-per-zone\]/],
  ])('refuses %s', (_, props, text) => {
    expect(refusalOf(() => networkWith(props))).toMatch(text);
  });
});

describe('NodePools', () => {
  function poolsWith(props: Partial<NodePoolsProps> = {}) {
    const stack = newStack();
    const cluster = teamCluster(stack);
    return { stack, pools: new NodePools(stack, 'Pools', { cluster, network: PLACE, pools: POOLS, ...props }) };
  }

  test('makes one pool per zone of each kind, and those of the system where the default pool is not', () => {
    const names = all(poolsWith().stack, 'azurerm_kubernetes_cluster_node_pool').map(({ name, zones, mode }) => `${String(name)} ${String(zones)} ${String(mode)}`);
    expect(names).toEqual(['system2 2 System', 'system3 3 System', ...['apps', 'data', 'spot'].flatMap((kind) => [1, 2, 3].map((n) => `${kind}${n} ${n} User`))]);
  });

  test('waits for what lets the cluster into the subnets, where that is handed in', () => {
    const stack = newStack();
    const cluster = teamCluster(stack);
    const joins = new RoleAssignment(stack, 'Joins', { scope: 'network', roleDefinitionName: 'Network Contributor', principalId: cluster.identity.principalId });
    new NodePools(stack, 'Pools', { cluster, network: PLACE, pools: POOLS, after: [joins] });
    const blocks = all(stack, 'azurerm_kubernetes_cluster_node_pool');
    expect(blocks.map((pool) => pool['depends_on'])).toEqual(blocks.map(() => ['azurerm_role_assignment.Joins']));
    expect(all(poolsWith().stack, 'azurerm_kubernetes_cluster_node_pool').some((pool) => 'depends_on' in pool)).toBe(false);
  });

  test('leaves the default pool to the system, and everything else of it as it is', () => {
    const { stack } = poolsWith();
    expect(all(stack, 'azurerm_kubernetes_cluster')[0]?.['default_node_pool']).toEqual({
      name: 'default', vm_size: 'Standard_D4s_v5', zones: ['1'], auto_scaling_enabled: true, min_count: 1, max_count: 3, only_critical_addons_enabled: true, temporary_name_for_rotation: 'standin',
    });
  });

  test('keeps spot apart, as AKS marks it, and stateful pods among themselves', () => {
    const { stack, pools } = poolsWith();
    const blocks = all(stack, 'azurerm_kubernetes_cluster_node_pool');
    expect(blocks.find(({ name }) => name === 'spot1')).toMatchObject({
      priority: 'Spot', eviction_policy: 'Delete', node_labels: { 'kubernetes.azure.com/scalesetpriority': 'spot' }, node_taints: ['kubernetes.azure.com/scalesetpriority=spot:NoSchedule'],
    });
    expect(blocks.find(({ name }) => name === 'spot1')).not.toHaveProperty('upgrade_settings');
    expect(pools.poolOf('data')).toEqual({ labels: { 'looplaw.dev/pool': 'data' }, taint: { key: 'looplaw.dev/pool', value: 'data', effect: 'NoSchedule' } });
    expect(pools.poolOf('spot').taint.value).toBe('spot');
  });

  const apps = { for: 'stateless', vmSize: 'Standard_D4s_v5', min: 1, max: 5 } as const;
  test.each<[string, Partial<NodePoolsProps>, RegExp]>([
    ['no pool for apps', { pools: { data: { ...apps, for: 'stateful' } } }, /one for stateless pods that is not spot/],
    ['a name AKS does not take', { pools: { 'web-apps': apps } }, /pool "web-apps"/],
    ['a second pool for the system', { pools: { apps, system: apps } }, /pool "system"/],
    ['a name that is too long with its zone', { pools: { abcdefghijkl: apps } }, /at most 10/],
    ['more at least than at most', { pools: { apps: { ...apps, min: 6 } } }, /min 6, max 5/],
    ['no pods on a node', { pools: { apps: { ...apps, maxPods: 5 } } }, /maxPods 5/],
    ['a zone without the system', { system: { vmSize: 'Standard_D2s_v5', min: 0, max: 1 } }, /one in each zone/],
    ['subnets of two regions', { network: { subnets: { 'westeurope-1': '/a', 'northeurope-1': '/b' } } }, /zones of one region/],
    ['more nodes than addresses', { network: { ...PLACE, addressesPerZone: 11 } }, /pools that take 14 addresses of a zone/],
    ['more pods than addresses', { network: { ...PLACE, addressesPerZone: 251, drainsNodeSubnets: true } }, /and their pods/],
    ['more nodes than an overlay has room for', { network: { ...PLACE, nodesInOverlay: 16 } }, /each takes a \/24/],
  ])('refuses %s', (_, props, text) => {
    expect(refusalOf(() => poolsWith({ pools: { apps }, ...props }))).toMatch(text);
  });

  test('refuses to send pods to a pool that takes every pod', () => {
    expect(refusalOf(() => poolsWith().pools.poolOf('apps'))).toMatch(/leave dedicatedPool out/);
  });
});

describe('etcd', () => {
  function volumesWith(props: Partial<EtcdVolumesProps> = {}) {
    const stack = newStack();
    new EtcdVolumes(stack, 'Etcd', { members: ZONES, resourceGroup: 'shop', ...props });
    return stack;
  }

  test('writes to disks that neither burst nor cache, one in each zone, which destroy does not take', () => {
    expect(all(volumesWith(), 'azurerm_managed_disk').map(({ name, zone }) => `${String(name)} ${String(zone)}`)).toEqual(['etcd-0 1', 'etcd-1 2', 'etcd-2 3']);
    expect(all(volumesWith({ diskEncryptionSetId: '/set' }), 'azurerm_managed_disk')[0]).toMatchObject({
      storage_account_type: 'PremiumV2_LRS', disk_iops_read_write: 6000, disk_mbps_read_write: 250, disk_size_gb: 40, disk_encryption_set_id: '/set', tags: { 'looplaw:role': 'etcd' }, lifecycle: { prevent_destroy: true },
    });
    expect(all(volumesWith({ isDisposable: true }), 'azurerm_managed_disk')[0]).toMatchObject({ lifecycle: { prevent_destroy: false } });
  });

  test.each<[string, Partial<EtcdVolumesProps>, RegExp]>([
    ['too few operations', { disk: { type: 'PremiumV2_LRS', iops: 3000 } }, /with 3000 operations/],
    ['more operations than the size has', { disk: { type: 'PremiumV2_LRS', gib: 16, iops: 6000 } }, /5000 to 5000 operations at that size/],
    ['more throughput than the operations carry', { disk: { type: 'UltraSSD_LRS', iops: 5000, throughput: 2000 } }, /2000 MB\/s/],
    ['half a GiB', { disk: { type: 'PremiumV2_LRS', gib: 40.5 } }, /40\.5 GiB/],
    ['a zone with the majority', { members: ['westeurope-1', 'westeurope-1', 'westeurope-2'] }, /no zone with a majority/],
    ['members in two regions', { members: ['westeurope-1', 'northeurope-2', 'westeurope-3'] }, /zones of one region/],
  ])('refuses %s', (_, props, text) => {
    expect(refusalOf(() => volumesWith(props))).toMatch(text);
  });

  test('runs on machines nobody but members and API servers reaches, and boots from another disk', () => {
    const stack = newStack();
    const nodes = new EtcdNodes(stack, 'Etcd', {
      size: 'from100Nodes', members: ZONES, network: PLACE, resourceGroup: 'shop', image: '/image', sshKey: 'ssh-ed25519 AAAA', apiServers: { api: '/asg' },
      disk: { type: 'UltraSSD_LRS' }, bootstrap: 'kubeadm join "$(cat /run/endpoint)" "${HOME}"',
    });
    expect(nodes.topology).toBe('dedicated');
    expect(all(stack, 'azurerm_linux_virtual_machine').map(({ zone, additional_capabilities: more }) => [zone, more])).toEqual(['1', '2', '3'].map((zone) => [zone, { ultra_ssd_enabled: true }]));
    const { locals } = JSON.parse(JSON.stringify(stack.toTerraform())) as { readonly locals: Readonly<Record<string, string>> };
    const [[boot, script] = ['', '']] = Object.entries(locals);
    expect(script).toMatch(/mount \/var\/lib\/etcd\n[\s\S]*kubeadm join "\$\(cat \/run\/endpoint\)" "\$\$\{HOME\}"\n$/);
    expect(all(stack, 'azurerm_linux_virtual_machine').map((machine) => machine['custom_data'])).toEqual(ZONES.map(() => `\${base64encode(local.${boot})}`));
    expect(all(stack, 'azurerm_virtual_machine_data_disk_attachment').map(({ caching, lun }) => [caching, lun])).toEqual(Array.from({ length: 3 }, () => ['None', 0]));
    expect(all(stack, 'azurerm_network_security_rule').map(({ name, access, priority }) => `${String(priority)} ${String(access)} ${String(name)}`)).toEqual(['100 Allow FromMembers', '200 Allow From-api', '4096 Deny NobodyElse']);
  });

  test('shares its machines with the control plane of a small cluster', () => {
    const nodes = new EtcdNodes(newStack(), 'Etcd', { size: 'below100Nodes', members: ZONES, network: PLACE, resourceGroup: 'shop', image: '/image', sshKey: 'k' });
    expect([nodes.topology, nodes.pool.taint.key]).toEqual(['stacked', 'node-role.kubernetes.io/control-plane']);
  });

  test('refuses a zone the network is not in', () => {
    const network = { subnets: { 'westeurope-1': '/a' } };
    expect(refusalOf(() => new EtcdNodes(newStack(), 'Etcd', { size: 'below100Nodes', members: ZONES, network, resourceGroup: 'shop', image: '/image', sshKey: 'k' }))).toMatch(/a member in westeurope-2/);
  });
});

describe('FederatedIdentity', () => {
  const identity = new Federation({ namespace: 'shop', serviceAccount: 'api', issuer: ISSUER, clientId: CLIENT, azure: 'china' });

  test('trusts exactly what the value says, and asks whether the identity is the one it names', () => {
    const stack = newStack();
    new FederatedIdentity(stack, 'Api', { identity, managedIdentity: { name: 'shop-api', resourceGroup: 'shop' } });
    expect(all(stack, 'azurerm_federated_identity_credential')).toMatchObject([{
      name: 'shop-api', subject: 'system:serviceaccount:shop:api', issuer: ISSUER, audience: ['api://AzureADTokenExchangeChina'], parent_id: expect.stringMatching(/^\$\{data\.azurerm_user_assigned_identity\./) as string,
    }]);
    expect(Object.values(blocksOf(stack, 'azurerm_user_assigned_identity', 'data'))).toMatchObject([{ lifecycle: { postcondition: [{ condition: `\${lower(self.client_id) == "${CLIENT}"}` }] } }]);
  });

  test('makes the identity, tells its client id, and warns until the value names it', () => {
    const stack = newStack();
    new FederatedIdentity(stack, 'Api', { identity, managedIdentity: { name: 'shop-api', resourceGroup: 'shop', createIn: 'chinaeast2' }, name: 'from-aks' });
    expect(all(stack, 'azurerm_user_assigned_identity')).toMatchObject([{ name: 'shop-api', location: 'chinaeast2' }]);
    expect(all(stack, 'azurerm_federated_identity_credential')).toMatchObject([{ name: 'from-aks' }]);
    const { output, check } = stack.toTerraform() as { readonly output: object; readonly check: Readonly<Record<string, unknown>> };
    expect(JSON.stringify(output)).toMatch(/azurerm_user_assigned_identity\.\w+\.client_id/);
    expect(Object.values(check)).toEqual([{ assert: { condition: expect.stringContaining(`.client_id) == "${CLIENT}"`) as string, error_message: expect.stringContaining('ServiceAccount shop/api asks for client') as string } }]);
  });
});

describe('loopReadyAks', () => {
  const readied = (changes: Parameters<typeof teamCluster>[2], props: Parameters<typeof loopReadyAks>[1] = {}) => {
    const stack = newStack();
    const ready = loopReadyAks(teamCluster(stack, null, changes), props);
    return { ...ready, block: all(stack, 'azurerm_kubernetes_cluster')[0] ?? {} };
  };

  test('switches on what is not there, and says so', () => {
    const { switchedOn, block, issuer } = readied({});
    expect(switchedOn).toEqual([
      'oidc_issuer_enabled', 'workload_identity_enabled', 'network_profile.network_policy', 'workload_autoscaler_profile.keda_enabled',
      'workload_autoscaler_profile.vertical_pod_autoscaler_enabled', 'key_vault_secrets_provider',
    ]);
    expect(block).toMatchObject({
      oidc_issuer_enabled: true, workload_identity_enabled: true, network_profile: { network_plugin: 'azure', network_plugin_mode: 'overlay', network_policy: 'cilium', network_data_plane: 'cilium' },
      workload_autoscaler_profile: { keda_enabled: true, vertical_pod_autoscaler_enabled: true }, key_vault_secrets_provider: { secret_rotation_enabled: true, secret_rotation_interval: '2m' },
      lifecycle: { prevent_destroy: true },
    });
    expect(issuer).toMatch(/^\$\{/);
  });

  test('leaves what the team wrote, and is silent when nothing is missing', () => {
    const written = {
      oidcIssuerEnabled: true, workloadIdentityEnabled: true, networkProfile: { networkPlugin: 'kubenet', networkPolicy: 'calico' }, keyVaultSecretsProvider: { secretRotationEnabled: false },
      workloadAutoscalerProfile: { kedaEnabled: true, verticalPodAutoscalerEnabled: false }, lifecycle: { ignoreChanges: ['tags'] },
    };
    const { switchedOn, block } = readied(written, { verticalPodAutoscaler: false });
    expect(switchedOn).toEqual([]);
    expect(block).toMatchObject({
      network_profile: { network_plugin: 'kubenet', network_policy: 'calico' }, key_vault_secrets_provider: { secret_rotation_enabled: false }, workload_autoscaler_profile: { vertical_pod_autoscaler_enabled: false },
      lifecycle: { ignore_changes: ['tags'], prevent_destroy: true },
    });
  });

  test.each([
    ['Calico, where pods share the subnets of nodes', { networkProfile: { networkPlugin: 'azure' } }, { policyEngine: 'calico' }, 'calico'],
    ['Calico on kubenet', { networkProfile: { networkPlugin: 'kubenet' } }, { policyEngine: 'calico' }, 'calico'],
    ['the policies of a data plane that is there', { networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', networkDataPlane: 'cilium' } }, {}, 'cilium'],
  ] as const)('takes %s', (_, changes, props, engine) => {
    expect(readied(changes, props).block['network_profile']).toMatchObject({ network_policy: engine });
  });

  test.each([
    ['another engine than the one that is there', { networkProfile: { networkPlugin: 'azure', networkPolicy: 'azure' } }, { policyEngine: 'calico' }, /policies enforced by azure/],
    ['Cilium without an overlay', { networkProfile: { networkPlugin: 'azure' } }, { policyEngine: 'cilium' }, /Azure CNI in overlay mode/],
    ['to choose where Cilium cannot be had', { networkProfile: { networkPlugin: 'azure' } }, {}, /policyEngine left out/],
    ['a network nobody wrote', { networkProfile: undefined as never }, {}, /no network_profile, which means kubenet/],
    ['a network of one\'s own', { networkProfile: { networkPlugin: 'none' } }, {}, /install Cilium or Calico yourself/],
    ['secrets that are never looked for', {}, { secretRotationMinutes: 0 }, /secretRotationMinutes 0/],
  ] as const)('refuses %s', (_, changes, props, text) => {
    expect(refusalOf(() => readied(changes, props))).toMatch(text);
  });
});
