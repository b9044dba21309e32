import type { Labels } from '../labels';
import type { Cidr } from '../platform';

/** The other end of a connection that no construct of this app is. */
export type Peer =
  | { readonly cidr: Cidr; readonly namespace?: never; readonly pods?: never; readonly fqdn?: never }
  | { readonly namespace: string; /** Default: all pods of the namespace. */ readonly pods?: Labels; readonly cidr?: never; readonly fqdn?: never };

/** A peer in the words of a NetworkPolicy. Namespace and pods stand in one item: both must match. */
export function policyPeer({ cidr, namespace, pods }: Peer): object {
  if (cidr !== undefined) return { ipBlock: { cidr } };
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    ...(pods !== undefined && { podSelector: { matchLabels: pods } }),
  };
}

/** Ports of a rule, TCP unless said otherwise. */
export function policyPorts(ports: readonly number[], protocols: readonly ('TCP' | 'UDP')[] = ['TCP']): readonly object[] {
  return ports.flatMap((port) => protocols.map((protocol) => ({ port, protocol })));
}
