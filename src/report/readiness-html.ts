import { readinessOf } from '../readiness/readiness';
import { chainsOf } from './domino';
import { facts } from './html/account';
import { unexaminedSection } from './html/answers';
import { itemSection, ladderSection, marks } from './html/claims';
import { dominoSection } from './html/domino';
import { html } from './html/markup';
import { shell } from './html/shell';
import { claimOf, noDominoText, stageText } from './readiness/words';
import type { Report } from './report';
import { printable } from './sanitize';

/** The Cluster Readiness Checklist as a page: where the app stands, its domino drawn, each claim with its evidence, the ladder. */
export const readinessHtml: Report = (verdict, context) => {
  const ready = readinessOf(verdict, context.laws);
  const chains = chainsOf(verdict);
  const title = ready.reached?.title ?? 'no stage is proven';
  const isBroken = ready.items.some(({ state }) => state === 'broken');
  const page = shell({
    title: `looplaw readiness: ${title}, ${claimOf(ready)}`,
    skip: ['#checklist', 'to the checklist'],
    look: isBroken || verdict.accounting.errors.length > 0 ? 'error' : ready.items.every(({ state }) => state === 'kept') ? 'kept' : 'undecided',
    head: html`<div>
<h1>looplaw readiness</h1>
<p class="verdict">${title}</p>
<p class="claim">${ready.examined === 0 ? 'Nothing was examined, so nothing is proven and nothing refuted.' : `${stageText(ready)}. ${claimOf(ready)}.`}</p>
${facts(verdict)}
</div>
${marks(ready)}`,
    main: html`${unexaminedSection(verdict)}${dominoSection(chains, context) ?? html`<p class="lead">${noDominoText(ready)}</p>
`}<div id="checklist">
${ready.items.map((item) => itemSection(item, context))}${ready.passedOver.map(({ item, because }) => html`<section id="${item.id}"><h2>${item.id}<small>unknown: ${because}</small></h2><p class="lead">${item.title}</p></section>
`)}</div>
${ladderSection(ready, context)}`,
  }, context);
  return `${printable(page.text, { unicode: true })}\n`;
};
