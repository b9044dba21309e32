import { Undecided } from '../reading/unknown';
import type { Pod } from '../workload/pod';
import type { ContainerPort } from './container-port';
import { entrancesOf, shutEntrancesOf, type Entrance } from './front-doors';
import type { Flow, Protocol } from './flow';
import type { NetworkPolicy } from './network-policy';
import { policiesByWorkload } from './policies-by-workload';
import { resolverFlows } from './resolvers';
import { tokenEndpointsOf, usesProxy, type TokenEndpoint } from './token-endpoints';
import { Traffic } from './traffic';

/** The network as the pods of a workload meet it: who may reach them, whom they may reach, and whom they need. */
export class PodNetwork {
  constructor(private readonly pod: Pod) {}

  /** What policies leave of the traffic to the pods. */
  get ingress(): Traffic {
    return new Traffic(this.pod, 'Ingress');
  }

  /** What policies leave of the traffic from the pods. */
  get egress(): Traffic {
    return new Traffic(this.pod, 'Egress');
  }

  /** Is any direction restricted? */
  get isRestricted(): boolean {
    return this.ingress.isIsolated || this.egress.isIsolated;
  }

  /** Are the pods cut off from everybody, both ways? */
  get isSealed(): boolean {
    return this.ingress.isSealed && this.egress.isSealed;
  }

  /** The NetworkPolicies that select these pods by label, and not just all of the namespace. */
  get ownPolicies(): readonly NetworkPolicy[] {
    const { workload } = this.pod;
    return workload.graph.join(policiesByWorkload).get(workload)?.certain.filter((policy) => !policy.selector.isEmpty) ?? [];
  }

  /** Ports their own containers declare, save for those that, by their name, scrapers and health checks ask. */
  get publicPorts(): readonly ContainerPort[] {
    return this.pod.appContainers.flatMap((container) => container.ports.filter(({ name = '' }) => !/^(?:metrics|prom|health)/.test(name)));
  }

  /** Connections of which one is enough to resolve names. */
  resolverFlows(protocol: Protocol): readonly Flow[] {
    return resolverFlows(this.pod, protocol);
  }

  /** Where the tokens of their cloud identities come from. */
  get tokenEndpoints(): readonly TokenEndpoint[] {
    return tokenEndpointsOf(this.pod);
  }

  /** Throws `Undecided` where requests leave through a proxy, or may, for the pods then reach no endpoint by themselves. */
  assertNoProxy(): void {
    if (usesProxy(this.pod)) throw new Undecided('its requests leave through a proxy', this.pod.path);
  }

  /** The ways users take to the pods. */
  get entrances(): readonly Entrance[] {
    return entrancesOf(this.pod);
  }

  /** Those that no policy lets through, certain ones first; throws `Undecided` after them where one may be. */
  shutEntrances(): Iterable<Entrance> {
    return shutEntrancesOf(this.pod);
  }
}
