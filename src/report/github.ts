import type { Finding } from '../finding';
import type { Severity } from '../law';
import type { InputError } from '../load/resource';
import { placeOf, placeText, shownFile, type Place } from './place';
import type { Report, ReportContext } from './report';
import { printable, sanitize } from './sanitize';
import { SEVERITIES } from './severity';
import { lastLine } from './tally';
import { count, errorPlace, messageOf, plain, titleOf, waivedText } from './words';

/** Annotations of one kind that GitHub shows of a step; it drops the rest without a word. https://docs.github.com/en/actions/reference/limits */
const MOST_SHOWN = 10;

const KINDS = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>;

/** Annotations of GitHub Actions, as workflow commands: at most ten of each kind, inputs that were not examined first; then, as lines of the log, what was waived, and the account. */
export const github: Report = (verdict, context) => {
  const { findings, accounting: { errors } } = verdict;
  const shown = SEVERITIES.flatMap((severity) => [
    ...(severity === 'error' ? errors.slice(0, MOST_SHOWN).map(annotationOfError) : []),
    ...findings.filter((f) => f.severity === severity).slice(0, MOST_SHOWN).map((f) => annotationOf(f, context)),
  ].slice(0, MOST_SHOWN));
  const dropped = errors.length + findings.length - shown.length;
  const lines = [
    ...shown.map(commandOf),
    ...(dropped > 0 ? [`${count(dropped, 'annotation')} left out: GitHub shows ${MOST_SHOWN} of a kind; looplaw check lists every finding`] : []),
    ...verdict.waived.map((f) => printable(`waived: ${waivedText(f, context.laws)}`, { unicode: true })),
    lastLine(verdict, '; '),
  ];
  return `${lines.join('\n')}\n`;
};

/** A mark beside a line of a change. */
interface Annotation {
  readonly kind: (typeof KINDS)[Severity];
  readonly properties: Readonly<Record<string, string | number | null>>;
  readonly message: string;
}

function annotationOf(finding: Finding, { laws }: ReportContext): Annotation {
  const law = laws.get(finding.law);
  const place = placeOf(finding);
  const message = `${messageOf(finding, law)} (${titleOf(finding.resource)})`;
  return {
    kind: KINDS[finding.severity],
    properties: { ...propertiesOf(place), title: finding.law },
    // What has no file has no line to stand beside: it says where it is.
    message: [place.file === null ? `${placeText(place)}: ${message}` : message, ...(law ? [`fix: ${law.remedy}`] : [])].join('\n'),
  };
}

function annotationOfError(error: InputError): Annotation {
  const { code, file, line, column, message } = error;
  return {
    kind: 'error',
    properties: { file: shownFile(file), line, col: column, title: `not examined: ${code}` },
    message: `${errorPlace(error)}: ${plain(message)}`,
  };
}

/** Columns are only told of what is on one line: GitHub refuses them otherwise. */
function propertiesOf({ file, range }: Place): Annotation['properties'] {
  if (file === null || range === null) return { file };
  const { line, column, endLine, endColumn } = range;
  if (line === endLine) return { file, line, endLine, col: column, endColumn };
  // What ends before the first column ends on the line above.
  return { file, line, endLine: endColumn === 1 ? endLine - 1 : endLine };
}

/** `::error file=a.yaml,line=1::text`. Nothing in it ends the command early or begins another one. */
function commandOf({ kind, properties, message }: Annotation): string {
  const written = Object.entries(properties)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}=${data(sanitize(String(value))).replace(/[:,]/g, percent)}`);
  return `::${kind} ${written.join(',')}::${data(message.split('\n').map(sanitize).join('\n'))}`;
}

/** Data of a command: the runner turns it back, and a log that holds it is read for commands again. */
function data(text: string): string {
  return printable(text, { unicode: true }).replace(/[%\r\n]/g, percent);
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
