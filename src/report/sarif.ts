import type { Finding, WaivedFinding } from '../finding';
import type { InputError, Range } from '../load/resource';
import { jsonText } from './json-text';
import { pathText, placeIn, placeOf, repositoryPath, shownFile, type Place } from './place';
import type { Report, ReportContext } from './report';
import { rulesOf, LEVELS } from './sarif/rules';
import { gravestFirst } from './severity';
import { count, messageOf, plain, termsOf, titleOf } from './words';

/** Results that GitHub keeps of one run; it drops the rest without a word. https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const MOST_RESULTS = 5000;

/** Related places of a result; GitHub shows as many, and refuses a file with a result of more than a thousand. */
const MOST_PLACES = 100;

/** SARIF 2.1.0 as code scanning on GitHub takes it: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
export const sarif: Report = (verdict, context) => {
  const rules = rulesOf(verdict, context);
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const answers = [
    ...gravestFirst(verdict.findings).map((finding) => ({ finding, suppressions: null })),
    ...gravestFirst(verdict.waived).map((finding) => ({ finding, suppressions: [waiverOf(finding)] })),
    ...gravestFirst(verdict.baselined).map((finding) => ({ finding, suppressions: [{ kind: 'external', status: 'accepted', justification: 'in the baseline' }] })),
  ];
  const { toolVersion, docsBaseUrl } = context;
  const { errors } = verdict.accounting;
  return `${jsonText({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'looplaw', version: toolVersion, semanticVersion: toolVersion, informationUri: docsBaseUrl, rules,
          notifications: [...new Set(errors.map((error) => error.code))].sort().map((id) => ({ id })),
        },
      },
      columnKind: 'utf16CodeUnits',
      invocations: [{
        executionSuccessful: errors.length === 0,
        toolExecutionNotifications: [...errors.map(notificationOf), ...dropped(answers.length)],
      }],
      results: answers.slice(0, MOST_RESULTS).map(({ finding, suppressions }) => (
        { ...resultOf(finding, indexOf, context), ...(suppressions && { suppressions }) }
      )),
    }],
  })}\n`;
};

function resultOf(finding: Finding, indexOf: ReadonlyMap<string, number>, { laws }: ReportContext): object {
  const { law, severity, resource, path, related, fingerprint } = finding;
  const place = placeOf(finding);
  return {
    ruleId: law,
    ruleIndex: indexOf.get(law),
    level: LEVELS[severity],
    message: { text: unlinked(`${messageOf(finding, laws.get(law))} (${titleOf(resource)})`) },
    locations: [{
      physicalLocation: physical(place),
      logicalLocations: [{ fullyQualifiedName: place.constructPath ?? `${titleOf(resource)} ${pathText(path)}`.trimEnd(), kind: 'resource' }],
    }],
    ...(related.length > 0 && {
      relatedLocations: related.slice(0, MOST_PLACES).map(({ message, resource: other, path: to }, id) => (
        { id, physicalLocation: physical(placeIn(other.origin, to)), message: { text: unlinked(`${titleOf(other)}: ${plain(message)}`) } }
      )),
    }),
    partialFingerprints: { 'looplaw/v1': fingerprint },
  };
}

function waiverOf({ reason, until, given }: WaivedFinding): object {
  return {
    kind: given.by === 'config' ? 'external' : 'inSource',
    status: 'accepted',
    justification: `${plain(reason)} (${termsOf({ until, given })})`,
    location: { physicalLocation: physical(placeIn(given.resource.origin, given.path)) },
  };
}

function notificationOf({ code, file, line, column, message }: InputError): object {
  const range = line === null ? null : { line, column: column ?? 1, endLine: line, endColumn: column ?? 1 };
  return {
    descriptor: { id: code },
    level: 'error',
    message: { text: plain(message) },
    ...(file !== null && { locations: [{ physicalLocation: physical({ file: shownFile(file), constructPath: null, range }) }] }),
  };
}

function dropped(results: number): readonly object[] {
  if (results <= MOST_RESULTS) return [];
  const text = `${count(results - MOST_RESULTS, 'result')} of ${results} left out, the mildest: code hosts keep ${MOST_RESULTS} of a run.`;
  return [{ level: 'warning', message: { text } }];
}

/** A place that a code host can follow. It refuses results without a file, so that a construct stands under its path in the tree. */
function physical({ file, constructPath, range }: Place): object {
  const { line, column, endLine, endColumn } = range ?? NO_RANGE;
  return {
    artifactLocation: { uri: repositoryPath(file ?? constructPath ?? '-').split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

const NO_RANGE: Range = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Messages of SARIF may hold links; names from an input must not. */
function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}
