import { severityOf, type EnabledLaw } from '../config/enabled';
import type { Finding, UndecidedAnswer } from '../finding';
import { CloudResource } from '../graph/cloud/cloud-resource';
import type { Graph } from '../graph/graph';
import type { Subject } from '../graph/reading/subject';
import { Workload } from '../graph/workload/workload';
import { Undecided } from '../graph/reading/unknown';
import type { InputError } from '../load/resource';
import type { Breach, Case, Preset } from '../law';
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

/** What a patch of a workload is asked as. Laws on manifests speak of what is written, and a patch is all of that. */
const OF_WORKLOADS: ReadonlySet<string> = new Set(['Container', 'Pod', 'Workload']);

/** What a law answered for everything it speaks to in a graph. Most of it is kept, and of that only the number matters. */
export interface Answers {
  readonly kept: number;
  readonly others: readonly Exclude<Answer, { readonly kind: 'kept' } | null>[];
}

const KEPT: Answer = { kind: 'kept' };
const NONE: Answers = { kept: 0, others: [] };

/** Asks one law of everything it speaks to in a graph. What it does not apply to gives no answer. */
export function askAll(enabled: EnabledLaw, graph: Graph, preset: Preset): Answers {
  const { isOfCloud = false } = enabled;
  if (isOfCloud && graph.cloudResources.length === 0) return NONE;
  const all = subjectsOf(graph, enabled.law.on);
  if (all.length === 0) return NONE;
  const isAsked = (subject: Subject): boolean => !isOfCloud || subject.object instanceof CloudResource;
  const inquiry = new Inquiry(enabled, graph, preset);
  const others: Answers['others'][number][] = [];
  let kept = 0;
  for (const { of, subjects, undecided } of all) {
    if (undecided !== null && isAsked(of)) others.push(undecidedAt(enabled, of, undecided));
    for (const subject of subjects) {
      const answer = isAsked(subject) ? inquiry.ask(subject) : null;
      if (answer?.kind === 'kept') kept += 1;
      else if (answer !== null) others.push(answer);
    }
  }
  return { kept, others };
}

/** One law before one graph. The case a law is handed is made once and not per subject: most are asked thousands of times. */
export class Inquiry {
  private subject!: Subject;
  private findings: Breached[] | null = null;
  private readonly the: Case;

  constructor(private readonly enabled: EnabledLaw, graph: Graph, private readonly preset: Preset) {
    this.the = {
      graph,
      profile: graph.profile,
      params: enabled.params,
      broken: (messageId, breach = {}) => {
        (this.findings ??= []).push(breached(this.enabled, this.subject, this.preset, messageId, breach));
      },
    };
  }

  /** What was found by now: a law writes it behind the back of this class. */
  private found(): readonly Breached[] | null {
    return this.findings;
  }

  /** Asks the law of one subject. A law that throws is an error of the run, never an answer. */
  ask(subject: Subject): Answer {
    const { law } = this.enabled;
    this.subject = subject;
    this.findings = null;
    try {
      if (law.applies && !law.applies(subject as never, this.the)) return null;
      law.judge(subject as never, this.the);
      // What is laid over a workload that is written elsewhere breaks a law by itself, and keeps none.
      if (this.found() === null && OF_WORKLOADS.has(law.on) && subject.object instanceof Workload) subject.object.pod.assertWhole();
    } catch (e) {
      if (!(e instanceof Undecided)) return { kind: 'crashed', error: crash(law.id, subject, e) };
      // What is certainly broken stays broken, whatever else could not be seen.
      if (this.found() === null) return undecidedAt(this.enabled, subject, e);
    }
    const findings = this.found();
    return findings === null ? KEPT : { kind: 'broken', findings };
  }
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

function undecidedAt(enabled: EnabledLaw, subject: Subject, undecided: Undecided): Answers['others'][number] {
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
