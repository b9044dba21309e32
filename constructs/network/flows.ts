import type { Server } from '../compute/workload/server';
import type { Workload } from '../compute/workload/workload';
import { external, type External } from './external';
import { checkPeer, isWorkload, type Peer } from './peer';

/** Opens connections of one workload: `api.allow.to(orders)`. Everything that is not opened stays closed. Serves network/policy-coverage, policy-peer-scoped. */
export class Flows {
  constructor(private readonly workload: Workload) {}

  /**
   * Opens the way to another workload's port, in the policies of both; or to a far end, see {@link External}.
   * @throws Refusal for a name on a network that does not enforce names.
   */
  to(target: Server | External): this {
    const { policy } = this.workload;
    if (isWorkload(target)) {
      policy.allowTo(target, target.port.number);
      target.policy.allowFrom(this.workload, target.port.number);
      return this;
    }
    const end = external(target);
    if (end.fqdn !== undefined) policy.names.allow(end);
    else {
      const { port, ...peer } = end;
      policy.allowTo(peer, port);
    }
    return this;
  }
}

/** The flows of a workload that serves: others may be let in, `api.allow.from({ namespace: 'gateway' })`. */
export class ServerFlows extends Flows {
  constructor(private readonly server: Server) {
    super(server);
  }

  /** Lets in another workload, on both sides; or who is no construct: a gateway, the health checks of a load balancer, a scraper. */
  from(source: Workload | Peer): this {
    const { server } = this;
    if (isWorkload(source)) source.allow.to(server);
    else {
      checkPeer(server.node.path, source);
      server.policy.allowFrom(source, server.port.number);
    }
    return this;
  }
}
