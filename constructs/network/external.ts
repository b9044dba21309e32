import { Cidr as Range } from '../../src/graph/network/cidr';
import { demand } from '../refusal';
import { checkHost } from './host';
import type { Peer } from './peer';

/** A name outside of the cluster, e.g. `api.partner.example`, or all names below one: `*.partner.example`. */
export interface NamedEnd {
  readonly fqdn: string;
  readonly cidr?: never;
  readonly namespace?: never;
  readonly pods?: never;
}

/** The far end of a connection that no construct of this app is, and the port it listens on. */
export type External = (Peer | NamedEnd) & {
  /** TCP, 1 to 65535. */
  readonly port: number;
};

/**
 * Names a far end: addresses, a DNS name, or pods of another namespace. A name needs a network that enforces names: see
 * `fqdnPolicies` of the platform.
 * @throws Refusal for what is no range, no name and no port.
 */
export function external(end: External): External {
  const { port } = end;
  demand(Number.isInteger(port) && port >= 1 && port <= 65535, 'external', 'network/named-ports', () => ({
    found: `port ${port}`, expected: 'a whole number from 1 to 65535', remedy: 'name the port the other end listens on, e.g. 443',
  }));
  if (end.fqdn !== undefined) checkHost('external', end.fqdn);
  else checkPeer('external', end);
  return Object.freeze({ ...end });
}

/** Refuses a peer the API server would. */
export function checkPeer(where: string, peer: Peer): void {
  const { cidr, namespace } = peer;
  demand(cidr === undefined || Range.parse(cidr) !== null, where, 'network/policy-peer-scoped', () => ({
    found: `cidr "${cidr}"`, expected: 'a range of IPv4 or IPv6 addresses', remedy: 'write e.g. "10.20.0.0/16", and "/32" for a single address',
  }));
  demand(namespace === undefined || /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace), where, 'network/policy-peer-scoped', () => ({
    found: `namespace "${namespace}"`, expected: 'the name of a namespace', remedy: 'name the namespace the other end runs in, e.g. "gateway"',
  }));
}
