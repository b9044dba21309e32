import type { KubeObject } from '../object/kube-object';
import { Subject } from '../reading/subject';
import { millisOf } from './duration';
import { gkeGatewayOf, policySecondsOf } from './gke-gateway';
import { Backend, Route, type Address, type Certificate } from './route';

/** An HTTPRoute of the Gateway API. */
export class HttpRoute extends Route {
  get rules(): readonly RouteRule[] {
    return this.spec.list('rules').map((rule) => new RouteRule(rule));
  }

  get backends(): readonly Backend[] {
    return this.rules.flatMap((rule) => rule.list('backendRefs')).filter(isService).map((at) => {
      return new Backend(this, at, at.string('name') ?? '', at.string('namespace') ?? this.namespace, at.number('port') ?? null);
    });
  }

  /** One address per gateway, host and match: routes share what they match, save where headers, methods or queries part them. */
  get addresses(): readonly Address[] {
    const { spec } = this;
    const hosts = spec.has('hostnames') ? spec.strings('hostnames') : [''];
    const gateways = spec.list('parentRefs').map((parent) => this.gatewayKey(parent));
    return this.rules.flatMap((rule) => {
      const matches = rule.list('matches');
      return (matches.length === 0 ? [rule] : matches).flatMap((at) => {
        const path = at.in('path');
        const [type, value] = at === rule ? ['PathPrefix', '/'] : [path.string('type') ?? 'PathPrefix', path.string('value') ?? '/'];
        const rest = at === rule ? '[]' : restOf(at);
        return hosts.flatMap((host) => gateways.map((gateway) => ({ host, path: value, key: ['HTTPRoute', gateway, host, type, value, rest].join('\n'), at })));
      });
    });
  }

  /** Those of its gateway are not its own. */
  get certificates(): readonly Certificate[] {
    return [];
  }

  get hasCertificatesMade(): boolean {
    return false;
  }

  /** @see https://gateway-api.sigs.k8s.io/mesh/#gateway-api-for-service-mesh-consumer-routes */
  servesConsumersOf(namespace: string): boolean {
    return this.spec.list('parentRefs').some((parent) => parent.string('kind') === 'Service' && parent.string('namespace') === namespace);
  }

  get isRefusedAsTwin(): boolean {
    return false;
  }

  /** Seconds a policy of GKE gives the backends of a rule; `null` = none does. */
  policySeconds(rule: RouteRule): number | null {
    return policySecondsOf(this, rule);
  }

  /** The Gateway of GKE it hangs on; `null` where the set shows none. */
  get gkeGateway(): KubeObject | null {
    return gkeGatewayOf(this);
  }

  private gatewayKey(parent: Subject): string {
    return [parent.string('kind') ?? 'Gateway', parent.string('namespace') ?? this.namespace, parent.string('name') ?? '', parent.string('sectionName') ?? '', parent.number('port') ?? ''].join('/');
  }
}

/** A time limit of a rule as written, and in milliseconds: `null` where Kubernetes can not read it. */
export interface RouteTimeout {
  readonly name: 'request' | 'backendRequest';
  readonly written: string;
  readonly millis: number | null;
}

/** One rule of an HTTPRoute. */
export class RouteRule extends Subject {
  constructor(at: Subject) {
    super(at.node, at, [], null);
  }

  /** Does it hand requests to a backend, and so waits for one? */
  get waits(): boolean {
    return this.list('backendRefs').length > 0;
  }

  /** Is this backend one of its own? */
  holds(backend: Backend): boolean {
    return this.path.every((step, i) => backend.path[i] === step);
  }

  /** The limit of the whole request, and the one of each try at a backend; `null` = not set. */
  get timeouts(): readonly [request: RouteTimeout | null, backendRequest: RouteTimeout | null] {
    const of = (name: RouteTimeout['name']): RouteTimeout | null => {
      const written = this.in('timeouts').string(name);
      return written === undefined ? null : { name, written, millis: millisOf(written) };
    };
    return [of('request'), of('backendRequest')];
  }
}

function isService(reference: Subject): boolean {
  return (reference.string('kind') ?? 'Service') === 'Service' && (reference.string('group') ?? '') === '';
}

/** What a match asks for beside the path. */
function restOf(match: Subject): string {
  return JSON.stringify(match.keys().filter((key) => key !== 'path').sort().map((key) => [key, match.get(key)]));
}
