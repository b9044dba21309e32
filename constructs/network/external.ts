import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { checkHost } from './host';
import { checkFarPort, checkPeer, type Peer } from './peer';

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
  const { port } = checked(SHAPES, 'External', 'external', end);
  checkFarPort('external', port);
  if (end.fqdn !== undefined) checkHost('external', end.fqdn);
  else checkPeer('external', end);
  return Object.freeze({ ...end });
}
