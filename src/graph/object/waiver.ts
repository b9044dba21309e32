import type { Origin, Path, Resource } from '../../load/resource';
import { Subject } from '../reading/subject';
import { SOME } from '../reading/unknown';
import type { KubeObject } from './kube-object';

/** Annotation that accepts findings on its object, one waiver per line: `law[@container]=reason[; until=YYYY-MM-DD][; scope=construct]`. */
export const WAIVE = 'looplaw.dev/waive';

/** What is wrong with a waiver; one that is wrong waives nothing. */
export type WaiverProblem = 'syntax' | 'misspelt-annotation' | 'stray-key' | 'no-reason' | 'unknown-law' | 'bad-date' | 'not-allowed' | 'expired' | 'no-expiry' | 'unused';

/** What a waiver says, wherever it is given. */
export interface WaiverTerms {
  /** Law it is about. */
  readonly law: string;
  /** The one container it is about; `null` = the whole object. */
  readonly onContainer: string | null;
  readonly reason: string;
  /** Last day it holds, as written; `null` = for ever. */
  readonly until: string | null;
  /** Path of the construct it was given for in code, which wrote it on every object below; `null` when it was given for itself. */
  readonly scope: string | null;
}

/** Who gave a waiver, and where. */
export interface GivenBy {
  /** An annotation somebody wrote, `waive()` in construct code, the config, or the cluster itself for what it keeps (see `keeperOf`). */
  readonly by: 'annotation' | 'construct' | 'config' | 'cluster';
  /** Path of the construct it was given for, or on whose object it is; `null` where there is none. */
  readonly construct: string | null;
  /** The object it is written on; the config is one, too. */
  readonly resource: Resource;
  /** From the root of that object to the waiver. */
  readonly path: Path;
}

/** One line of a waiver annotation, or one waiver of the config. */
export class Waiver extends Subject {
  /** Found by the judge, which knows the laws and the day. */
  problem: WaiverProblem | null = null;
  /** What was probably meant, where the law that is named is not known; what was written in place of `until`. */
  suggestion: string | null = null;
  readonly law: string;
  readonly onContainer: string | null;
  readonly reason: string;
  readonly until: string | null;
  readonly scope: string | null;

  private constructor(
    at: Subject,
    terms: WaiverTerms,
    /** As it is written, for messages. */
    readonly line: string,
    /** From here to the place to point at, by what is wrong. */
    readonly placeOf: (problem: WaiverProblem) => Path,
    private readonly by: GivenBy['by'],
  ) {
    super(at.node, at, [], null);
    this.law = terms.law;
    this.onContainer = terms.onContainer;
    this.reason = terms.reason;
    this.until = terms.until;
    this.scope = terms.scope;
  }

  /** Who gave it, and where. */
  get given(): GivenBy {
    const { resource } = this.object;
    const { scope, by } = this;
    const isOfCode = scope !== null && isSynthesized(resource.origin);
    return { by: isOfCode ? 'construct' : by, construct: isOfCode ? scope : resource.origin.constructPath, resource, path: [...this.path, ...this.placeOf('unused')] };
  }

  /** Reads the waivers of an annotations map. One that says nothing, or whose key is misspelt, is a waiver that is wrong. */
  static allIn(annotations: Subject): readonly Waiver[] {
    const by = annotations.object.resource.origin.file === null ? 'construct' : 'annotation';
    annotations.has(WAIVE);
    const written = annotations.node === SOME ? [] : Object.keys(annotations.node);
    const misspelt = written.filter(isMeantToWaive).map((key) => {
      const waiver = new Waiver(annotations, termsOf(''), key, () => [key], by);
      waiver.problem = 'misspelt-annotation';
      return waiver;
    });
    if (!written.includes(WAIVE)) return misspelt;
    const lines = (annotations.string(WAIVE) ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '');
    return [...misspelt, ...(lines.length > 0 ? lines : ['']).map((line) => {
      const terms = termsOf(line);
      const waiver = new Waiver(annotations, terms, line, () => [WAIVE], by);
      if (!line.includes('=') || terms.law === '') waiver.problem = 'syntax';
      else if ((waiver.suggestion = strayKeyIn(terms.reason)) !== null) waiver.problem = 'stray-key';
      return waiver;
    })];
  }

  /** The waivers on an object and on its pod template. */
  static allOn(object: KubeObject): readonly Waiver[] {
    const own = Waiver.allIn(object.metadata.in('annotations'));
    const pod = (object as { pod?: Subject }).pod;
    return pod === undefined || pod.path.length === 0 ? own : [...own, ...Waiver.allIn(pod.in('metadata').in('annotations'))];
  }

  /**
   * A waiver of the config.
   *
   * @param config the config as an object of its own
   * @param path from its root to the waiver
   */
  static inConfig(config: KubeObject, path: Path, terms: WaiverTerms): Waiver {
    return new Waiver(new Subject(SOME, config, path, null), terms, terms.law, (problem) => [problem === 'expired' ? 'until' : 'law'], 'config');
  }
}

/** What a line of the annotation says. */
export function termsOf(line: string): WaiverTerms {
  const equals = line.indexOf('=');
  const [target, text] = equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
  const [law = '', onContainer = null] = target.trim().split('@');
  const end = text.lastIndexOf(SCOPE);
  const scope = end < 0 ? null : text.slice(end + SCOPE.length);
  return { law, onContainer, ...partsOf(end < 0 ? text : text.slice(0, end)), scope };
}

/** The line of the annotation that says it. */
export function lineOf({ law, onContainer, reason, until, scope }: WaiverTerms): string {
  const target = onContainer === null ? law : `${law}@${onContainer}`;
  return `${target}=${reason}${until === null ? '' : `; until=${until}`}${scope === null ? '' : `${SCOPE}${scope}`}`;
}

/**
 * A word of a reason that was meant to be a key: `untill=2027-01-01`, `; owner=me`, or an `until=` that no `;` parts from it. Read as
 * part of the reason it would waive for ever. `null` = there is none.
 */
export function strayKeyIn(reason: string): string | null {
  for (const { index } of reason.matchAll(/=/g)) {
    const [, mark = '', key] = /([;,]?)\s*([A-Za-z][\w-]*)\s*$/.exec(reason.slice(Math.max(0, index - LONGEST_KEY), index)) ?? [];
    if (key !== undefined && (mark === ';' || /^until/i.test(key) || /^\s*\d{4}-\d/.test(reason.slice(index + 1, index + LONGEST_KEY)))) return key;
  }
  return null;
}

/** Characters before a `=` that are looked at. */
const LONGEST_KEY = 40;

/** Is this another key than the one that waives, that was surely meant to be it? */
function isMeantToWaive(key: string): boolean {
  return key !== WAIVE && /^looplaw(?:\.[a-z.]+)?\/.*(?:wai|wav|exempt|ignore|skip|disable)/i.test(key);
}

/** Was the object written by code? Only there a scope says which construct waived: anybody may write one into a manifest. */
function isSynthesized({ file, constructPath }: Origin): boolean {
  return file === null || constructPath !== null || file.endsWith('.k8s.yaml');
}

/** Is this a day of the calendar, written `YYYY-MM-DD`? */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

/** Written by code and read as it was written. */
const SCOPE = '; scope=';

/** Parts `reason; until=day`. The last `until=` that begins the text or follows `;` or `,` is meant: a reason may speak of one, too. */
function partsOf(text: string): { readonly reason: string; readonly until: string | null } {
  let parts: { readonly reason: string; readonly until: string | null } = { reason: text.trim(), until: null };
  for (const { index, 0: word } of text.matchAll(/until\s*=/g)) {
    let end = index;
    while (end > 0 && /\s/.test(text.charAt(end - 1))) end -= 1;
    if (end > 0 && !';,'.includes(text.charAt(end - 1))) continue;
    parts = { reason: text.slice(0, Math.max(0, end - 1)).trim(), until: text.slice(index + word.length).trim() };
  }
  return parts;
}
