import { OPEN } from '../reading/unknown';
import { Labels } from '../selection/selector';
import type { Pod } from '../workload/pod';
import { Cidr } from './cidr';
import type { End, Flow, Protocol } from './flow';

/** A place where names are resolved. */
interface Resolver {
  readonly end: End;
  readonly port: number;
}

const PORT = 53;

/** How the ports of CoreDNS are called wherever it is installed. */
const PORT_NAMES: ReadonlyMap<string, Protocol> = new Map([['dns', 'UDP'], ['dns-tcp', 'TCP']]);

/**
 * Where clusters resolve names: CoreDNS as nearly all label it, OpenShift's, and caches on the node (NodeLocal DNSCache, AKS LocalDNS,
 * Cloud DNS of GKE), which no selector of pods matches, but where Cilium or GKE leads pods to a cache that is a pod. Which of them a cluster
 * has, no manifest says.
 * @see https://docs.cilium.io/en/stable/network/kubernetes/local-redirect-policy/
 * @see https://github.com/kubernetes/kubernetes/blob/master/cluster/addons/dns/nodelocaldns/README.md
 */
const CLUSTER_RESOLVERS: readonly Resolver[] = [
  { end: pods('kube-system', 'k8s-app', 'kube-dns'), port: PORT },
  { end: pods('kube-system', 'k8s-app', 'node-local-dns'), port: PORT },
  { end: pods('openshift-dns', 'dns.operator.openshift.io/daemonset-dns', 'default'), port: 5353 },
  ...['169.254.20.10', '169.254.10.10', '169.254.10.11', '169.254.169.254'].map(addressed),
];

/** Connections of which one is enough to ask for names. */
export function resolverFlows(pod: Pod, protocol: Protocol): readonly Flow[] {
  const named = (name: string) => (PORT_NAMES.get(name) === protocol ? PORT : undefined);
  return resolversOf(pod).map(({ end, port }) => ({ end, port, protocol, named }));
}

/** Pods with resolvers of their own ask those; pods that take their node's ask somebody outside. */
function resolversOf(pod: Pod): readonly Resolver[] {
  switch (pod.spec.string('dnsPolicy')) {
    case 'None':
      return nameserversOf(pod);
    case 'Default':
      return [{ end: { is: 'outside' }, port: PORT }];
    default:
      return CLUSTER_RESOLVERS;
  }
}

/** A private address may be that of the cluster's own resolver, which policies know by its pods. */
function nameserversOf(pod: Pod): readonly Resolver[] {
  const dnsConfig = pod.spec.in('dnsConfig');
  const nameservers = dnsConfig.strings('nameservers').map((address) => {
    const cidr = Cidr.parse(`${address}/${address.includes(':') ? 128 : 32}`);
    if (cidr === null) throw dnsConfig.unknown('nameservers');
    return cidr;
  });
  const own = nameservers.map((cidr): Resolver => ({ end: { is: 'address', cidr }, port: PORT }));
  return nameservers.some((cidr) => cidr.isPrivate) ? [...own, ...CLUSTER_RESOLVERS] : own;
}

function addressed(address: string): Resolver {
  return { end: { is: 'address', cidr: Cidr.of(address) }, port: PORT };
}

function pods(namespace: string, label: string, value: string): End {
  return { is: 'pods', namespace, labels: new Labels({ [label]: value, [OPEN]: true }) };
}
