import { meant, nearestLaw } from '../config/law-name';
import { isDay, lineOf, strayKeyIn, termsOf, WAIVE, type WaiverTerms } from '../graph/object/waiver';
import { nearestName } from '../graph/schema/nearest';
import { laws, type LawId } from '../laws';
import { isMapping } from '../load/mapping';
import { named } from '../argument/named';
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

/** Why {@link waive} refuses. */
export type WaiveErrorCode = 'no-construct' | 'unknown-law' | 'unknown-option' | 'no-reason' | 'bad-reason' | 'bad-date' | 'bad-container' | 'no-objects';

/** A waiver that would waive nothing, or more than was meant; thrown where it is given. The message says what was found, what was expected, and what to do. */
export class WaiveError extends Error {
  override readonly name = 'WaiveError';

  constructor(readonly code: WaiveErrorCode, message: string) {
    super(message);
  }
}

/**
 * Accepts findings of a law on every API object below a construct, or on the one it is. Written into the objects as annotation
 * `looplaw.dev/waive`, so that what is synthesized says it, too; the annotation names the construct. What is added below the
 * construct later is not waived: call it last.
 *
 * @throws {@link WaiveError} at once for a law or an option that does not exist, a reason that is empty, of several lines or holds
 * `until=`, an `until` that is no day, a container that no container can be called, and a construct without API objects
 */
export function waive(construct: ConstructLike, law: LawId, options: WaiveOptions): void {
  const terms = termsFor(construct, law, options);
  // A list is taken apart when it is applied, and its annotations are lost.
  const objects = apiObjectsIn(construct).filter(({ apiVersion, kind }) => apiVersion !== 'v1' || kind !== 'List');
  if (objects.length === 0) refuse('no-objects', law, `there is no API object in construct ${terms.scope ?? '-'} yet; waive it after its objects are made`);
  for (const object of objects) add(object, lineOf(terms));
}

const OPTIONS: readonly string[] = ['reason', 'until', 'container'] satisfies (keyof WaiveOptions)[];

/** What a waiver of a construct says. @throws {@link WaiveError} as {@link waive} does */
export function termsFor(construct: ConstructLike, law: string, options: WaiveOptions): WaiverTerms {
  const known = laws.map(({ id }) => id as string);
  if (typeof (law as unknown) !== 'string') throw new WaiveError('unknown-law', `waive: the law is ${named(law)}; expected its id, such as 'compute/pdb-present'`);
  if (!known.includes(law)) throw new WaiveError('unknown-law', `waive: there is no law ${law}${meant(nearestLaw(law, known))}`);
  const path = pathOf(construct) ?? refuse('no-construct', law, 'its first argument is no construct; pass a chart, a construct or an API object');
  const { reason, until, container } = given(law, options);
  if (reason.trim() === '') refuse('no-reason', law, 'the reason is empty; give a reason');
  if (until !== null && !isDay(until)) refuse('bad-date', law, `until ${until} is no day, write YYYY-MM-DD`);
  if (container !== null && !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(container)) refuse('bad-container', law, `container ${container} is no name of a container; write the name of one`);
  // The root of a tree has no path.
  const scope = path.replace(/\s+/g, ' ') || 'app';
  const terms: WaiverTerms = { law, onContainer: container, reason: reason.trim(), until, scope };
  const read = termsOf(lineOf(terms));
  if (/[\r\n]/.test(terms.reason) || read.reason !== terms.reason || read.until !== until || strayKeyIn(terms.reason) !== null) {
    refuse('bad-reason', law, 'the reason must be one line without "until=" or "; key="; the last day is the option until');
  }
  return terms;
}

/** Options as callers without a compiler may write them. */
function given(law: string, options: unknown): { readonly reason: string; readonly until: string | null; readonly container: string | null } {
  if (!isMapping(options)) return refuse('no-reason', law, 'there are no options; give a reason: { reason: \'…\' }');
  const unknown = Object.keys(options).find((key) => !OPTIONS.includes(key));
  if (unknown !== undefined) refuse('unknown-option', law, `there is no option ${unknown}${meant(nearestName(unknown, OPTIONS))}; expected ${OPTIONS.join(', ')}`);
  const { reason, until = null, container = null } = options;
  if (typeof reason !== 'string') return refuse('no-reason', law, 'the reason is no text; give a reason');
  if (until !== null && typeof until !== 'string') return refuse('bad-date', law, `until is ${named(until)}, which is no day; write YYYY-MM-DD`);
  if (container !== null && typeof container !== 'string') return refuse('bad-container', law, `container is ${named(container)}, which is no name of a container; write the name of one`);
  return { reason, until, container };
}

function pathOf(construct: Partial<ConstructLike> | undefined): string | null {
  const { node } = construct ?? {};
  return typeof node?.path === 'string' && typeof (node.findAll as unknown) === 'function' ? node.path : null;
}

function add({ metadata }: ApiObjectLike, line: string): void {
  const { annotations = {} } = (metadata.toJson() ?? {}) as { readonly annotations?: Readonly<Record<string, unknown>> };
  const before = annotations[WAIVE];
  const lines = typeof before === 'string' ? before.split('\n') : [];
  if (!lines.includes(line)) metadata.addAnnotation(WAIVE, [...lines, line].join('\n'));
}

/** Throws a {@link WaiveError}. */
export function refuse(code: WaiveErrorCode, law: string, why: string): never {
  throw new WaiveError(code, `waive ${law}: ${why}`);
}
