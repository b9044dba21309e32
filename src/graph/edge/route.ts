import type { Join } from '../join';
import { groupBy } from '../join';
import { Service } from '../network/service';
import { KubeObject } from '../object/kube-object';
import { Subject } from '../reading/subject';
import { Undecided, maybe } from '../reading/unknown';
import { MAX_REQUEST } from './edge-facts';

/** A host and path, as one entry point of the cluster serves it. */
export interface Address {
  /** Host name as written; empty = every host. */
  readonly host: string;
  readonly path: string;
  /** Same for two addresses that compete for the same requests. */
  readonly key: string;
  /** The place that claims it. */
  readonly at: Subject;
}

/** Leads requests from outside to Services: an Ingress or an HTTPRoute. */
export abstract class Route extends KubeObject {
  /** The Services it leads to, each place that names one. */
  abstract get backends(): readonly Backend[];
  /** The hosts and paths it claims. Empty where nobody else can claim them. */
  abstract get addresses(): readonly Address[];
  /** The Secrets with certificates it names. */
  abstract get certificates(): readonly Certificate[];
  /** Does a controller make its certificates, asked by an annotation? */
  abstract get hasCertificatesMade(): boolean;

  /** Is it a route of a mesh, through which its own namespace calls Services of another one? */
  abstract servesConsumersOf(namespace: string): boolean;
  /** Does its controller refuse it when another route claims the same? */
  abstract get isRefusedAsTwin(): boolean;

  /** Everything it names that must exist. */
  get references(): readonly RouteReference[] {
    return [...this.backends, ...this.certificates];
  }

  /** Another route, read before this one, that claims the same requests at the same entry; with it the address. */
  get rivals(): readonly { readonly address: Address; readonly rival: Route; readonly at: Subject }[] {
    const claims = this.graph.join(claimsByKey);
    return this.addresses.flatMap((address) => {
      const first = claims.get(address.key)?.[0];
      const isSame = first === undefined || first.route.title === this.title;
      return isSame ? [] : [{ address, rival: first.route, at: first.at }];
    });
  }

  /** The longest request it is meant to serve, in seconds, by its annotation `looplaw.dev/max-request-seconds`; `null` = it does not say. */
  get maxRequestSeconds(): number | null {
    return this.metadata.in('annotations').numberText(MAX_REQUEST) ?? null;
  }
}

/** A thing a route names: a Service it leads to, or a Secret with a certificate. */
export type RouteReference = Backend | Certificate;

/** A place of a route that names a Service. */
export class Backend extends Subject {
  readonly is = 'service';

  constructor(
    readonly route: Route,
    at: Subject,
    readonly name: string,
    readonly namespace: string,
    /** Name or number of its port; `null` = not written. */
    readonly port: string | number | null,
  ) {
    super(at.node, at, [], at.type);
  }

  /** The Service; `null` where it is not in the set. */
  get service(): Service | null {
    return this.route.graph.object('', 'Service', this.namespace, this.name) as Service | null;
  }

  /** A Service of this name in another namespace. Undecided where a namespace is not written, and so may be this one. */
  get namesake(): Service | null {
    const [namesake = null] = this.route.graph.join(servicesByName).get(this.name) ?? [];
    if (namesake !== null && (namesake.namespace === '' || this.namespace === '')) {
      throw new Undecided(`whether ${namesake.title} ends up in the same namespace is not known`);
    }
    return namesake;
  }

  /** The port of the Service; `null` where it has no such port. Undecided where the Service says nothing of its ports, being a patch. */
  portOf(service: Service): Subject | null {
    const ports = service.spec.list('ports');
    if (ports.length === 0) throw new Undecided(`${service.title} says nothing of its ports; are they written elsewhere?`);
    return ports.find((p) => (typeof this.port === 'string' ? p.string('name') : p.number('port')) === this.port) ?? null;
  }

  /** May the route name a Service there: in its own namespace, in one whose Services it is a route of, or where a ReferenceGrant says so? */
  get isGranted(): boolean {
    const { route, namespace, name } = this;
    return namespace === route.namespace || route.servesConsumersOf(namespace) || (route.graph.join(grantsByNamespace).get(namespace) ?? []).some(({ spec }) => {
      return spec.list('from').some((from) => from.string('kind') === route.kind && from.string('namespace') === route.namespace)
        && spec.list('to').some((to) => to.string('kind') === 'Service' && (to.string('name') ?? name) === name);
    });
  }
}

/** A place of a route that names a Secret with a certificate. */
export class Certificate extends Subject {
  readonly is = 'secret';

  constructor(readonly route: Route, at: Subject, readonly name: string) {
    super(at.node, at, [], at.type);
  }

  /** Is the Secret in the set, or an object that has it made? */
  get isMade(): boolean {
    const { graph, namespace } = this.route;
    return graph.object('', 'Secret', namespace, this.name) !== null || this.route.hasCertificatesMade
      || graph.join(secretsMade).has(`${namespace}/${this.name}`);
  }
}

/** Who claims an address, in the order of reading. Routes that can't be read claim nothing for certain. */
const claimsByKey: Join<ReadonlyMap<string, readonly { readonly key: string; readonly route: Route; readonly at: Subject }[]>> = (graph) => {
  const routes = [...graph.ofKind('Ingress', 'networking.k8s.io'), ...graph.ofKind('Ingress', 'extensions'), ...graph.ofKind('HTTPRoute', 'gateway.networking.k8s.io')];
  return groupBy(routes.filter((o) => o instanceof Route).flatMap((route) => {
    return (maybe(() => route.addresses) ?? []).map(({ key, at }) => ({ key, route, at }));
  }), ({ key }) => key);
};

const servicesByName: Join<ReadonlyMap<string, readonly Service[]>> = (graph) => groupBy(graph.all(Service), (s) => s.name);

const grantsByNamespace: Join<ReadonlyMap<string, readonly KubeObject[]>> = (graph) => {
  return groupBy(graph.ofKind('ReferenceGrant', 'gateway.networking.k8s.io'), (grant) => grant.namespace);
};

/** Kinds whose controllers make Secrets, and where each says the name; without one it is that of the object. */
const SECRET_MAKERS: readonly { readonly group: string; readonly kind: string; readonly named: (object: KubeObject) => string | undefined }[] = [
  { group: 'cert-manager.io', kind: 'Certificate', named: ({ spec }) => spec.string('secretName') },
  { group: 'external-secrets.io', kind: 'ExternalSecret', named: ({ spec }) => spec.in('target').string('name') },
  { group: 'bitnami.com', kind: 'SealedSecret', named: ({ spec }) => spec.in('template').in('metadata').string('name') },
];

/** Secrets that will be made, by `namespace/name`. */
const secretsMade: Join<ReadonlySet<string>> = (graph) => new Set(SECRET_MAKERS.flatMap(({ group, kind, named }) => {
  return graph.ofKind(kind, group).map((object) => `${object.namespace}/${maybe(() => named(object)) ?? object.name}`);
}));
