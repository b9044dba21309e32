import { isPortName, isPortNumber } from '../network/port-name';
import { portsOf } from '../network/container-port';
import { Subject } from '../reading/subject';
import type { Container } from './container';

export type ProbeKind = 'livenessProbe' | 'readinessProbe' | 'startupProbe';
export const PROBES: readonly ProbeKind[] = ['startupProbe', 'readinessProbe', 'livenessProbe'];

const HANDLERS = ['exec', 'grpc', 'httpGet', 'tcpSocket'] as const;
type Handler = (typeof HANDLERS)[number];

/** Paths that sound like a question about the neighbours: `/readyz`, `/health/db`. */
const DEPENDENCY = /(?:^|[/_-])(?:ready|readyz|readiness|deep|db|database)(?:$|[/?_-])/i;

/** Why the API server refuses a probe. */
export interface ProbeRefusal {
  readonly reason: string;
  /** Below the probe. */
  readonly path: readonly string[];
}

/**
 * A question the kubelet asks a container again and again. Times are in seconds, API defaults included.
 * @see https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
 */
export class Probe extends Subject {
  constructor(readonly of: Container, readonly kind: ProbeKind) {
    const at = of.in(kind);
    super(at.node, of, [kind], at.type);
  }

  /** What it does to ask: one of four ways. More or fewer than one is refused. */
  get handlers(): readonly Handler[] {
    return HANDLERS.filter((handler) => this.has(handler));
  }

  /** The path of an HTTP probe; `null` for others. */
  get httpPath(): string | null {
    return this.has('httpGet') ? (this.in('httpGet').string('path') ?? '/') : null;
  }

  /** Where its port is written; `null` when it asks none. */
  get portAt(): Subject | null {
    const handler = this.handlers.find((name) => name !== 'exec');
    return handler === undefined ? null : this.in(handler);
  }

  /** The port it asks, by name or number; `null` when it asks none. */
  get port(): string | number | null {
    const at = this.portAt;
    if (at === null) return null;
    const port = at.get('port');
    if (typeof port !== 'string' && typeof port !== 'number') throw at.unknown('port');
    return port;
  }

  /** Does its own container declare the port? Names of other containers' ports do not count. Without a port there is nothing to declare. */
  get isPortDeclared(): boolean {
    const { port } = this;
    return port === null || portsOf(this.of).some((declared) => (typeof port === 'string' ? declared.name : declared.port) === port);
  }

  get initialDelay(): number {
    return this.number('initialDelaySeconds') ?? 0;
  }

  get period(): number {
    return this.number('periodSeconds') ?? 10;
  }

  get timeout(): number {
    return this.number('timeoutSeconds') ?? 1;
  }

  get failureThreshold(): number {
    return this.number('failureThreshold') ?? 3;
  }

  /** How long it takes to act on a container that fails. */
  get patience(): number {
    return this.period * this.failureThreshold;
  }

  /** How long a container may take from its start until it must answer. */
  get startBudget(): number {
    return this.initialDelay + this.patience;
  }

  /** Does its path sound like a question about other services? */
  get asksDependencies(): boolean {
    return DEPENDENCY.test(this.httpPath ?? '');
  }

  /** Does it ask the very question another one does? */
  asksLike(other: Probe): boolean {
    return this.question === other.question;
  }

  /** Why the API server refuses it; `null` when it does not. */
  get refusal(): ProbeRefusal | null {
    const { handlers, of } = this;
    if (of.role === 'init') return { reason: 'an init container that ends can have no probe', path: [] };
    if (handlers.length === 0) return { reason: 'it has none of exec, grpc, httpGet and tcpSocket', path: [] };
    if (handlers.length > 1) return { reason: `it has ${handlers.join(' and ')}, and one is allowed`, path: [handlers[1]!] };
    if (this.kind !== 'readinessProbe' && (this.number('successThreshold') ?? 1) !== 1) return { reason: 'successThreshold must be 1', path: ['successThreshold'] };
    const negative = TIMES.find((field) => (this.number(field) ?? 0) < 0);
    if (negative !== undefined) return { reason: `${negative} is negative`, path: [negative] };
    return this.handlerRefusal;
  }

  private get handlerRefusal(): ProbeRefusal | null {
    const [handler] = this.handlers as readonly [Handler];
    const at = this.in(handler);
    if (handler === 'exec') return at.items('command').length === 0 ? { reason: 'it runs no command', path: ['exec'] } : null;
    const scheme = handler === 'httpGet' ? at.string('scheme') : undefined;
    if (scheme !== undefined && scheme !== 'HTTP' && scheme !== 'HTTPS') return { reason: `the scheme is HTTP or HTTPS, not ${scheme}`, path: [handler, 'scheme'] };
    if (!at.has('port')) return { reason: 'it names no port', path: [handler] };
    const { port } = this;
    const isLegal = typeof port === 'number' ? isPortNumber(port) : isPortName(port ?? '');
    return isLegal ? null : { reason: `${port} is no port`, path: [handler, 'port'] };
  }

  /** All that makes one question differ from another, names of ports read as their numbers. */
  private get question(): string {
    const { handlers, port, of } = this;
    const number = typeof port === 'string' ? (portsOf(of).find(({ name }) => name === port)?.port ?? port) : port;
    const http = this.in('httpGet');
    const details = [this.httpPath, http.string('scheme'), http.string('host'), this.in('grpc').string('service'), ...this.in('exec').strings('command')];
    return JSON.stringify([handlers, number, ...details]);
  }
}

const TIMES = ['failureThreshold', 'initialDelaySeconds', 'periodSeconds', 'successThreshold', 'timeoutSeconds'];
