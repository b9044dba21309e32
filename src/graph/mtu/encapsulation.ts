import type { Cloud } from '../../profile';

/** A header that is put around the packets of pods on their way between nodes. */
export type Encapsulation = 'vxlan' | 'vxlan-v6' | 'ipip' | 'wireguard' | 'wireguard-v6';

/**
 * Bytes it takes of every packet.
 * @see https://docs.tigera.io/calico/latest/networking/configuring/mtu
 */
const OVERHEAD: Readonly<Record<Encapsulation, number>> = { ipip: 20, vxlan: 50, 'vxlan-v6': 70, wireguard: 60, 'wireguard-v6': 80 };

/**
 * Largest packet the network of a cloud takes from a node, in bytes; `null` = there is no such number.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html
 * @see https://learn.microsoft.com/azure/virtual-network/virtual-network-tcpip-performance-tuning
 * @see https://cloud.google.com/vpc/docs/mtu
 */
const LINK: Readonly<Record<Cloud, number | null>> = { aws: 9001, azure: 1500, gcp: 1460, none: null };

/** Azure fragments at 1400 and drops what forbids that, as WireGuard does. */
const AZURE_UNFRAGMENTED = 1400;

/** Largest packet a pod may send so that it fits into the network with its headers. */
export function largestFor(encapsulations: readonly Encapsulation[], link: number, cloud: Cloud | null): number {
  return Math.min(link, ...encapsulations.map((e) => {
    const carried = cloud === 'azure' && e.startsWith('wireguard') ? Math.min(link, AZURE_UNFRAGMENTED) : link;
    return carried - OVERHEAD[e];
  }));
}

/** The packets the nodes of a cloud send; `null` where it is not known. */
export function linkOf(cloud: Cloud | null): number | null {
  return cloud === null ? null : LINK[cloud];
}
