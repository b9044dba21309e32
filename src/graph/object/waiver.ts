import type { Path, Resource } from '../../load/resource';
import { Subject } from '../reading/subject';
import { SOME } from '../reading/unknown';
import type { KubeObject } from './kube-object';

/** Annotation that accepts findings on its object, one waiver per line: `law[@container]=reason[; until=YYYY-MM-DD][; scope=construct]`. */
export const WAIVE = 'looplaw.dev/waive';

/** What is wrong with a waiver; one that is wrong waives nothing. */
export type WaiverProblem = 'syntax' | 'no-reason' | 'unknown-law' | 'bad-date' | 'not-allowed' | 'expired' | 'no-expiry' | 'unused';

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
  /** An annotation somebody wrote, `waive()` in construct code, or the config. */
  readonly by: 'annotation' | 'construct' | 'config';
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
  /** The law that was probably meant, where the one that is named is not known. */
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
    return { by: scope === null ? by : 'construct', construct: scope ?? resource.origin.constructPath, resource, path: [...this.path, ...this.placeOf('unused')] };
  }

  /** Reads the waivers of an annotations map. */
  static allIn(annotations: Subject): readonly Waiver[] {
    if (!annotations.has(WAIVE)) return [];
    const by = annotations.object.resource.origin.file === null ? 'construct' : 'annotation';
    return (annotations.string(WAIVE) ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
      const terms = termsOf(line);
      const waiver = new Waiver(annotations, terms, line, () => [WAIVE], by);
      if (!line.includes('=') || terms.law === '') waiver.problem = 'syntax';
      return waiver;
    });
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
