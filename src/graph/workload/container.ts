import { limitOf, requestOf, type Allowance } from '../budget/allowance';
import { SecurityContext } from '../hardening/security-context';
import { staticCredentialsOf, type StaticCredential } from '../identity/credential';
import { databaseImage, runsNoServer } from './database';
import { repetitionsIn, variablesOf, type Repetition, type Variable } from './environment';
import type { ImageReference } from './image';
import { imageIn, imagesOf, type ImageUse } from './image-use';
import { LogContext } from '../observability/log-context';
import { TraceContext } from '../observability/trace-context';
import { portsOf, type ContainerPort } from '../network/container-port';
import { Probe, type ProbeKind } from './probe';
import { Subject } from '../reading/subject';
import { Shutdown } from './shutdown';
import { slowRuntimeOf } from './runtime';
import { timerOf, type Timer } from './timer';
import { isThirdParty } from './third-party';
import { Undecided, answered, every, some } from '../reading/unknown';
import type { Pod } from './pod';
import type { Target } from '../network/service';

/** A compute resource a container budgets. */
export type Resource = 'cpu' | 'memory' | 'ephemeral-storage';

/** A container of a pod. `role` says when it runs: first (`init`), beside (`sidecar`), or as the app itself. */
export class Container extends Subject {
  private securityOnce: SecurityContext | undefined;
  private imagesOnce: readonly ImageUse[] | undefined;
  private isDatabaseOnce: boolean | Undecided | undefined;

  constructor(readonly pod: Pod, at: Subject, readonly role: 'app' | 'init' | 'sidecar') {
    super(at.node, pod, ['spec', ...at.steps], at.type);
  }

  /** Its name. Knative, where none has to be written, gives one. */
  get name(): string {
    return this.string('name') ?? (this.pod.workload.group === 'serving.knative.dev' ? 'user-container' : '');
  }

  override get container(): string | null {
    try {
      return this.name;
    } catch {
      return null;
    }
  }

  get image(): ImageReference {
    return imageIn(this, 'image');
  }

  /** The image it runs, where one is written, and those it mounts as volumes. */
  get images(): readonly ImageUse[] {
    return (this.imagesOnce ??= imagesOf(this));
  }

  /**
   * The request the created pod will have: the pod's own, else written, else its limit, else the namespace's LimitRange.
   * A request of zero is none, and nobody fills it in. `null` = the scheduler guesses.
   */
  request(resource: Resource): Allowance | null {
    return this.settled(requestOf(this, resource));
  }

  /** The limit the created pod will have: the pod's own, else written, else the namespace's LimitRange. Zero is none; so is `null`. */
  limit(resource: Resource): Allowance | null {
    return this.settled(limitOf(this, resource));
  }

  /** Does its image, or the workload's annotation, say that it keeps data? Conditional images do when they mount a claim. */
  get isDatabase(): boolean {
    const is = (this.isDatabaseOnce ??= answered(() => this.looksLikeDatabase()));
    if (is instanceof Undecided) throw is;
    return is;
  }

  private looksLikeDatabase(): boolean {
    const declared = this.pod.annotation('looplaw.dev/stateful') ?? this.pod.workload.annotation('looplaw.dev/stateful');
    if (this.role !== 'app') return false;
    if (declared !== undefined) return declared === 'true';
    const image = databaseImage(this.string('image') ?? '');
    if (image === null || runsNoServer([...this.strings('command'), ...this.strings('args')])) return false;
    return image === 'database' || this.keepsData;
  }

  /** A volume mount by a claim, or arguments that switch persistence on. */
  private get keepsData(): boolean {
    const claims = this.pod.claims;
    return some(this.list('volumeMounts'), (m) => {
      const name = m.string('name');
      return claims.some((use) => (use.shared ? use.at.string('name') : use.name) === name);
    }) || this.persistentArguments;
  }

  /** Redis and its kin persist with `appendonly yes`, Consul and its kin as a server with a data folder. */
  private get persistentArguments(): boolean {
    const args = [...this.strings('command'), ...this.strings('args')].join(' ');
    return /(?:^|\s)--appendonly[ =]yes(?:\s|$)/.test(args) || (/(?:^|\s)-{1,2}server(?:\s|$)/.test(args) && /(?:^|\s)-{1,2}data-dir[ =]/.test(args));
  }

  /** The ports of Services that lead to it. Of those that lead to nobody knows which container, the first one of the app answers. */
  get targets(): readonly Target[] {
    const [first] = this.pod.appContainers;
    return this.pod.targets.filter(({ container }) => container === this || (container === null && first === this));
  }

  /** A port of a Service that sends traffic here with no probe to hold it back; undecided when a container beside it may be the one. */
  get unprobedTarget(): Target | null {
    const { targets } = this;
    const certain = targets.find(({ container }) => container === this);
    if (certain) return this.has('readinessProbe') ? null : certain;
    const [target = null] = targets;
    const { appContainers } = this.pod;
    if (target === null || every(appContainers, (c) => c.has('readinessProbe'))) return null;
    if (!some(appContainers, (c) => c.has('readinessProbe'))) return target;
    throw new Undecided(`which container Service ${target.service.name} leads to is not known, and only some have a probe`);
  }

  /** Its probe of this kind; `null` when it has none. */
  probe(kind: ProbeKind): Probe | null {
    return this.has(kind) ? new Probe(this, kind) : null;
  }

  /** How it ends. */
  get shutdown(): Shutdown {
    return new Shutdown(this);
  }

  /** The runtime it starts slowly on, by its image and variables: `Java`, `.NET`; `null` = none that is known. */
  get slowRuntime(): string | null {
    return slowRuntimeOf(this);
  }

  /** The ports it declares. */
  get ports(): readonly ContainerPort[] {
    return portsOf(this);
  }

  /** Does it write its own log lines, and is no infrastructure off the shelf? */
  get isOwnCode(): boolean {
    const image = this.string('image') ?? '';
    return this.role === 'app' && !isThirdParty(image) && databaseImage(image) === null;
  }

  /** The clock it runs by, where its command shows one; `null` = it shows none. */
  get timer(): Timer | null {
    return timerOf(this);
  }

  /** What it may do on its node. */
  get security(): SecurityContext {
    return (this.securityOnce ??= new SecurityContext(this));
  }

  /** What it is told about where it runs. */
  get logContext(): LogContext {
    return new LogContext(this);
  }

  /** What it is told of traces. */
  get traceContext(): TraceContext {
    return new TraceContext(this);
  }

  /** Its environment variables, known ones first; throws `Undecided` after them where more may come from outside of the set. */
  variables(): Iterable<Variable> {
    return variablesOf(this);
  }

  /** Variables of `env` that stand there before, under the same name. */
  repeatedVariables(): Iterable<Repetition> {
    return repetitionsIn(this);
  }

  /** The long-lived cloud keys it is given, certain ones first; throws `Undecided` after them where it may be given more. */
  staticCredentials(): Iterable<StaticCredential> {
    return staticCredentialsOf(this);
  }

  /** Zero is none, and what a patch leaves out may stand in its base. */
  private settled(allowance: Allowance | null): Allowance | null {
    if (allowance === null) this.pod.assertWhole();
    return allowance !== null && allowance.amount.sign() > 0 ? allowance : null;
  }
}
