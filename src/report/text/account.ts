import type { Verdict } from '../../judge/verdict';
import type { SkipReason } from '../../load/resource';
import { loopOf } from '../../loop';
import type { Page } from './page';
import { placeOf, placesOf, placeText, shownFile } from '../place';
import type { ReportContext } from '../report';
import { lastLine, loopTallies, type LoopTally } from '../tally';
import { count, errorPlace, messageOf, plain, termsOf, titleOf } from '../words';
import { widthOf } from './width';
import { hanging } from './wrap';

/** Clusters that are named, reasons for them, and waivers that are listed; the rest is counted. */
const NAMED_CLUSTERS = 8;
const LISTED_NOTES = 3;
const LISTED_WAIVERS = 10;
const LISTED_BASELINED = 10;
const LISTED_PATHS = 10;

/**
 * The end of a report for people, in blocks: what was undecided where asked for, what was waived or is in the baseline, what was not examined,
 * then loops, clusters and the last line.
 */
export function accountOf(verdict: Verdict, context: ReportContext, page: Page): readonly (readonly string[])[] {
  return [
    context.explainUndecided ? undecidedLines(verdict, page) : [],
    waivedLines(verdict, page),
    baselinedLines(verdict, context, page),
    errorLines(verdict, page),
    passedOverLines(verdict, page),
    loopLines(verdict, page),
    [...clusterLines(verdict, page), ...hintLines(verdict, context, page), page.ink(lastLine(verdict, ` ${page.glyphs.dot} `), 'bold')],
  ];
}

function undecidedLines({ undecided }: Verdict, page: Page): readonly string[] {
  if (undecided.length === 0) return [];
  const places = placesOf(undecided);
  return [
    page.ink(`${undecided.length} undecided: what these answers depend on is not known here`, 'bold'),
    ...undecided.flatMap(({ law, resource, container, because }, i) => entry([
      placeText(places[i]!), plain(law),
      `${titleOf(resource)}${container === null ? '' : `, container ${plain(container)}`}: ${plain(because)}`,
    ], page)),
  ];
}

function waivedLines({ waived }: Verdict, page: Page): readonly string[] {
  if (waived.length === 0) return [];
  return [
    page.ink(`${waived.length} waived`, 'bold'),
    ...waived.slice(0, LISTED_WAIVERS).flatMap((finding) => entry([
      placeText(placeOf(finding)), plain(finding.law), `${plain(finding.reason)} (${termsOf(finding)})`,
    ], page)),
    ...(waived.length > LISTED_WAIVERS ? [`  ${page.glyphs.more} and ${waived.length - LISTED_WAIVERS} more; --format json lists every one`] : []),
  ];
}

function baselinedLines({ baselined }: Verdict, { laws }: ReportContext, page: Page): readonly string[] {
  if (baselined.length === 0) return [];
  return [
    page.ink(`${baselined.length} in the baseline`, 'bold'),
    ...baselined.slice(0, LISTED_BASELINED).flatMap((finding) => entry([placeText(placeOf(finding)), plain(finding.law), messageOf(finding, laws.get(finding.law))], page)),
    ...(baselined.length > LISTED_BASELINED ? [`  ${page.glyphs.more} and ${baselined.length - LISTED_BASELINED} more; --format json lists every one`] : []),
  ];
}

function errorLines({ accounting: { errors } }: Verdict, page: Page): readonly string[] {
  if (errors.length === 0) return [];
  return [
    page.ink(`${count(errors.length, 'input')} not examined: this run can not pass`, 'red', 'bold'),
    ...errors.flatMap((error) => entry([errorPlace(error), error.code, plain(error.message)], page)),
  ];
}

/** What was passed over and may be meant: links, Terraform in HCL, and what `exclude` or `.gitignore` leave out. */
const PASSED_OVER: readonly (readonly [reason: SkipReason, noun: string, why: string])[] = [
  ['symbolic-link', 'symbolic link', 'not followed: name what is meant to be read'],
  ['excluded', 'path', 'left out by exclude'],
  ['terraform-source', 'Terraform file', 'not examined: check what it plans, `terraform show -json tfplan | looplaw check -`'],
  ['gitignored', 'path', 'left out by .gitignore: name what is meant to be read'],
];

function passedOverLines({ accounting: { skipped } }: Verdict, page: Page): readonly string[] {
  return PASSED_OVER.flatMap(([reason, noun, why]) => {
    const paths = skipped.filter((entry) => entry.reason === reason).map(({ file }) => plain(shownFile(file) ?? file));
    if (paths.length === 0) return [];
    return [
      page.ink(`${count(paths.length, noun)} ${why}`, 'yellow', 'bold'),
      ...paths.slice(0, LISTED_PATHS).map((path) => `  ${path}`),
      ...(paths.length > LISTED_PATHS ? [`  ${page.glyphs.more} and ${paths.length - LISTED_PATHS} more; --format json lists every one`] : []),
    ];
  });
}

/** A place, a law or code, and the words: on the same line where they fit, else below. */
function entry([place, what, text]: readonly [place: string, what: string, text: string], { ink, width }: Page): readonly string[] {
  const head = `  ${place}  ${ink(what, 'cyan')}`;
  return widthOf(`  ${place}  ${what}  ${text}`) <= width ? [`${head}  ${text}`] : [head, ...hanging('    ', text, width)];
}

/** Which loops were asked: one line each when nothing is broken, else all in a row. */
function loopLines(verdict: Verdict, page: Page): readonly string[] {
  const loops = loopTallies(verdict);
  if (loops.length === 0) return [];
  return verdict.findings.length === 0 ? keptTable(verdict, loops, page) : loopRow(verdict, loops, page);
}

function loopRow({ findings }: Verdict, loops: readonly LoopTally[], { ink, glyphs, width }: Page): readonly string[] {
  const items = loops.filter(({ examined }) => examined > 0).map(({ loop }) => {
    const broken = findings.filter((f) => loopOf(f.law) === loop).length;
    return broken > 0 ? [glyphs.broken, 'red', `${loop} ${broken}`] as const : [glyphs.kept, 'green', loop] as const;
  });
  const lines: string[] = [];
  let room = 0;
  for (const [sign, color, text] of items) {
    const taken = `   ${sign} ${text}`.length;
    const item = `${ink(sign, color)} ${text}`;
    if (taken > room) {
      lines.push(item);
      room = width - taken + 3;
    } else {
      lines.push(`${lines.pop() ?? ''}   ${item}`);
      room -= taken;
    }
  }
  return lines;
}

function keptTable({ verdict, baselined }: Verdict, loops: readonly LoopTally[], { ink, glyphs }: Page): readonly string[] {
  const names = Math.max(...loops.map(({ loop }) => loop.length));
  const digits = (field: 'laws' | 'kept') => String(Math.max(...loops.map((tally) => tally[field]))).length;
  const rows = loops.map(({ loop, laws, examined, kept, undecided, waived }) => {
    const asked = `${String(laws).padStart(digits('laws'))} ${laws === 1 ? 'law ' : 'laws'}`;
    const head = `${loop.padEnd(names)}  ${asked}`;
    if (examined === 0) return ink(`${glyphs.unasked} ${head}  nothing to ask about`, 'dim');
    const rest = [...(undecided > 0 ? [`${undecided} undecided`] : []), ...(waived > 0 ? [`${waived} waived`] : [])];
    return `${ink(glyphs.kept, 'green')} ${head}  ${[`${String(kept).padStart(digits('kept'))} kept`, ...rest].join(', ')}`;
  });
  const laws = loops.reduce((n, tally) => n + tally.laws, 0);
  const kept = loops.reduce((n, tally) => n + tally.kept, 0);
  const what = baselined.length > 0 ? 'no law is broken that the baseline does not know' : 'no law is broken';
  const claim = verdict === 'pass' ? ink(`pass: ${what}`, 'green', 'bold') : `${what} in what was examined`;
  return [...rows, '', `${claim}; ${count(laws, 'law')} asked, ${count(kept, 'promise')} kept`];
}

function hintLines({ undecided }: Verdict, { explainUndecided }: ReportContext, { ink, width }: Page): readonly string[] {
  if (undecided.length === 0 || explainUndecided) return [];
  return hanging('', '--explain-undecided tells what could not be decided, and why', width).map((line) => ink(line, 'dim'));
}

/** Which clusters there are, and why, when the run was split. */
function clusterLines({ clusters }: Verdict, page: Page): readonly string[] {
  if (clusters.length < 2) return [];
  const named = clusters.slice(0, NAMED_CLUSTERS).map(({ name, resources }) => `${plain(name)} (${count(resources, 'object')})`);
  const more = clusters.length > NAMED_CLUSTERS ? [`${clusters.length - NAMED_CLUSTERS} more`] : [];
  const notes = [...new Set(clusters.flatMap(({ note }) => (note === null ? [] : [plain(note)])))];
  return [
    ...hanging('', `${clusters.length} clusters: ${[...named, ...more].join(', ')}`, page.width),
    ...notes.slice(0, LISTED_NOTES).flatMap((note) => hanging('  ', note, page.width)),
    ...(notes.length > LISTED_NOTES ? [`  ${page.glyphs.more} and ${notes.length - LISTED_NOTES} more of this sort`] : []),
  ];
}
