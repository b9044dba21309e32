import type { NodePool } from '../../compute/placement/node-pool';
import { demand } from '../../refusal';

/** Zones of the members, one entry for each: an odd number of them, or it does not compile. Serves control-plane/etcd-odd-members. */
export type OddZones<Z extends string = string> = readonly [Z] | ThreeZones<Z> | FiveZones<Z> | readonly [Z, Z, Z, Z, Z, Z, Z];
/** Three members. */
export type ThreeZones<Z extends string = string> = readonly [Z, Z, Z];
/** Five members. */
export type FiveZones<Z extends string = string> = readonly [Z, Z, Z, Z, Z];

/** How large the cluster may get, and so where etcd runs. What does not carry the size does not compile. Serves control-plane/etcd-topology-fits-size. */
export type EtcdTopology =
  | { /** For development: the API may be gone during maintenance. */ readonly size: 'development'; readonly topology?: 'stacked'; readonly members: readonly [string] }
  | { /** Below 100 nodes: three machines that run the control plane and etcd, or etcd alone. Default `stacked`. */ readonly size: 'below100Nodes'; readonly topology?: 'stacked' | 'dedicated'; readonly members: ThreeZones }
  | { /** 100 nodes and more, or strict objectives: etcd alone, on three or five machines. */ readonly size: 'from100Nodes'; readonly topology?: 'dedicated'; readonly members: ThreeZones | FiveZones };

/** Serves control-plane/etcd-zone-spread. @throws Refusal where one zone takes the quorum with it. */
export function checkSpread(where: string, members: OddZones): void {
  const zones: readonly string[] = members;
  const lost = zones.find((zone) => zones.filter((other) => other === zone).length > Math.floor((zones.length - 1) / 2));
  demand(zones.length === 1 || lost === undefined, where, 'control-plane/etcd-zone-spread', () => ({
    found: `members in ${zones.join(', ')}: ${lost} holds too many of ${zones.length}`, expected: 'no zone with a majority of the members', remedy: 'spread them over three zones',
  }));
}

/** Where etcd of a cluster of this size runs: what is asked for, else beside the API server below 100 nodes. */
export function topologyOf({ size, topology }: EtcdTopology): 'stacked' | 'dedicated' {
  return topology ?? (size === 'from100Nodes' ? 'dedicated' : 'stacked');
}

/** Serves control-plane/etcd-zone-spread. @throws Refusal for a member in a zone the network has no subnet in. */
export function checkZones(where: string, members: readonly string[], subnets: Readonly<Record<string, string>>): void {
  const strange = members.find((zone) => subnets[zone] === undefined);
  demand(strange === undefined, where, 'control-plane/etcd-zone-spread', () => ({
    found: `a member in ${strange}`, expected: `zones of the network: ${Object.keys(subnets).join(', ')}`, remedy: 'name zones it has a private subnet in',
  }));
}

/** What keeps apps off the machines of etcd where these join a cluster: the label and taint of kubeadm for a control plane, else ones of their own. */
export function etcdPool(topology: 'stacked' | 'dedicated'): NodePool {
  const [key, value] = topology === 'stacked' ? ['node-role.kubernetes.io/control-plane', ''] as const : ['looplaw.dev/etcd', 'true'] as const;
  return { labels: { [key]: value }, taint: { key: key, value: value, effect: 'NoSchedule' } };
}
