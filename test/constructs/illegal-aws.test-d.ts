/* eslint @typescript-eslint/no-unsafe-class-instance-assignment: off -- what the compiler refuses is what is shown */
import type { TerraformStack } from 'cdktf';
import { EksPodIdentity, EtcdNodes, EtcdVolumes, Irsa, IrsaRole, NodePools, PodIdentityRole, ClusterNetwork, type ZonedNetwork } from '../../constructs/aws';

/** Never called: it is enough that the compiler reads it. Each line marked must not compile, and the unmarked ones must. */
export function illegalStates(stack: TerraformStack, network: ZonedNetwork): void {
  const who = { namespace: 'shop', serviceAccount: 'api', account: '111122223333' };
  const irsa = new Irsa({ ...who, issuer: 'https://oidc.example.com' });
  const association = new EksPodIdentity({ ...who, cluster: 'main' });
  new IrsaRole(stack, 'ok', { identity: irsa });
  new PodIdentityRole(stack, 'ok', { identity: association });
  // @ts-expect-error -- an identity of another way in
  new IrsaRole(stack, 'x', { identity: association });
  // @ts-expect-error -- an identity of another way in
  new PodIdentityRole(stack, 'x', { identity: irsa });
  // @ts-expect-error -- names written a second time
  new IrsaRole(stack, 'x', { identity: irsa, namespace: 'store' });
  // @ts-expect-error -- a permission for nothing
  new IrsaRole(stack, 'x', { identity: irsa, permissions: [{ actions: [], resources: ['*'] }] });

  const alarmTopics = ['arn:aws:sns:eu-west-1:111122223333:platform'] as const;
  new ClusterNetwork(stack, 'ok', { name: 'main', zones: ['eu-west-1a', 'eu-west-1b'], alarmTopics });
  // @ts-expect-error -- one zone
  new ClusterNetwork(stack, 'x', { name: 'main', zones: ['eu-west-1a'], alarmTopics });
  // @ts-expect-error -- alarms nobody hears
  new ClusterNetwork(stack, 'x', { name: 'main', zones: ['eu-west-1a', 'eu-west-1b'], alarmTopics: [] });
  // @ts-expect-error -- an overlay without a range for pods
  new ClusterNetwork(stack, 'x', { name: 'main', zones: ['eu-west-1a', 'eu-west-1b'], alarmTopics, cni: { plugin: 'cilium' } });

  const apps = { for: 'stateless', instanceTypes: ['m7i.large'], min: 2, max: 4 } as const;
  new NodePools(stack, 'ok', { cluster: 'main', network, pools: { apps, db: { ...apps, for: 'stateful' } } });
  // @ts-expect-error -- disks on machines that are taken back
  new NodePools(stack, 'x', { cluster: 'main', network, pools: { db: { ...apps, for: 'stateful', spot: true } } });
  // @ts-expect-error -- spot of one kind, which runs out at once
  new NodePools(stack, 'x', { cluster: 'main', network, pools: { spot: { ...apps, spot: true } } });
  // @ts-expect-error -- an autoscaler without an upper bound
  new NodePools(stack, 'x', { cluster: 'main', network, pools: { apps: { for: 'stateless', instanceTypes: ['m7i.large'], min: 2 } } });

  const three = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'] as const;
  new EtcdVolumes(stack, 'ok', { members: ['eu-west-1a'] });
  new EtcdVolumes(stack, 'ok', { members: [...three, 'eu-west-1a', 'eu-west-1b'] });
  // @ts-expect-error -- an even number of members
  new EtcdVolumes(stack, 'x', { members: ['eu-west-1a', 'eu-west-1b'] });
  // @ts-expect-error -- an even number of members
  new EtcdVolumes(stack, 'x', { members: [...three, 'eu-west-1a'] });
  // @ts-expect-error -- a disk with a burst bucket
  new EtcdVolumes(stack, 'x', { members: three, disk: { type: 'gp2' } });
  // @ts-expect-error -- a disk of the second choice
  new EtcdVolumes(stack, 'x', { members: three, disk: { type: 'gp3' } });
  // @ts-expect-error -- the disk the machine starts from
  new EtcdVolumes(stack, 'x', { members: three, disk: { type: 'root' } });

  new EtcdNodes(stack, 'ok', { size: 'development', members: ['eu-west-1a'], network, ami: 'ami-1' });
  new EtcdNodes(stack, 'ok', { size: 'from100Nodes', members: [...three, 'eu-west-1a', 'eu-west-1b'], network, ami: 'ami-1', disk: { type: 'local-nvme' } });
  // @ts-expect-error -- beside the API server of a large cluster
  new EtcdNodes(stack, 'x', { size: 'from100Nodes', topology: 'stacked', members: three, network, ami: 'ami-1' });
  // @ts-expect-error -- one member under production
  new EtcdNodes(stack, 'x', { size: 'below100Nodes', members: ['eu-west-1a'], network, ami: 'ami-1' });
  // @ts-expect-error -- two members
  new EtcdNodes(stack, 'x', { size: 'from100Nodes', members: ['eu-west-1a', 'eu-west-1b'], network, ami: 'ami-1' });
}
