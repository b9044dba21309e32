import { Cidr as Range } from '../../src/graph/network/cidr';
import type { Labels } from '../labels';
import type { Cidr } from '../platform';
import type { Workload } from '../compute/workload/workload';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { told } from '../props/words';
import { demand } from '../refusal';
import type { External } from './external';

/** The other end of a connection that no construct of this app is. */
export type Peer =
  | {
    /** @refused with an example */
    readonly cidr: Cidr;
    readonly namespace?: never;
    readonly pods?: never;
    readonly fqdn?: never;
  }
  | { readonly namespace: string; /** Default: all pods of the namespace. */ readonly pods?: Labels; readonly cidr?: never; readonly fqdn?: never };

/** Refuses a peer the API server would. */
export function checkPeer(where: string, peer: Peer): void {
  const { cidr, namespace } = checked(SHAPES, 'Peer', where, peer);
  demand(cidr === undefined || Range.parse(cidr) !== null, where, 'network/policy-peer-scoped', () => ({
    found: `cidr "${cidr}"`, expected: 'a range of IPv4 or IPv6 addresses', remedy: 'write e.g. "10.20.0.0/16", and "/32" for a single address',
  }));
  demand(namespace === undefined || /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace), where, 'network/policy-peer-scoped', () => ({
    found: `namespace "${namespace}"`, expected: 'the name of a namespace', remedy: 'name the namespace the other end runs in, e.g. "gateway"',
  }));
}

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

/** Refuses what is no port of another end. */
export function checkFarPort(where: string, port: number | undefined): void {
  demand(port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65535, where, 'network/named-ports', () => ({
    found: `port ${told(port)}`, expected: 'a whole number from 1 to 65535', remedy: 'name the port the other end listens on, e.g. 443',
  }));
}

/** What is no workload is the far end of a connection, or no end at all. */
export function isWorkload<W extends Workload>(end: W | External | Peer): end is W {
  const given: unknown = end;
  return typeof given === 'object' && given !== null && 'selector' in given && 'policy' in given;
}
