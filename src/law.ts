import type { Graph } from './graph/graph';
import type { SubjectKind, Subjects } from './graph/subjects';
import type { Edit, Related } from './finding';
import { ArgumentError } from './argument/argument-error';
import { isMapping } from './load/mapping';
import type { Loop } from './loop';
import type { Cloud, Profile, Role } from './profile';
import type { Signature, SignatureId } from './signature';

export { LOOPS, loopOf, type Loop } from './loop';
export type { SignatureId } from './signature';

/** How grave a finding is. */
export type Severity = 'error' | 'warning' | 'info';
/** Which laws, how strict: `recommended` fails on rejections and certain outages, `strict` takes the method to the letter. */
export type Preset = 'recommended' | 'strict';

/** What a broken law says. `{name}` placeholders are filled from the finding's args. */
export interface Message {
  readonly text: string;
  /** One severity, or one per preset where the presets differ. */
  readonly severity: Severity | Readonly<Record<Preset, Severity>>;
}

/** A contested opinion: the user may choose the other side, and the choice is visible. */
export interface Param<T = unknown> {
  readonly default: T;
  readonly description: string;
  readonly oneOf?: readonly T[];
}
export type Params = Readonly<Record<string, Param>>;
type Values<P extends Params> = { readonly [K in keyof P]: P[K] extends Param<infer T> ? T : never };

/** What a law may ask besides its subject. */
export interface Question<P extends Params = Params> {
  readonly graph: Graph;
  readonly profile: Profile;
  readonly params: Values<P>;
}

/** Where and how a law is broken. Paths start at the subject. */
export interface Breach {
  readonly path?: readonly (string | number)[];
  /** Default `value`; `key` points at the name of the field. */
  readonly at?: 'key' | 'value';
  readonly args?: Readonly<Record<string, string | number>>;
  readonly related?: readonly Related[];
  readonly repair?: { readonly patch: readonly Edit[] } | { readonly add: Readonly<Record<string, unknown>> };
}

/** A question with the means to answer it: call `broken`, or return and the law is kept. */
export interface Case<P extends Params = Params, M extends string = string> extends Question<P> {
  readonly broken: (messageId: M, breach?: Breach) => void;
}

/**
 * One checkable promise of a loop. `judge` sees one subject and the graph and reports on its subject only; it is *kept* unless it
 * calls `broken`, and *undecided* when something it asks for is unknown (an `Undecided` is thrown through it).
 */
export interface Law<K extends SubjectKind = SubjectKind, P extends Params = Params, M extends string = string> {
  /** `<loop>/<name>`, equal to the path of the file. */
  readonly id: `${Loop}/${string}`;
  /** The promise, at most 80 characters, no full stop. */
  readonly title: string;
  /** Whose business it is; laws of the platform are asked only of runs with `role: platform`. */
  readonly owner: Role;
  readonly presets: readonly Preset[];
  /** Why it has the severities it has: for an error in `recommended`, the API rejection or the certain outage it prevents. */
  readonly because?: string;
  /** Clouds it speaks of; it is not asked where another one is declared. Default: all. */
  readonly clouds?: readonly Cloud[];
  /** Too few manifests in the wild were seen to break or keep it: its false alarms are not known. */
  readonly unproven?: true;
  readonly signature: SignatureId | null;
  /** Where this law shows, is blamed or is watched otherwise than its signature says. */
  readonly shows?: Partial<Pick<Signature, 'symptom' | 'blamed' | 'cause' | 'metric'>>;
  /** What breaks in production, and how it shows. */
  readonly why: string;
  /** What to type. */
  readonly remedy: string;
  /** The construct of looplaw that keeps it, and how. */
  readonly keptBy?: string;
  /** When a waiver is the right answer. */
  readonly waiveWhen?: string;
  /** URLs of the facts, or `mission`. */
  readonly sources: readonly string[];
  /**
   * Does it hang on more than one file shows, whatever the file? The editor has nothing to say of such a law, and its configs leave it out.
   * Default: some breaches of it stand in one file alone.
   */
  readonly needs?: 'cluster';
  /** What the law is asked of. */
  readonly on: K;
  readonly params?: P;
  readonly messages: Readonly<Record<M, Message>>;
  /** Kinds outside the file that may cure a breach; the editor says so. */
  readonly curedBy?: readonly string[];
  /** Construct, alert or runbook that carries what can't be judged at synth time. */
  readonly carriedBy?: string;
  /** Is there anything to promise? `false` = not applicable, counted nowhere. Default: always. */
  applies?(subject: Subjects[K], question: Question<P>): boolean;
  judge(subject: Subjects[K], the: Case<P, M>): void;
}

/** Checks the shape of a law at compile time; its one job is inference. @throws ArgumentError for what has no id and judges nothing */
export function defineLaw<K extends SubjectKind, M extends string, P extends Params = Params>(law: Law<K, P, M>): Law {
  const given: unknown = law;
  if (!isMapping(given) || typeof given['id'] !== 'string' || typeof given['judge'] !== 'function') throw new ArgumentError('defineLaw', 'law', law, 'a law with an id, messages and judge(subject, the)');
  return law as unknown as Law;
}
