import { Subject } from '../reading/subject';
import type { Container } from '../workload/container';
import type { Pod } from '../workload/pod';
import { portsIn, portsOf, type ContainerPort } from './container-port';
import { isPortName, isPortNumber, isServicePortName } from './port-name';
import type { Service } from './service';

/** A port of a Service, and what it leads to. */
export class ServicePort extends Subject {
  constructor(readonly service: Service, at: Subject) {
    super(at.node, at.up, at.steps, at.type);
  }

  get name(): string | undefined {
    return this.string('name') || undefined;
  }

  get port(): number {
    const port = this.number('port');
    if (port === undefined) throw this.unknown('port');
    return port;
  }

  get protocol(): string {
    return this.string('protocol') ?? 'TCP';
  }

  /** Where it leads to: a number, or the name of a container's port. The API server copies `port` where nothing is written. */
  get target(): string | number {
    const target = this.get('targetPort');
    if (typeof target !== 'string' && typeof target !== 'number') throw this.unknown('targetPort');
    return target;
  }

  /** Does it lead to what no container can listen on? */
  get isTargetRefused(): boolean {
    const { target } = this;
    return typeof target === 'string' ? !isPortName(target) : !isPortNumber(target);
  }

  /** Has it a name the API server refuses? */
  get isMisnamed(): boolean {
    return this.name !== undefined && !isServicePortName(this.name);
  }

  /** Is its number none a port can have? */
  get isImpossible(): boolean {
    return !isPortNumber(this.port);
  }

  /** Is it, by its name, for scrapers and health checks only? */
  get isTelemetry(): boolean {
    return [this.get('name'), this.get('targetPort')].some((name) => typeof name === 'string' && /\b(?:metrics|prom|health)/.test(name));
  }

  /** The port of this pod's containers it leads to; `null` where none declares it. The protocol counts, for a named one too. */
  declaredIn(pod: Pod): ContainerPort | null {
    const { target, protocol } = this;
    return portsIn(pod).find((port) => port.protocol === protocol && (typeof target === 'string' ? port.name : port.port) === target) ?? null;
  }

  /** Is there somebody to answer in this pod, as far as its containers tell? One that declares no ports may listen on any. */
  isListenedTo(pod: Pod): boolean {
    const { target } = this;
    if (typeof target === 'string') return this.declaredIn(pod) !== null;
    const running = pod.containers.filter((c) => c.role !== 'init');
    return running.some((c) => c.ports.length === 0) || portsIn(pod).some(({ port }) => port === target);
  }

  /** The number it leads to in this pod; `null` where no port has the name it leads to. */
  numberIn(pod: Pod): number | null {
    const { target } = this;
    return typeof target === 'number' ? target : (this.declaredIn(pod)?.port ?? null);
  }

  /**
   * The container of this pod that listens; `null` when nothing declares the port and several might; `undefined` when a named port does not
   * exist. A container need not declare a port to listen on it, so an undeclared number leads to the only container there is, or to nobody
   * knows whom.
   */
  containerIn(pod: Pod): Container | null | undefined {
    const { target } = this;
    const running = pod.containers.filter((c) => c.role !== 'init');
    const declared = running.find((c) => portsOf(c).some((port) => (typeof target === 'string' ? port.name : port.port) === target));
    if (declared !== undefined) return declared;
    if (typeof target === 'string') return undefined;
    const [only, ...others] = pod.appContainers;
    return only !== undefined && others.length === 0 ? only : null;
  }
}
