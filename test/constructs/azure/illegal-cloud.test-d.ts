import type { TerraformStack } from 'cdktf';
import { ClusterNetwork, EtcdNodes, EtcdVolumes, FederatedIdentity, NodePools, type Federation } from '../../../constructs/azure';
import type { EksPodIdentity } from '../../../constructs/aws';
import { NETWORK, POOLS, teamCluster } from './stacks';

/** Never called: it is enough that the compiler reads it. Each line marked must not compile, and the unmarked ones must. */
export function illegalCloud(stack: TerraformStack, identity: Federation, ofAws: EksPodIdentity, network: ClusterNetwork): void {
  const [a, b, c] = NETWORK.zones as unknown as readonly [string, string, string];
  const cluster = teamCluster(stack);
  new EtcdVolumes(stack, 'ok', { members: [a, b, c], resourceGroup: 'shop' });
  new NodePools(stack, 'ok', { cluster, network, pools: POOLS });

  // @ts-expect-error -- two members: one more to lose, and no more that may be lost
  new EtcdVolumes(stack, 'x', { members: [a, b], resourceGroup: 'shop' });
  // @ts-expect-error -- four members, of which a zone that fails takes two
  new EtcdVolumes(stack, 'x', { members: [a, b, c, a], resourceGroup: 'shop' });
  // @ts-expect-error -- a disk whose speed follows its size
  new EtcdVolumes(stack, 'x', { members: [a, b, c], resourceGroup: 'shop', disk: { type: 'Premium_LRS' } });
  // @ts-expect-error -- a disk that writes to three zones before it answers
  new EtcdVolumes(stack, 'x', { members: [a, b, c], resourceGroup: 'shop', disk: { type: 'Premium_ZRS' } });
  // @ts-expect-error -- one member for a cluster that is used
  new EtcdNodes(stack, 'x', { size: 'below100Nodes', members: [a], network, resourceGroup: 'shop', image: '/image', sshKey: 'k' });
  // @ts-expect-error -- etcd beside the API server of a large cluster
  new EtcdNodes(stack, 'x', { size: 'from100Nodes', topology: 'stacked', members: [a, b, c], network, resourceGroup: 'shop', image: '/image', sshKey: 'k' });

  // @ts-expect-error -- a gateway nobody watches
  new ClusterNetwork(stack, 'x', { ...NETWORK, actionGroups: [] });
  // @ts-expect-error -- a network without zones
  new ClusterNetwork(stack, 'x', { ...NETWORK, zones: [] });
  // @ts-expect-error -- Cilium where pods share the subnets of nodes
  new ClusterNetwork(stack, 'x', { ...NETWORK, cni: { mode: 'node-subnet', policyEngine: 'cilium' } });
  // @ts-expect-error -- an engine that is being retired
  new ClusterNetwork(stack, 'x', { ...NETWORK, cni: { mode: 'overlay', policyEngine: 'azure' } });
  // @ts-expect-error -- disks on nodes that are taken back
  new NodePools(stack, 'x', { cluster, network, pools: { data: { for: 'stateful', spot: true, vmSize: 'Standard_D4s_v5', min: 1, max: 2 } } });

  new FederatedIdentity(stack, 'ok', { identity, managedIdentity: { name: 'shop-api', resourceGroup: 'shop' } });
  // @ts-expect-error -- an identity of another cloud
  new FederatedIdentity(stack, 'x', { identity: ofAws, managedIdentity: { name: 'shop-api', resourceGroup: 'shop' } }); // eslint-disable-line @typescript-eslint/no-unsafe-class-instance-assignment -- so says the compiler
}
