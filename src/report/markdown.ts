import type { Finding, UndecidedAnswer, WaivedFinding } from '../finding';
import type { Verdict } from '../judge/verdict';
import type { InputError } from '../load/resource';
import { loopOf, type Loop } from '../loop';
import { chainsOf } from './domino';
import { groupsOf, type LawGroup } from './groups';
import { dominoSections } from './markdown/domino';
import { fitted, MOST_ROWS, rowsOf, type Rows, type Section } from './markdown/section';
import { markdownCode, markdownText } from './markdown/text';
import { placeOf, placesOf, placeText } from './place';
import type { Report, ReportContext } from './report';
import { gravestFirst } from './severity';
import { lastLine } from './tally';
import { docsOf, errorPlace, giverOf, messageOf, storyOf, titleOf } from './words';

/** Begins the report, so that a build finds the comment of its last run and replaces it. */
const MARKER = '<!-- looplaw -->';

/**
 * A comment for a change: the verdict and the account, inputs that were not examined, the domino where the app carries one, a table per loop, and folded under it why its
 * laws matter and how to fix what breaks them; waived and undecided answers are folded too.
 */
export const markdown: Report = (verdict, context) => fitted([
  { head: [MARKER, '', `**looplaw: ${verdict.verdict}** · ${markdownText(lastLine(verdict, ' · '))}`] },
  ...errorSections(verdict.accounting.errors),
  ...dominoSections(chainsOf(verdict)),
  ...loopSections(verdict, context),
  ...waivedSections(verdict.waived, context),
  ...undecidedSections(verdict.undecided, context),
]);

function errorSections(errors: readonly InputError[]): readonly Section[] {
  if (errors.length === 0) return [];
  return [{
    head: ['### Not examined: this run can not pass', '', ...header(['input', 'code', 'what is wrong'])],
    ...rowsOf(errors, (error) => row([markdownCode(errorPlace(error)), error.code, markdownText(error.message)])),
  }];
}

function loopSections({ findings }: Verdict, context: ReportContext): readonly Section[] {
  const byLoop = new Map<Loop, LawGroup[]>();
  for (const group of groupsOf(findings, context.laws)) {
    const own = byLoop.get(loopOf(group.id));
    if (own) own.push(group);
    else byLoop.set(loopOf(group.id), [group]);
  }
  return Array.from(byLoop).flatMap(([loop, groups]) => {
    const broken = gravestFirst(groups.flatMap((group) => group.findings));
    const known = groups.filter(({ law }) => law !== undefined);
    return [
      {
        head: [`### ${markdownText(loop)} · ${broken.length}`, '', ...header(['severity', 'law', 'place', 'object', 'what is wrong'])],
        ...rowsOf(broken, (finding) => findingRow(finding, context)),
      },
      ...(known.length > 0 ? [folded('why, and how to fix it', rowsOf(known, storyText))] : []),
    ];
  });
}

function findingRow(finding: Finding, context: ReportContext): string {
  const { severity, law, resource } = finding;
  return row([severity, lawLink(law, context), markdownCode(placeText(placeOf(finding))), markdownCode(titleOf(resource)), messageText(finding, context)]);
}

/** A remedy of several lines is an example and keeps its form. */
function storyText({ id, law }: LawGroup): string {
  const story = law === undefined ? [] : [...storyOf(law), ['fix', law.remedy] as const];
  return ['', `**${markdownText(id)}**`, '', ...story.map(([label, text]) => (
    `* ${label}: ${text.includes('\n') ? `<pre>${text.split('\n').map(markdownText).join('<br>')}</pre>` : markdownText(text)}`
  ))].join('\n');
}

function waivedSections(waived: readonly WaivedFinding[], context: ReportContext): readonly Section[] {
  if (waived.length === 0) return [];
  return [folded(`${waived.length} waived`, rowsOf(waived, (finding) => row([
    lawLink(finding.law, context), markdownCode(placeText(placeOf(finding))), messageText(finding, context),
    markdownText(finding.reason), finding.until === null ? 'no expiry' : markdownText(finding.until), markdownText(giverOf(finding.given)),
  ])), header(['law', 'place', 'what is wrong', 'reason', 'until', 'given by']))];
}

function undecidedSections(undecided: readonly UndecidedAnswer[], context: ReportContext): readonly Section[] {
  if (undecided.length === 0) return [];
  const places = placesOf(undecided.slice(0, MOST_ROWS));
  return [folded(`${undecided.length} undecided`, rowsOf(undecided, ({ law, resource, because }, i) => row([
    lawLink(law, context), markdownCode(placeText(places[i]!)), markdownCode(titleOf(resource)), markdownText(because),
  ])), header(['law', 'place', 'object', 'because']))];
}

function folded(summary: string, rows: Rows, head: readonly string[] = []): Section {
  return { head: [`<details><summary>${summary}</summary>`, ...(head.length > 0 ? ['', ...head] : [])], ...rows, foot: ['', '</details>'] };
}

function messageText(finding: Finding, { laws }: ReportContext): string {
  return markdownText(messageOf(finding, laws.get(finding.law)));
}

/** A law by its id; one that is known leads to its page. */
function lawLink(id: string, { laws, docsBaseUrl }: ReportContext): string {
  return laws.has(id) ? `[${markdownText(id)}](<${docsOf(id, docsBaseUrl)}>)` : markdownText(id);
}

function header(cells: readonly string[]): readonly string[] {
  return [row(cells), row(cells.map(() => '---'))];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
