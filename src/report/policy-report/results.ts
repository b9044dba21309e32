import type { Finding, UndecidedAnswer } from '../../finding';
import type { Verdict } from '../../judge/verdict';
import type { Severity } from '../../law';
import type { InputError, Resource } from '../../load/resource';
import { loopOf } from '../../loop';
import { pathText, placeOf, placesOf, placeText, type Place } from '../place';
import type { ReportContext } from '../report';
import { docsOf, errorPlace, messageOf, plain, termsOf } from '../words';

/** What one entry of a report says: `fail` and `warn` are broken, `skip` is accepted or undecided, `error` was not examined. */
type Outcome = 'pass' | 'fail' | 'warn' | 'error' | 'skip';

/** An entry of a report, as both kinds of reports have it; everything in it is printable. */
export interface Result {
  readonly source: 'looplaw';
  readonly policy: string;
  readonly rule?: string;
  readonly category?: string;
  /** Values that every published version of the schema knows. */
  readonly severity?: 'high' | 'medium' | 'low';
  readonly result: Outcome;
  readonly scored: boolean;
  readonly message: string;
  readonly resources?: readonly Readonly<Record<string, string>>[];
  readonly properties?: Readonly<Record<string, string>>;
}

/** A result, and the object it is about; `null` when it is about the run. */
export interface Placed {
  readonly result: Result;
  readonly cluster: string | null;
  readonly resource: Resource | null;
}

const SEVERITIES = { error: 'high', warning: 'medium', info: 'low' } as const satisfies Record<Severity, string>;

/**
 * What a run has to say of objects: broken laws, then what a waiver or the baseline accepts, then what is undecided. A broken law
 * fails when it is an error, else it warns, which is not scored.
 */
export function resultsOf({ findings, waived, baselined, undecided }: Verdict, context: ReportContext): readonly Placed[] {
  const places = placesOf(undecided);
  return [
    ...findings.map((finding) => broken(finding, finding.severity === 'error' ? 'fail' : 'warn', '', context)),
    ...waived.map((finding) => broken(finding, 'skip', `waived: ${finding.reason} (${termsOf(finding)}): `, context)),
    ...baselined.map((finding) => broken(finding, 'skip', 'in the baseline: ', context)),
    ...undecided.map((answer, i) => unknown(answer, places[i]!)),
  ];
}

/** What a run has to say of itself: laws that all keep, and inputs that were not examined. Beside a broken law a pass would be untrue. */
export function accountOf(verdict: Verdict, { laws }: ReportContext): readonly Placed[] {
  const { findings, waived, baselined, undecided, accounting: { errors } } = verdict;
  const isOpen = new Set([findings, waived, baselined, undecided].flatMap((all) => all.map(({ law }) => law)));
  const kept = Object.entries(verdict.laws).filter(([id, tally]) => tally.kept > 0 && !isOpen.has(id)).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    ...errors.map((error): Result => notExamined(error)),
    ...kept.map(([id, tally]): Result => ({
      source: 'looplaw', policy: id, category: loopOf(id), result: 'pass', scored: true, message: laws.get(id)?.title ?? id, properties: { kept: String(tally.kept) },
    })),
  ].map((result) => ({ result, cluster: null, resource: null }));
}

function broken(finding: Finding, result: Outcome, because: string, { laws, docsBaseUrl }: ReportContext): Placed {
  const { law: id, messageId, severity, container, path, resource, cluster, fingerprint } = finding;
  const law = laws.get(id);
  return {
    cluster,
    resource,
    result: {
      source: 'looplaw', policy: plain(id), rule: plain(messageId), category: plain(loopOf(id)), severity: SEVERITIES[severity], result, scored: result === 'fail',
      message: `${plain(because)}${messageOf(finding, law)}`,
      resources: [referenceTo(resource, path)],
      properties: {
        place: placeText(placeOf(finding)),
        ...(container !== null && { container: plain(container) }),
        ...(law && { fix: law.remedy, docs: docsOf(id, docsBaseUrl) }),
        fingerprint,
      },
    },
  };
}

function unknown({ law, cluster, resource, container, path, because }: UndecidedAnswer, place: Place): Placed {
  return {
    cluster,
    resource,
    result: {
      source: 'looplaw', policy: plain(law), category: plain(loopOf(law)), result: 'skip', scored: false, message: `undecided: ${plain(because)}`,
      resources: [referenceTo(resource, path ?? [])],
      properties: { place: placeText(place), ...(container !== null && { container: plain(container) }) },
    },
  };
}

function notExamined(error: InputError): Result {
  return {
    source: 'looplaw', policy: 'input', rule: error.code, severity: 'high', result: 'error', scored: false, message: `not examined: ${plain(error.message)}`, properties: { place: errorPlace(error) },
  };
}

function referenceTo({ apiVersion, kind, namespace, name }: Resource, path: Finding['path']): Readonly<Record<string, string>> {
  return {
    apiVersion: plain(apiVersion), kind: plain(kind),
    ...(namespace !== null && { namespace: plain(namespace) }),
    ...(name !== '' && { name: plain(name) }),
    ...(path.length > 0 && { fieldPath: plain(pathText(path)) }),
  };
}
