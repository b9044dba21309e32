import type { Evidence } from '../readiness/evidence';
import { readinessOf, type ClaimAnswer, type ItemAnswer, type Readiness, type StageAnswer } from '../readiness/readiness';
import { chainsOf, type Chain } from './domino';
import { dominoSections } from './markdown/domino';
import { fitted, type Section } from './markdown/section';
import { markdownCode, markdownText } from './markdown/text';
import { answersOf, claimOf, itemTally, noDominoText, placesIn, spoken, stageMark, stageText, STATES, targetText, unlockText } from './readiness/words';
import type { Report, ReportContext } from './report';
import { lastLine } from './tally';
import { docsOf, errorPlace, plain } from './words';

/** Begins the report, so that a build finds the comment of its last run and replaces it. */
const MARKER = '<!-- looplaw readiness -->';

/** The Cluster Readiness Checklist as a list of tasks: a box is ticked by evidence only. Then the ladder, and the domino where there is one. */
export const readinessMarkdown: Report = (verdict, context) => {
  const ready = readinessOf(verdict, context.laws);
  const { errors } = verdict.accounting;
  return fitted([
    { head: [MARKER, '', `**Readiness: ${markdownText(stageText(ready))}** · ${markdownText(claimOf(ready))}`, '', markdownText(`${targetText(verdict)} · ${lastLine(verdict, ' · ')}`)] },
    ...(errors.length === 0 ? [] : [listed('### Not examined: nothing is ticked', errors, (error) => `* ${markdownCode(errorPlace(error))} ${markdownText(error.message)}`)]),
    ...(ready.examined === 0 ? [] : answerSections(ready, chainsOf(verdict), context)),
  ]);
};

/** The domino, the checklist and the ladder; where nothing was examined there is nothing to say of them. */
function answerSections(ready: Readiness, chains: readonly Chain[], context: ReportContext): readonly Section[] {
  return [
    ...(chains.length > 0 ? dominoSections(chains) : [{ head: [markdownText(noDominoText(ready))] }]),
    ...ready.items.map((item) => itemPart(item, context)),
    ...ready.passedOver.map(({ item, because }) => listed(`### ${item.id} · unknown: ${markdownText(because)}`, item.claims, ({ says }) => `- [ ] **unknown**: ${markdownText(says)}`, markdownText(item.title))),
    ...ladderParts(ready, context),
  ];
}

function itemPart(answer: ItemAnswer, context: ReportContext): Section {
  const { item, claims } = answer;
  return listed(`### ${item.id} · ${itemTally(answer)}`, claims, (claim) => claimText(claim, context), markdownText(item.title));
}

function claimText(answer: ClaimAnswer, context: ReportContext): string {
  const { claim: { says, look }, state, because } = answer;
  const told = [
    ...(because === '' ? [] : [markdownText(plain(because))]),
    ...spoken(answer).map((one) => evidenceText(one, context)),
    ...(state === 'unknown' ? [`look: ${markdownCode(look.run)} ${markdownText(look.tells)}${look.alerts === undefined ? '' : `; alerts ${look.alerts.map(markdownCode).join(', ')}`}`] : []),
  ];
  return [`- [${state === 'kept' ? 'x' : ' '}] ${state === 'kept' ? '' : `**${STATES[state]}**: `}${markdownText(says)}`, ...told.map((line) => `  - ${line}`)].join('\n');
}

function evidenceText(one: Evidence, context: ReportContext): string {
  const places = placesIn(one, context.laws).map(([place, text]) => `${markdownCode(place)} ${markdownText(text)}`);
  return [`${lawLink(one, context)} ${answersOf(one)}`, ...places.map((place) => `    - ${place}`)].join('\n');
}

function ladderParts(ready: Readiness, context: ReportContext): readonly Section[] {
  return [
    listed(`### maturity · ${markdownText(stageText(ready))}`, ready.stages, (answer) => rungText(answer, ready)),
    ...(ready.unlocks.length === 0 ? [] : [listed(`#### ${markdownText(unlockText(ready))}`, ready.unlocks, (one) => lawText(one, context))]),
  ];
}

function lawText(one: Evidence, context: ReportContext): string {
  const law = context.laws.get(one.law);
  return [`1. ${lawLink(one, context)} ${answersOf(one)}`, ...(law === undefined ? [] : [`${markdownText(law.title)}. ${markdownText(law.remedy.replaceAll('\n', ' '))}`])].join(': ');
}

function rungText(answer: StageAnswer, ready: Readiness): string {
  const { stage, criteria } = answer;
  return [
    `- ${criteria.length === 0 ? '' : `[${stageMark(answer, ready) === 'proven' ? 'x' : ' '}] `}**${stage.title}**: ${markdownText(stage.lives)}`,
    ...criteria.map(({ claim, state, because }) => `  - [${state === 'kept' ? 'x' : ' '}] ${state === 'kept' ? '' : `**${STATES[state]}**: `}${markdownText(claim.says)}${because === '' ? '' : ` (${markdownText(plain(because))})`}`),
    ...(stage.beyond === null ? [] : [`  - not judged: ${markdownText(stage.beyond)}`]),
  ].join('\n');
}

function listed<T>(heading: string, entries: readonly T[], lineOf: (entry: T) => string, lead?: string): Section {
  return { head: [heading, '', ...(lead === undefined ? [] : [lead, ''])], rows: entries.map(lineOf), total: entries.length };
}

function lawLink({ law }: Evidence, { laws, docsBaseUrl }: ReportContext): string {
  return laws.has(law) ? `[${markdownText(law)}](<${docsOf(law, docsBaseUrl)}>)` : markdownText(law);
}
