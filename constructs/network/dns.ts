import { CLOUDS } from '../clouds';
import type { Cidr, Platform } from '../platform';
import { policyPeer, policyPorts, type Peer } from './peer';

/**
 * Where pods ask for names in any cluster: at CoreDNS, by the label nearly everybody gives it, or at a cache on their node. Where Cilium or
 * Dataplane V2 of GKE leads them to the cache, it is a pod of its own, and no longer CoreDNS to a policy; elsewhere it runs on the network of
 * the host, and no selector of pods matches it.
 * @see https://docs.cilium.io/en/stable/network/kubernetes/local-redirect-policy/
 * @see https://github.com/kubernetes/kubernetes/blob/master/cluster/addons/dns/nodelocaldns/README.md
 */
const ANYWHERE: readonly Peer[] = [
  ...['kube-dns', 'node-local-dns'].map((app) => ({ namespace: 'kube-system', pods: { 'k8s-app': app } })),
  { cidr: '169.254.20.10/32' },
];

/**
 * CoreDNS of EKS Auto Mode runs on the nodes, in no pod, and is asked at the tenth address of the service range, of which EKS has two.
 * @see https://github.com/aws/containers-roadmap/issues/2552
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 */
const AUTO_MODE: readonly Cidr[] = ['172.20.0.10/32', '10.100.0.10/32'];

/** The egress rule without which nothing resolves. Serves network/policy-allows-dns. */
export function dnsEgress({ cloud, facts }: Platform): object {
  const isAutoMode = 'autoMode' in facts && facts.autoMode;
  const addresses: readonly Cidr[] = [...CLOUDS[cloud].resolvers, ...(isAutoMode ? AUTO_MODE : []), ...facts.resolvers ?? []];
  return { to: [...ANYWHERE, ...addresses.map((cidr) => ({ cidr }))].map(policyPeer), ports: policyPorts([53], ['UDP', 'TCP']) };
}
