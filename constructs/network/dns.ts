import type { Cidr, Cloud } from '../platform';
import { policyPeer, policyPorts, type Peer } from './peer';

const CLUSTER_DNS: Peer = { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } };
/** NodeLocal DNSCache: it runs on the host's network, so no pod selector matches it. */
const NODE_LOCAL: Cidr = '169.254.20.10/32';

/** Resolvers of a cloud's own: LocalDNS of AKS, Cloud DNS of GKE. */
const LINK_LOCAL: { readonly [C in Cloud]: readonly Cidr[] } = {
  aws: [],
  azure: ['169.254.10.10/32', '169.254.10.11/32'],
  gcp: ['169.254.169.254/32'],
};

/** The egress rule without which nothing resolves. Serves network/policy-allows-dns. */
export function dnsEgress(cloud: Cloud): object {
  const peers: readonly Peer[] = [CLUSTER_DNS, ...[NODE_LOCAL, ...LINK_LOCAL[cloud]].map((cidr) => ({ cidr }))];
  return { to: peers.map(policyPeer), ports: policyPorts([53], ['UDP', 'TCP']) };
}
