import type { Verdict } from '../judge/verdict';
import type { Law } from '../law';
import type { Evidence } from '../readiness/evidence';
import { readinessOf, type ClaimAnswer, type ItemAnswer, type Readiness, type StageAnswer, type State } from '../readiness/readiness';
import { chainsOf, type Chain } from './domino';
import { answersOf, claimOf, noDominoText, placesIn, spoken, stageMark, stageText, STATES, targetText, unlockText } from './readiness/words';
import type { Report, ReportContext } from './report';
import { printable } from './sanitize';
import { lastLine } from './tally';
import { pageOf, type Page } from './text/page';
import { widthOf } from './text/width';
import { hanging } from './text/wrap';
import { errorPlace, plain } from './words';

/** Cascades that are told. */
const CHAINS = 3;
/** Inputs that were not examined, and are told. */
const UNREAD = 3;

/**
 * The Cluster Readiness Checklist at a terminal: each claim with what proves or refutes it, then the maturity ladder and the domino.
 * It says what a run can show, and *unknown* where it shows nothing.
 */
export const readiness: Report = (verdict, context) => {
  const page = pageOf(context);
  const ready = readinessOf(verdict, context.laws);
  const blocks = [
    [page.ink(`readiness: ${claimOf(ready)}`, 'bold'), ...hanging('', targetText(verdict), page.width).map((line) => page.ink(line, 'dim'))],
    unexaminedLines(verdict, page),
    ...(ready.examined === 0 ? [] : answerBlocks(verdict, ready, context, page)),
    [page.ink(lastLine(verdict, ` ${page.glyphs.dot} `), 'bold')],
  ];
  return `${printable(blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n'), page)}\n`;
};

/** The first inputs that were not examined, each with what is wrong with it. */
function unexaminedLines({ accounting: { errors } }: Verdict, page: Page): readonly string[] {
  const more = errors.length - UNREAD;
  return [
    ...errors.slice(0, UNREAD).flatMap((error) => [`${page.ink('not examined', 'red', 'bold')}  ${errorPlace(error)}`, ...hanging('  ', plain(error.message), page.width)]),
    ...(more > 0 ? [`${page.glyphs.more} and ${more} more; --format pretty lists every one`] : []),
  ];
}

/** The checklist, the ladder and the domino; where nothing was examined there is nothing to say of them. */
function answerBlocks(verdict: Verdict, ready: Readiness, context: ReportContext, page: Page): readonly (readonly string[])[] {
  return [
    ...ready.items.map((item) => itemLines(item, context, page)),
    ...ready.passedOver.map((passed) => passedLines(passed, page)),
    ladderLines(ready, page),
    unlockLines(ready, context.laws, page),
    ...dominoBlocks(ready, chainsOf(verdict), page),
  ];
}

const COLORS = { kept: 'green', broken: 'red', accepted: 'yellow', unknown: 'yellow' } as const satisfies Record<State, string>;

function sign(state: State, { ink, glyphs }: Page): string {
  return ink({ kept: glyphs.kept, broken: glyphs.broken, accepted: '~', unknown: '?' }[state], COLORS[state]);
}

function itemLines({ item, state, claims }: ItemAnswer, context: ReportContext, page: Page): readonly string[] {
  return [...headed(sign(state, page), item.id, item.title, page), ...claims.flatMap((answer) => claimLines(answer, context, page))];
}

/** A mark, a name and what it is; further lines stand below what it is. */
function headed(mark: string, name: string, text: string, { ink, width }: Page): readonly string[] {
  return hanging(`  ${name}  `, text, width).map((line, i) => (i === 0 ? `${mark} ${ink(name, 'bold')}${line.slice(name.length + 2)}` : line));
}

function passedLines({ item, because }: Readiness['passedOver'][number], page: Page): readonly string[] {
  return [...headed(page.ink(page.glyphs.unasked, 'dim'), item.id, item.title, page), ...hanging('  unknown: ', because, page.width)];
}

function claimLines(answer: ClaimAnswer, context: ReportContext, page: Page): readonly string[] {
  const { claim, state, because } = answer;
  const word = state === 'kept' ? '' : `${STATES[state]}: `;
  return [
    ...hanging('    ', `${word}${claim.says}`, page.width).map((line, i) => (i === 0 ? `  ${sign(state, page)} ${line.slice(4)}` : line)),
    ...(because === '' || answer.evidence.some(({ open }) => open.length > 0) ? [] : hanging('      ', plain(because), page.width)),
    ...evidenceLines(answer, context, page),
    ...(state === 'unknown' ? lookLines(answer, page) : []),
  ];
}

function evidenceLines(answer: ClaimAnswer, context: ReportContext, page: Page): readonly string[] {
  const told = spoken(answer);
  const isPlaced = ({ broken, waived, undecided }: Evidence) => broken + waived + undecided > 0;
  return [
    ...told.filter(isPlaced).flatMap((one) => [`      ${page.ink(one.law, 'cyan')}  ${answersOf(one)}`, ...placesIn(one, context.laws).flatMap(([place, text]) => placeLines(place, text, page))]),
    ...inRows(told.filter((one) => !isPlaced(one)), page),
  ];
}

function placeLines(place: string, text: string, page: Page): readonly string[] {
  const line = `        ${place}  ${text}`;
  return widthOf(line) <= page.width ? [line] : [`        ${place}`, ...hanging('          ', text, page.width)];
}

function lookLines({ claim: { look } }: ClaimAnswer, page: Page): readonly string[] {
  return [
    `      look: ${look.run}`,
    ...hanging('            ', look.tells, page.width),
    ...(look.alerts === undefined ? [] : hanging('      alerts: ', look.alerts.join(', '), page.width)),
  ].map((line) => page.ink(line, 'dim'));
}

function ladderLines(ready: Readiness, page: Page): readonly string[] {
  return [page.ink(`maturity: ${stageText(ready)}`, 'bold'), ...ready.stages.flatMap((answer) => stageLines(answer, ready, page))];
}

function stageLines(answer: StageAnswer, ready: Readiness, page: Page): readonly string[] {
  const { stage, criteria } = answer;
  const mark = stageMark(answer, ready) === 'proven' ? page.ink(page.glyphs.kept, 'green') : page.ink(page.glyphs.unasked, 'dim');
  return [
    ...headed(mark, stage.title, stage.lives, page),
    ...criteria.flatMap((answer) => criterionLines(answer, page)),
    ...(stage.beyond === null ? [] : hanging('    not judged: ', stage.beyond, page.width).map((line) => page.ink(line, 'dim'))),
  ];
}

function criterionLines(answer: ClaimAnswer, page: Page): readonly string[] {
  const { claim, state, because } = answer;
  return [
    ...hanging('    ', `${state === 'kept' ? '' : `${STATES[state]}: `}${claim.says}`, page.width).map((line, i) => (i === 0 ? `  ${sign(state, page)} ${line.slice(4)}` : line)),
    ...(state === 'unknown' ? hanging('      ', plain(because), page.width).map((line) => page.ink(line, 'dim')) : inRows(spoken(answer).filter((one) => state !== 'broken' || one.broken > 0), page)),
  ];
}

/** Laws with their answers, as many on a line as there is room for. */
function inRows(all: readonly Evidence[], { ink, glyphs, width }: Page): readonly string[] {
  const lines: string[] = [];
  for (const one of all) {
    const text = `${one.law} ${answersOf(one)}`;
    const longer = `${lines.at(-1) ?? ''} ${glyphs.dot} ${text}`;
    if (lines.length > 0 && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(`      ${text}`);
  }
  return lines.map((line) => ink(line, 'dim'));
}

function unlockLines(ready: Readiness, laws: ReadonlyMap<string, Law>, page: Page): readonly string[] {
  if (ready.next === null || ready.unlocks.length === 0) return [];
  return [
    page.ink(unlockText(ready), 'bold'),
    ...ready.unlocks.flatMap((one, i) => [
      `  ${i + 1}. ${page.ink(one.law, 'cyan')}  ${answersOf(one)}`,
      ...[laws.get(one.law)?.title, laws.get(one.law)?.remedy].flatMap((text) => (text === undefined ? [] : text.split('\n').flatMap((line) => hanging('     ', line, page.width)))),
    ]),
  ];
}

function dominoBlocks(ready: Readiness, chains: readonly Chain[], page: Page): readonly (readonly string[])[] {
  if (chains.length === 0) return [hanging('', noDominoText(ready), page.width)];
  const more = chains.length - CHAINS;
  return [
    ...chains.slice(0, CHAINS).map(({ title, steps, accepted }) => [
      page.ink(`the domino of ${title}${accepted === null ? '' : `, ${accepted}`}`, 'bold'),
      ...steps.flatMap(({ at, loop, event, law, place }) => [...hanging(`  ${at}  ${loop.padEnd(8)} `, event, page.width), page.ink(`                  ${law}  ${place}`, 'dim')]),
    ]),
    ...(more > 0 ? [[`${page.glyphs.more} and ${more} more; --format json lists every one`]] : []),
  ];
}
