import type { Cidr } from '../platform';
import { demand } from '../refusal';

/**
 * How pods get their addresses, and what follows.
 * * `overlay`: from a range of their own that the network never sees. Not encapsulated. Each node takes a /24 of it, 250 pods at most.
 * * `node-subnet`: from the subnet of the nodes, which then has to hold all pods of all nodes. Cilium is not to be had.
 *
 * Azure CNI can be moved to the overlay later, and never back.
 * @see https://learn.microsoft.com/azure/aks/concepts-network-cni-overview
 */
export type Cni =
  | {
    readonly mode: 'overlay';
    /** Range of pods; disjoint from all others. Default `10.244.0.0/16`. */
    readonly pods?: Cidr;
    /** What enforces NetworkPolicies. Default `cilium`, which knows names, too, with Advanced Container Networking. Serves network/policy-enforced. */
    readonly policyEngine?: 'cilium' | 'calico';
  }
  | { readonly mode: 'node-subnet'; readonly policyEngine?: 'calico'; readonly pods?: never };

/** As `azurerm_kubernetes_cluster` takes it. */
export interface NetworkProfile {
  readonly networkPlugin: 'azure';
  readonly networkPluginMode?: 'overlay';
  readonly networkDataPlane?: 'cilium';
  readonly networkPolicy: 'cilium' | 'calico';
  readonly podCidr?: Cidr;
  readonly serviceCidr: Cidr;
  readonly dnsServiceIp: string;
  readonly outboundType: 'userAssignedNATGateway';
}

/** The range of pods; `null` = they take addresses of nodes' subnets. */
export function podsOf(cni: Cni): Cidr | null {
  return cni.mode === 'overlay' ? cni.pods ?? '10.244.0.0/16' : null;
}

/** What a cluster has to say of its network so that policies are enforced and traffic leaves by the NAT gateways. @throws Refusal for Services AKS does not take */
export function profileOf(where: string, cni: Cni, services: Cidr): NetworkProfile {
  demand(Number(services.split('/')[1]) > 12 && Number(services.split('/')[1]) <= 27, where, 'network/cidr-disjoint', () => ({
    found: `${services} for Services`, expected: 'a range from /13 to /27', remedy: 'write e.g. "172.20.0.0/16"',
  }));
  const pods = podsOf(cni);
  const engine = cni.policyEngine ?? (pods === null ? 'calico' : 'cilium');
  return {
    networkPlugin: 'azure',
    ...(pods !== null && { networkPluginMode: 'overlay', podCidr: pods }),
    ...(engine === 'cilium' && { networkDataPlane: 'cilium' }),
    networkPolicy: engine,
    serviceCidr: services,
    dnsServiceIp: resolverOf(services),
    outboundType: 'userAssignedNATGateway',
  };
}

/** The address of CoreDNS: by custom the tenth of the range. */
function resolverOf(services: Cidr): string {
  const [a = '', b = '', c = '', d = ''] = services.replace(/\/.*/, '').split('.');
  return `${a}.${b}.${c}.${Number(d) + 10}`;
}
