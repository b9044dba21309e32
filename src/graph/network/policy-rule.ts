import { Subject } from '../reading/subject';
import { every, some } from '../reading/unknown';
import type { Flow } from './flow';
import type { Direction, NetworkPolicy } from './network-policy';
import { PolicyPeer } from './policy-peer';

/** The well-known port of name servers. */
const DNS_PORT = 53;

/** One rule of a NetworkPolicy: some peers, some ports. Without peers it means everybody, without ports every port. */
export class PolicyRule extends Subject {
  constructor(readonly policy: NetworkPolicy, at: Subject, readonly direction: Direction) {
    super(at.node, at.up, at.steps, at.type);
  }

  get peers(): readonly PolicyPeer[] {
    return this.list(this.direction === 'Ingress' ? 'from' : 'to').map((peer) => new PolicyPeer(this.policy, peer));
  }

  /** Does it count? Rules of a direction that their policy does not restrict do nothing. */
  get isEffective(): boolean {
    return this.policy.isolates(this.direction);
  }

  /** Does it speak of everybody? */
  get isForEverybody(): boolean {
    return this.peers.length === 0;
  }

  /** Does it allow everything? */
  get allowsAll(): boolean {
    return this.isForEverybody && this.ports.length === 0;
  }

  /** Is it there for name resolution only? */
  get isForNames(): boolean {
    return this.ports.length > 0 && every(this.ports, (port) => port.get('port') === DNS_PORT && !port.has('endPort'));
  }

  /** Does it let this connection through? A certain no of its peers outweighs ports that are not known, and the other way round. */
  allows(flow: Flow): boolean {
    const { peers } = this;
    return every([
      () => peers.length === 0 || some(peers, (peer) => peer.covers(flow.end)),
      () => this.opens(flow),
    ], (holds) => holds());
  }

  private get ports(): readonly Subject[] {
    return this.list('ports');
  }

  private opens(flow: Flow): boolean {
    return this.ports.length === 0 || some(this.ports, (port) => isOpen(port, flow));
  }
}

function isOpen(port: Subject, flow: Flow): boolean {
  if (port.string('protocol') !== flow.protocol) return false;
  const first = port.get('port');
  if (first === undefined) return true;
  if (typeof first === 'string') return flow.named(first) === flow.port;
  if (typeof first !== 'number') throw port.unknown('port');
  return first <= flow.port && flow.port <= (port.number('endPort') ?? first);
}
