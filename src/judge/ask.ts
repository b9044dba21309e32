import { severityOf, type EnabledLaw } from '../config/enabled';
import type { Finding, UndecidedAnswer } from '../finding';
import type { Graph } from '../graph/graph';
import type { Subject } from '../graph/subject';
import { Undecided } from '../graph/unknown';
import type { InputError } from '../load/resource';
import type { Breach, Case, Preset, Question } from '../law';
import { subjectsOf } from './subjects';

/** A finding before it has a place and an identity among its equals. */
export type Breached = Omit<Finding, 'range' | 'fingerprint'>;

/** What a law answered for one subject; `null` = the law does not apply to it. */
export type Answer =
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly findings: readonly Breached[] }
  | { readonly kind: 'undecided'; readonly undecided: UndecidedAnswer }
  | { readonly kind: 'crashed'; readonly error: InputError }
  | null;

const KEPT: Answer = { kind: 'kept' };

/** Asks one law of everything it speaks to in a graph. */
export function* askAll(enabled: EnabledLaw, graph: Graph, preset: Preset): Generator<Answer> {
  const question: Question = { graph, profile: graph.profile, params: enabled.params };
  for (const found of subjectsOf(graph, enabled.law.on)) {
    if ('undecided' in found) yield undecidedAt(enabled, found.of, found.undecided);
    else for (const subject of found.subjects) yield ask(enabled, subject, question, preset);
  }
}

/** Asks one law of one subject. A law that throws is an error of the run, never an answer. */
export function ask(enabled: EnabledLaw, subject: Subject, question: Question, preset: Preset): Answer {
  const { law } = enabled;
  const findings: Breached[] = [];
  const the: Case = { ...question, broken: (messageId, breach = {}) => findings.push(breached(enabled, subject, preset, messageId, breach)) };
  try {
    if (law.applies && !law.applies(subject as never, question)) return null;
    law.judge(subject as never, the);
  } catch (e) {
    // What is certainly broken stays broken, whatever else could not be seen.
    if (e instanceof Undecided) return findings.length > 0 ? { kind: 'broken', findings } : undecidedAt(enabled, subject, e);
    return { kind: 'crashed', error: crash(law.id, subject, e) };
  }
  return findings.length > 0 ? { kind: 'broken', findings } : KEPT;
}

function breached(enabled: EnabledLaw, subject: Subject, preset: Preset, messageId: string, breach: Breach): Breached {
  const { object } = subject;
  return {
    law: enabled.law.id,
    messageId,
    args: breach.args ?? {},
    severity: severityOf(enabled, messageId, preset),
    cluster: object.graph.cluster,
    resource: object.resource,
    container: subject.container,
    path: [...subject.path, ...(breach.path ?? [])],
    at: breach.at ?? 'value',
    related: breach.related ?? [],
    repair: breach.repair ?? null,
  };
}

function undecidedAt(enabled: EnabledLaw, subject: Subject, undecided: Undecided): Answer {
  const { object } = subject;
  return {
    kind: 'undecided',
    undecided: {
      law: enabled.law.id,
      cluster: object.graph.cluster,
      resource: object.resource,
      container: subject.container,
      path: undecided.path,
      because: undecided.because,
    },
  };
}

function crash(law: string, subject: Subject, cause: unknown): InputError {
  const { origin } = subject.object.resource;
  const at = origin.locate(subject.path);
  const what = cause instanceof Error ? cause.name : typeof cause;
  return {
    code: 'law-crash',
    file: origin.file,
    document: origin.document,
    line: at?.line ?? null,
    column: at?.column ?? null,
    message: `${law} crashed (${what}) on ${subject.object.title}; it was not examined by this law. Please report it`,
  };
}
