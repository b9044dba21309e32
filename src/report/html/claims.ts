import type { Law } from '../../law';
import type { Evidence } from '../../readiness/evidence';
import type { ClaimAnswer, ItemAnswer, Readiness, StageAnswer, State } from '../../readiness/readiness';
import { answersOf, itemTally, placesIn, spoken, stageMark, stageText, STATES, unlockText } from '../readiness/words';
import type { ReportContext } from '../report';
import { docsOf, plain } from '../words';
import { html, type Markup } from './markup';

/** The class of the style a state is shown in. */
export const LOOKS = { kept: 'kept', broken: 'error', accepted: 'warning', unknown: 'undecided' } as const satisfies Record<State, string>;

/** The items at a glance, each leading to its part. */
export function marks({ items }: Readiness): Markup {
  return html`<ol class="marks">${items.map((answer) => html`<li class="${LOOKS[answer.state]}"><a href="#${answer.item.id}">${answer.item.id}</a> <span class="sev">${STATES[answer.state]}</span> <span class="about">${itemTally(answer)}</span></li>
`)}</ol>`;
}

/** An item with its claims, and what each of them stands on. */
export function itemSection(answer: ItemAnswer, context: ReportContext): Markup {
  const { item: { id, title }, claims } = answer;
  return html`<section id="${id}"><h2>${id}<small>${itemTally(answer)}</small></h2>
<p class="lead">${title}</p>
<ul class="rows">${claims.map((claim) => claimRow(claim, true, context))}</ul>
</section>
`;
}

/** The ladder, from where everyone begins, and the laws in the way to the next stage. */
export function ladderSection(ready: Readiness, context: ReportContext): Markup {
  return html`<section id="maturity"><h2>maturity<small>${stageText(ready)}</small></h2>
${ready.unlocks.length === 0 ? null : html`<h3>${unlockText(ready)}</h3>
<ol class="rows">${ready.unlocks.map((one) => unlockRow(one, context.laws.get(one.law), context))}</ol>
`}${ready.stages.map((stage) => stageArticle(stage, ready, context))}
</section>
`;
}

/** Whole, with places and where to look; a criterion of a stage names its laws only. */
function claimRow(answer: ClaimAnswer, isWhole: boolean, context: ReportContext): Markup {
  const { claim: { says, look }, state, because } = answer;
  return html`<li class="${LOOKS[state]}">
<p class="what">${says}<span class="sev">${STATES[state]}</span></p>
${because === '' ? null : html`<p>${plain(because)}</p>`}${evidenceList(answer, isWhole, context)}${state !== 'unknown' || !isWhole ? null : html`<p class="about">Look: <code>${look.run}</code> tells ${look.tells}.${look.alerts === undefined ? null : html` Alerts: ${look.alerts.join(', ')}.`}</p>`}</li>
`;
}

function evidenceList(answer: ClaimAnswer, isWhole: boolean, context: ReportContext): Markup | null {
  const told = spoken(answer);
  if (told.length === 0) return null;
  return html`<ul class="about">${told.map((one) => html`<li>${lawLink(one.law, context)} ${answersOf(one)}${isWhole ? placeList(one, context) : null}</li>
`)}</ul>`;
}

function placeList(one: Evidence, { laws }: ReportContext): Markup | null {
  const rows = placesIn(one, laws);
  return rows.length === 0 ? null : html`<ul class="places">${rows.map(([place, text]) => html`<li><code>${place}</code> ${text}</li>`)}</ul>`;
}

function unlockRow(one: Evidence, law: Law | undefined, context: ReportContext): Markup {
  return html`<li class="${one.broken > 0 ? 'error' : 'undecided'}"><p>${lawLink(one.law, context)} <span class="about">${answersOf(one)}</span></p>${law === undefined ? null : html`<p>${law.title}.</p><p class="about">${law.remedy}</p>`}</li>
`;
}

function stageArticle(answer: StageAnswer, ready: Readiness, context: ReportContext): Markup {
  const { stage, criteria } = answer;
  const mark = stageMark(answer, ready);
  return html`<article class="stage ${mark === 'proven' ? 'kept' : 'unasked'}">
<h3>${stage.title}<span class="sev">${mark}</span></h3>
<p class="about">${stage.lives}</p>
${criteria.length === 0 ? null : html`<ul class="rows">${criteria.map((answer) => claimRow(answer, false, context))}</ul>`}${stage.beyond === null ? null : html`<p class="about">Not judged: ${stage.beyond}.</p>`}
</article>
`;
}

function lawLink(id: string, { laws, docsBaseUrl }: ReportContext): Markup {
  return laws.has(id) ? html`<a href="${docsOf(id, docsBaseUrl)}"><code>${id}</code></a>` : html`<code>${id}</code>`;
}
