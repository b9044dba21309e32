import { meant, nearestLaw } from '../config/law-name';
import { isDay, lineOf, termsOf, WAIVE, type WaiverTerms } from '../graph/object/waiver';
import { laws, type LawId } from '../laws';
import { apiObjectsIn, type ApiObjectLike, type ConstructLike } from './construct-resources';

/** Why a law is waived, and until when. */
export interface WaiveOptions {
  /** Somebody answers for it: one line, not empty. */
  readonly reason: string;
  /** Last day it holds, `YYYY-MM-DD` in UTC. Default: for ever, which in preset `strict` waives no error. */
  readonly until?: string;
  /** The one container it is about. Default: the objects with all their containers. */
  readonly container?: string;
}

/**
 * Accepts findings of a law on every API object below a construct, or on the one it is. Written into the objects as annotation
 * `looplaw.dev/waive`, so that what is synthesized says it, too; the annotation names the construct. What is added below the
 * construct later is not waived: call it last.
 *
 * @throws Error at once for a law that does not exist, a reason that is empty or of several lines, an `until` that is no day, a
 * container that no container can be called, and a construct without API objects
 */
export function waive(construct: ConstructLike, law: LawId, options: WaiveOptions): void {
  const terms = termsFor(construct, law, options);
  // A list is taken apart when it is applied, and its annotations are lost.
  const objects = apiObjectsIn(construct).filter(({ apiVersion, kind }) => apiVersion !== 'v1' || kind !== 'List');
  if (objects.length === 0) refuse(law, `there is no API object in construct ${terms.scope ?? '-'} yet; waive it after its objects are made`);
  for (const object of objects) add(object, lineOf(terms));
}

function termsFor({ node: { path } }: ConstructLike, law: string, options: WaiveOptions): WaiverTerms {
  const { reason } = options;
  const [until, container] = [options.until ?? null, options.container ?? null];
  const known = laws.map(({ id }) => id as string);
  if (!known.includes(law)) throw new Error(`waive: there is no law ${law}${meant(nearestLaw(law, known))}`);
  if (typeof reason !== 'string' || reason.trim() === '') refuse(law, 'give a reason');
  if (until !== null && !isDay(until)) refuse(law, `until ${until} is no day, write YYYY-MM-DD`);
  if (container !== null && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(container)) refuse(law, `container ${container} is no name of a container`);
  // The root of a tree has no path.
  const scope = path.replace(/\s+/g, ' ') || 'app';
  const terms: WaiverTerms = { law, onContainer: container, reason: reason.trim(), until, scope };
  const read = termsOf(lineOf(terms));
  if (/[\r\n]/.test(terms.reason) || read.reason !== terms.reason || read.until !== until) {
    refuse(law, 'the reason must be one line without "until=" after a comma or semicolon');
  }
  return terms;
}

function add({ metadata }: ApiObjectLike, line: string): void {
  const { annotations = {} } = (metadata.toJson() ?? {}) as { readonly annotations?: Readonly<Record<string, unknown>> };
  const before = annotations[WAIVE];
  const lines = typeof before === 'string' ? before.split('\n') : [];
  if (!lines.includes(line)) metadata.addAnnotation(WAIVE, [...lines, line].join('\n'));
}

function refuse(law: string, why: string): never {
  throw new Error(`waive ${law}: ${why}`);
}
