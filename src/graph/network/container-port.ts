import { Subject } from '../reading/subject';
import type { Container } from '../workload/container';
import type { Pod } from '../workload/pod';
import { isPortName, isPortNumber } from './port-name';

/** A port a container says it listens on. To say so is documentation, save for the name, by which Services, probes and policies find it. */
export class ContainerPort extends Subject {
  constructor(readonly of: Container, at: Subject) {
    super(at.node, of, at.steps, at.type);
  }

  get name(): string | undefined {
    return this.string('name') || undefined;
  }

  /** Has it a name the API server refuses? */
  get isMisnamed(): boolean {
    return this.name !== undefined && !isPortName(this.name);
  }

  /** Is its number none a port can have? */
  get isImpossible(): boolean {
    return !isPortNumber(this.port);
  }

  /** The first port of the pod before it that has its name; `null` when there is none. Init containers run apart from the others. */
  get namesake(): ContainerPort | null {
    const { of, name } = this;
    if (name === undefined) return null;
    const before = of.role === 'init' ? portsOf(of) : portsIn(of.pod);
    const [first] = before.filter((port) => port.name === name);
    return first === undefined || first.node === this.node ? null : first;
  }

  get port(): number {
    const port = this.number('containerPort');
    if (port === undefined) throw this.unknown('containerPort');
    return port;
  }

  get protocol(): string {
    return this.string('protocol') ?? 'TCP';
  }
}

/** The ports of a container. */
export function portsOf(container: Container): readonly ContainerPort[] {
  return container.list('ports').map((port) => new ContainerPort(container, port));
}

/** The ports of all containers that run along with the pod, in the order in which Services and probes look for a name: sidecars last. */
export function portsIn(pod: Pod): readonly ContainerPort[] {
  return [...pod.appContainers, ...pod.containers.filter((container) => container.role === 'sidecar')].flatMap(portsOf);
}
