import type { Verdict } from '../judge/verdict';
import { readinessOf, type Readiness } from '../readiness/readiness';
import { chainsOf } from './domino';
import { facts } from './html/account';
import { answerSections, unexaminedSection } from './html/answers';
import { itemSection, ladderSection, marks } from './html/claims';
import { dominoSection } from './html/domino';
import { html, type Markup } from './html/markup';
import { shell } from './html/shell';
import { claimOf, noDominoText, stageText } from './readiness/words';
import type { Report, ReportContext } from './report';
import { printable } from './sanitize';

/** The Cluster Readiness Checklist as a page: where the app stands, its domino drawn, each claim with its evidence, the ladder. */
export const readinessHtml: Report = (verdict, context) => {
  const ready = readinessOf(verdict, context.laws);
  const isRead = ready.examined > 0;
  const verdictText = isRead ? ready.reached?.title ?? 'no stage is proven' : 'nothing was examined';
  const isBroken = ready.items.some(({ state }) => state === 'broken');
  const page = shell({
    title: `looplaw readiness: ${isRead ? `${verdictText}, ${claimOf(ready)}` : verdictText}`,
    skip: isRead ? ['#checklist', 'to the checklist'] : ['#unread', 'to what was not examined'],
    look: isBroken || verdict.accounting.errors.length > 0 ? 'error' : ready.items.every(({ state }) => state === 'kept') ? 'kept' : 'undecided',
    head: html`<div>
<h1>looplaw readiness</h1>
<p class="verdict">${verdictText}</p>
<p class="claim">${isRead ? `${stageText(ready)}. ${claimOf(ready)}.` : 'Nothing is proven and nothing refuted.'}</p>
${facts(verdict)}
</div>
${isRead ? marks(ready) : null}`,
    main: isRead ? html`${unexaminedSection(verdict)}${answers(verdict, ready, context)}` : html`<div id="unread">
${unexaminedSection(verdict)}<p class="lead">The checklist is answered by manifests, by what a chart renders to, by Terraform, or by a dump of a cluster.</p>
${answerSections(verdict, context)}</div>
`,
  }, context);
  return `${printable(page.text, { unicode: true })}\n`;
};

/** The domino, the checklist and the ladder; where nothing was examined there is nothing to say of them. */
function answers(verdict: Verdict, ready: Readiness, context: ReportContext): Markup {
  return html`${dominoSection(chainsOf(verdict), context) ?? html`<p class="lead">${noDominoText(ready)}</p>
`}<div id="checklist">
${ready.items.map((item) => itemSection(item, context))}${ready.passedOver.map(({ item, because }) => html`<section id="${item.id}"><h2>${item.id}<small>unknown: ${because}</small></h2><p class="lead">${item.title}</p></section>
`)}</div>
${ladderSection(ready, context)}`;
}
