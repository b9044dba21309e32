import type { Verdict } from '../judge/verdict';
import { chainsOf } from './domino';
import { accountSection, facts } from './html/account';
import { answerSections, unexaminedSection } from './html/answers';
import { loopSections } from './html/findings';
import { dominoSection } from './html/domino';
import { html as markup, type Markup } from './html/markup';
import { picture } from './html/picture';
import { shell } from './html/shell';
import type { Report, ReportContext } from './report';
import { printable } from './sanitize';
import { count } from './words';

const LOOKS = { pass: 'kept', fail: 'error', error: 'error' } as const;

/**
 * One page: the loops drawn with what breaks on them, the domino of the app where it carries one, every law that is broken with its
 * findings, its story and its fix, what was accepted or undecided, and the account.
 */
export const html: Report = (verdict, context) => `${printable(pageOf(verdict, context).text, { unicode: true })}\n`;

function pageOf(verdict: Verdict, context: ReportContext): Markup {
  const { findings, accounting: { errors } } = verdict;
  return shell({
    title: `looplaw: ${verdict.verdict}, ${count(findings.length, 'finding')}`,
    skip: [errors.length > 0 ? '#not-examined' : '#findings', 'to the findings'],
    look: LOOKS[verdict.verdict],
    head: markup`<div>
<h1>looplaw</h1>
<p class="verdict">${verdict.verdict}</p>
<p class="claim">${claimOf(verdict)}</p>
${facts(verdict)}
</div>
${picture(verdict)}`,
    main: markup`${unexaminedSection(verdict)}${dominoSection(chainsOf(verdict), context)}<div id="findings">
${loopSections(verdict, context)}</div>
${answerSections(verdict, context)}${accountSection(verdict)}`,
  }, context);
}

function claimOf({ verdict, findings, baselined, laws, accounting: { errors } }: Verdict): string {
  const kept = Object.values(laws).reduce((n, tally) => n + tally.kept, 0);
  if (errors.length > 0) return `${count(errors.length, 'input')} could not be examined.`;
  if (findings.length > 0) return `${count(findings.length, 'finding')}${verdict === 'pass' ? ', none that fails the run' : ''}; ${count(kept, 'promise')} kept.`;
  return `No law is broken${baselined.length > 0 ? ' that the baseline does not know' : ''}; ${count(kept, 'promise')} kept.`;
}
