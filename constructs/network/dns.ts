import { CLOUDS, type Cloud } from '../clouds';
import type { Cidr } from '../platform';
import { policyPeer, policyPorts, type Peer } from './peer';

const CLUSTER_DNS: Peer = { namespace: 'kube-system', pods: { 'k8s-app': 'kube-dns' } };
/** NodeLocal DNSCache: it runs on the host's network, so no pod selector matches it. */
const NODE_LOCAL: Cidr = '169.254.20.10/32';

/** The egress rule without which nothing resolves. Serves network/policy-allows-dns. */
export function dnsEgress(cloud: Cloud): object {
  const peers: readonly Peer[] = [CLUSTER_DNS, ...[NODE_LOCAL, ...CLOUDS[cloud].resolvers].map((cidr) => ({ cidr }))];
  return { to: peers.map(policyPeer), ports: policyPorts([53], ['UDP', 'TCP']) };
}
