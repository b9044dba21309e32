import { groupBy, type Join } from '../join';
import { GCE } from '../edge/edge-facts';
import type { KubeObject } from '../object/kube-object';
import { Doubts } from '../reading/doubts';
import { maybe, some } from '../reading/unknown';
import type { Pod } from '../workload/pod';
import { Cidr } from './cidr';
import { portsIn } from './container-port';
import type { End, Protocol } from './flow';
import { STRANGER, keyOf, type Found, type FrontDoor } from './front-door';
import { Monitor } from '../observability/monitor';
import { doorsOfMonitor } from './scrapers';
import { Service } from './service';
import type { ServicePort } from './service-port';

/** A way from a front door to a port of a pod. */
export interface Entrance {
  readonly door: FrontDoor;
  readonly servicePort: ServicePort;
  /** The number of the port the pod listens on. */
  readonly port: number;
}

const BALANCER: readonly End[] = [{ is: 'outside' }];
const GOOGLE: readonly End[] = GCE.sources.map((range) => ({ is: 'address', cidr: Cidr.of(range) }));

/** Controllers whose load balancers send to the pods by themselves, by a word in the class or its controller. */
const BALANCERS: readonly (readonly [RegExp, readonly End[]])[] = [[/\balb\b/, BALANCER], [/application-gateway/, BALANCER], [/\bgce\b|^gke-/, GOOGLE]];

const ROUTES = ['GRPCRoute', 'HTTPRoute', 'TCPRoute', 'TLSRoute'];

/** The front doors of every Service, by its namespace and name. A door of which nothing is known is left out. */
const doorsByService: Join<ReadonlyMap<string, readonly FrontDoor[]>> = (graph) => {
  const doors = [
    ...graph.all(Service).map((service) => maybe(() => doorOf(service)) ?? []),
    ...graph.ofKind('Ingress', 'networking.k8s.io').map((ingress) => maybe(() => doorsOfIngress(ingress)) ?? []),
    ...ROUTES.flatMap((kind) => graph.ofKind(kind, 'gateway.networking.k8s.io').map((route) => maybe(() => doorsOfRoute(route)) ?? [])),
    ...graph.all(Monitor).map((monitor) => maybe(() => doorsOfMonitor(monitor)) ?? []),
  ].flat();
  const byService = groupBy(doors, ({ service }) => service);
  return new Map([...byService].map(([service, found]) => [service, found.map(({ door }) => door)]));
};

/** The ways users take to these pods. */
export function entrancesOf(pod: Pod): readonly Entrance[] {
  const { workload } = pod;
  const doors = workload.graph.join(doorsByService);
  return workload.services.certain.flatMap((service) => (doors.get(keyOf(service.namespace, service.name)) ?? []).flatMap((door) =>
    service.ports.filter((port) => door.port === null || port.name === door.port || port.port === door.port).flatMap((servicePort): Entrance[] => {
      const port = servicePort.numberIn(pod);
      return port === null ? [] : [{ door, servicePort, port }];
    })));
}

/** Those of them that no policy lets through, certain ones first; throws `Undecided` after them where one may be. */
export function* shutEntrancesOf(pod: Pod): Generator<Entrance> {
  const doubts = new Doubts();
  const ingress = pod.network.ingress;
  const ports = portsIn(pod);
  for (const entrance of entrancesOf(pod)) {
    const { door, port, servicePort } = entrance;
    const named = (name: string) => ports.find((p) => p.name === name && p.protocol === servicePort.protocol)?.port;
    const flow = (end: End) => ({ end, port, protocol: servicePort.protocol as Protocol, named });
    if (doubts.attempt(() => some(door.from, (end) => !ingress.allows(flow(end)))) === true) yield entrance;
  }
  doubts.settle();
}

function doorOf(service: Service): readonly Found[] {
  if (service.spec.string('type') !== 'LoadBalancer') return [];
  return [{ service: keyOf(service.namespace, service.name), door: { object: service, isForUsers: true, from: BALANCER, port: null } }];
}

function doorsOfIngress(ingress: KubeObject): readonly Found[] {
  const { spec, namespace } = ingress;
  const from = sendersOf(ingress, spec.string('ingressClassName') ?? ingress.annotation('kubernetes.io/ingress.class') ?? '');
  const backends = [spec.in('defaultBackend'), ...spec.list('rules').flatMap((rule) => rule.in('http').list('paths').map((path) => path.in('backend')))];
  return backends.filter((backend) => backend.has('service')).map((backend) => {
    const service = backend.in('service');
    const port = service.in('port');
    return { service: keyOf(namespace, service.string('name') ?? ''), door: { object: ingress, isForUsers: true, from, port: port.string('name') ?? port.number('number') ?? null } };
  });
}

function sendersOf(ingress: KubeObject, name: string): readonly End[] {
  const declared = ingress.graph.object('networking.k8s.io', 'IngressClass', '', name);
  const words = `${name} ${declared?.spec.string('controller') ?? ''}`;
  return BALANCERS.find(([word]) => word.test(words))?.[1] ?? STRANGER;
}

function doorsOfRoute(route: KubeObject): readonly Found[] {
  const references = route.spec.list('rules').flatMap((rule) => rule.list('backendRefs'));
  return references.filter((reference) => (reference.string('kind') ?? 'Service') === 'Service').map((reference) => ({
    service: keyOf(reference.string('namespace') ?? route.namespace, reference.string('name') ?? ''),
    door: { object: route, isForUsers: true, from: STRANGER, port: reference.number('port') ?? null },
  }));
}
