import type { Workload } from '../compute/workload';
import { checkPeer, type External } from './external';
import type { Peer } from './peer';

/** Opens connections of one workload: `api.allow.to(orders)`. Everything that is not opened stays closed. Serves network/policy-coverage, policy-peer-scoped. */
export class Flows {
  constructor(private readonly workload: Workload) {}

  /**
   * Opens the way to another workload's port, in the policies of both; or to a far end, see {@link External}.
   * @throws Refusal for a name on a network that does not enforce names.
   */
  to(target: Workload | External): this {
    const { policy } = this.workload;
    if ('selector' in target) {
      policy.allowTo(target, target.port.number);
      target.policy.allowFrom(this.workload, target.port.number);
    } else if (target.fqdn !== undefined) policy.names.allow(target);
    else {
      const { port, ...peer } = target;
      policy.allowTo(peer, port);
    }
    return this;
  }

  /** Lets in another workload, on both sides; or who is no construct: a gateway, the health checks of a load balancer, a scraper. */
  from(source: Workload | Peer): this {
    if ('selector' in source) source.allow.to(this.workload);
    else {
      checkPeer(this.workload.node.path, source);
      this.workload.policy.allowFrom(source, this.workload.port.number);
    }
    return this;
  }
}
