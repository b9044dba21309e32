import type { Cidr, Cloud, Platform } from '../platform';
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
 * The clouds' own: CoreDNS of EKS Auto Mode runs on the nodes, in no pod, and is asked at the tenth address of the service range, of which
 * EKS has two; then LocalDNS of AKS, and Cloud DNS of GKE.
 * @see https://github.com/aws/containers-roadmap/issues/2552
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
 * @see https://learn.microsoft.com/azure/aks/dns-concepts
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns
 */
const OWN: { readonly [C in Cloud]: (platform: Platform<C>) => readonly Cidr[] } = {
  aws: ({ facts }) => (facts.autoMode === true ? ['172.20.0.10/32', '10.100.0.10/32'] : []),
  azure: () => ['169.254.10.10/32', '169.254.10.11/32'],
  gcp: () => ['169.254.169.254/32'],
};

/** The egress rule without which nothing resolves. Serves network/policy-allows-dns. */
export function dnsEgress<C extends Cloud>(platform: Platform<C>): object {
  const addresses = [...OWN[platform.cloud](platform), ...platform.facts.resolvers ?? []];
  return { to: [...ANYWHERE, ...addresses.map((cidr) => ({ cidr }))].map(policyPeer), ports: policyPorts([53], ['UDP', 'TCP']) };
}
