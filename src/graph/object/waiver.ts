import { Subject } from '../reading/subject';
import type { KubeObject } from './kube-object';

/** Annotation that accepts findings on its object, one waiver per line: `law[@container]=reason[;until=YYYY-MM-DD]`. */
export const WAIVE = 'looplaw.dev/waive';

/** What is wrong with a waiver; one that is wrong waives nothing. */
export type WaiverProblem = 'syntax' | 'no-reason' | 'unknown-law' | 'bad-date' | 'expired' | 'no-expiry' | 'unused';

/** One line of a waiver annotation. */
export class Waiver extends Subject {
  /** Found by the judge, which knows the laws and the day. */
  problem: WaiverProblem | null = null;
  /** The annotation it stands in. */
  readonly annotation = WAIVE;
  /** The law that was probably meant, where the one that is named is not known. */
  suggestion: string | null = null;

  private constructor(
    at: Subject,
    readonly line: string,
    /** Law it is about. */
    readonly law: string,
    /** The one container it is about; `null` = the whole object. */
    readonly onContainer: string | null,
    readonly reason: string,
    /** Last day it holds, as written; `null` = for ever. */
    readonly until: string | null,
  ) {
    super(at.node, at, [], null);
  }

  /** Reads the waivers of an annotations map. */
  static allIn(annotations: Subject): readonly Waiver[] {
    if (!annotations.has(WAIVE)) return [];
    return (annotations.string(WAIVE) ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
      const equals = line.indexOf('=');
      const [target, text] = equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
      const [law = '', onContainer = null] = target.trim().split('@');
      const { reason, until } = partsOf(text);
      const waiver = new Waiver(annotations, line, law, onContainer, reason, until);
      if (equals < 0 || law === '') waiver.problem = 'syntax';
      return waiver;
    });
  }

  /** The waivers on an object and on its pod template. */
  static allOn(object: KubeObject): readonly Waiver[] {
    const own = Waiver.allIn(object.metadata.in('annotations'));
    const pod = (object as { pod?: Subject }).pod;
    return pod === undefined || pod.path.length === 0 ? own : [...own, ...Waiver.allIn(pod.in('metadata').in('annotations'))];
  }
}

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
