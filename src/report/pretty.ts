import type { Finding } from '../finding';
import type { Verdict } from '../judge/verdict';
import { accountOf } from './text/account';
import { colorOf, frameOf } from './text/frame';
import { groupsOf, type LawGroup } from './groups';
import { pageOf, type Page } from './text/page';
import { pathText, placeIn, placeOf, placeText } from './place';
import type { Report } from './report';
import { printable, sanitize } from './sanitize';
import { messageOf, plain, storyOf, titleOf, type Line } from './words';
import { hanging, wrap } from './text/wrap';

/** Places of one law that are all shown; of more, the first few are, and the rest is counted. */
const MOST_SHOWN = 5;
const SHOWN_OF_MORE = 3;

/** Related places that are listed. */
const RELATED = 4;

/**
 * For people: findings by loop and law with the source they are about, each law explained once, each failure signature told once,
 * then whatever was not examined, and an account of the run.
 */
export const pretty: Report = (verdict, context) => {
  const page = pageOf(context);
  const told = new Set<string>();
  const blocks = groupsOf(verdict.findings, context.laws).flatMap((group) => [
    ...shownOf(group).map((finding) => findingBlock(finding, group, verdict, page)),
    foldedLines(group, page),
    explanationLines(group, told, page),
  ]);
  const text = [...blocks, ...accountOf(verdict, context, page)].filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n');
  return `${printable(text, page)}\n`;
};

function shownOf({ findings }: LawGroup): readonly Finding[] {
  return findings.length > MOST_SHOWN ? findings.slice(0, SHOWN_OF_MORE) : findings;
}

function findingBlock(finding: Finding, { id, law }: LawGroup, verdict: Verdict, page: Page): readonly string[] {
  const { ink } = page;
  const frame = frameOf(finding, page);
  return [
    `${ink(placeText(placeOf(finding)), 'bold')}  ${ink(finding.severity, colorOf(finding), 'bold')}  ${sanitize(id)}`,
    ...hanging('  ', messageOf(finding, law), page.width).map((line) => ink(line, 'bold')),
    ...hanging('  ', subjectText(finding, verdict, page), page.width).map((line) => ink(line, 'dim')),
    ...(frame.length > 0 ? ['', ...frame] : []),
    ...relatedLines(finding, page),
  ];
}

/** The object, and what else tells it from others. */
function subjectText(finding: Finding, { clusters }: Verdict, { glyphs }: Page): string {
  const { resource, container, path, cluster } = finding;
  const { file, constructPath, renderedFrom } = resource.origin;
  return [
    titleOf(resource),
    ...(container === null ? [] : [`container ${plain(container)}`]),
    ...(file === null && path.length > 0 ? [pathText(path)] : []),
    ...(file !== null && constructPath !== null ? [`construct ${sanitize(constructPath)}`] : []),
    ...(renderedFrom !== null ? ['as rendered'] : []),
    // A cluster that is named after the folder of the file is told by the place already.
    ...(clusters.length > 1 && !file?.startsWith(cluster) ? [`cluster ${plain(cluster)}`] : []),
  ].join(` ${glyphs.dot} `);
}

function relatedLines({ related }: Finding, page: Page): readonly string[] {
  if (related.length === 0) return [];
  const more = related.length > RELATED ? [`  ${page.glyphs.more} and ${related.length - RELATED} more`] : [];
  return ['', ...related.slice(0, RELATED).flatMap(({ message, resource, path }) => {
    const place = placeText(placeIn(resource.origin, path));
    return hanging(`  ${page.glyphs.related} `, `${place}  ${titleOf(resource)}: ${plain(message)}`, page.width);
  }), ...more].map((line) => (line === '' ? line : page.ink(line, 'cyan')));
}

function foldedLines(group: LawGroup, { ink, glyphs }: Page): readonly string[] {
  const folded = group.findings.slice(shownOf(group).length);
  if (folded.length === 0) return [];
  const files = new Set(folded.map((f) => f.resource.origin.file)).size;
  const where = files > 1 ? ` in ${files} files` : '';
  return [`  ${ink(`${glyphs.more} and ${folded.length} more like these${where}`, 'bold')}; --format concise lists every one`];
}

/** What breaks and how to fix it. A signature that stands above already is not told again: the law's own reason is. */
function explanationLines({ id, law }: LawGroup, told: Set<string>, page: Page): readonly string[] {
  if (law === undefined) return [];
  const story: readonly Line[] = law.signature !== null && told.has(law.signature) ? [['why', law.why]] : storyOf(law);
  if (law.signature !== null) told.add(law.signature);
  return [...story, ['fix', law.remedy] as const].flatMap(([label, text]) => labelled(label, text, page))
    .concat(`${' '.repeat(LABEL)}${page.ink(`looplaw explain ${id}`, 'dim')}`);
}

/** Width of the column of labels, with the space around it. */
const LABEL = 10;

function labelled(label: string, text: string, page: Page): readonly string[] {
  const clean = text.split('\n').map(sanitize).join('\n');
  const [first, ...rest] = wrap(clean, page.width - LABEL);
  const head = page.ink(`  ${label.padEnd(LABEL - 2)}`, ...(label === 'fix' ? ['green', 'bold'] as const : ['dim'] as const));
  return [`${head}${first ?? ''}`, ...rest.map((line) => (line === '' ? '' : ' '.repeat(LABEL) + line))];
}
