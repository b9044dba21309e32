import type { Cidr } from '../platform';

/**
 * How pods get their addresses, and what follows.
 * * `overlay`: from a range of their own that the network never sees. Not encapsulated. Each node takes a /24 of it, 250 pods at most.
 * * `node-subnet`: from the subnet of the nodes, which then has to hold all pods of all nodes. Only Calico or Azure NPM enforce policies there.
 *
 * Azure CNI can be moved to `overlay` later, and never back.
 * @see https://learn.microsoft.com/azure/aks/concepts-network-cni-overview
 */
export type AzureCni =
  | {
    readonly mode: 'overlay';
    /** Addresses of pods. */
    readonly pods: Cidr;
    /** Default `cilium`, which enforces by name, too, with Advanced Container Networking. */
    readonly policyEngine?: 'cilium' | 'calico';
  }
  | { readonly mode: 'node-subnet'; readonly policyEngine: 'calico' };

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

/** What a cluster has to say of its network so that policies are enforced and traffic leaves by the NAT gateways. */
export function profileOf(cni: AzureCni, services: Cidr): NetworkProfile {
  const policyEngine = cni.policyEngine ?? 'cilium';
  return {
    networkPlugin: 'azure',
    ...(cni.mode === 'overlay' && { networkPluginMode: 'overlay', podCidr: cni.pods }),
    ...(policyEngine === 'cilium' && { networkDataPlane: 'cilium' }),
    networkPolicy: policyEngine,
    serviceCidr: services,
    dnsServiceIp: tenthOf(services),
    outboundType: 'userAssignedNATGateway',
  };
}

/** The address of CoreDNS: by custom the tenth of the range. */
function tenthOf(range: Cidr): string {
  const [address = ''] = range.split('/');
  return [...address.split('.').slice(0, 3), String(Number(address.split('.')[3]) + 10)].join('.');
}
