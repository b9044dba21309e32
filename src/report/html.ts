import type { Verdict } from '../judge/verdict';
import { accountSection, facts } from './html/account';
import { answerSections, unexaminedSection } from './html/answers';
import { loopSections } from './html/findings';
import { html as markup, Markup } from './html/markup';
import { picture } from './html/picture';
import { contentPolicy, STYLE } from './html/style';
import type { Report, ReportContext } from './report';
import { printable } from './sanitize';
import { count } from './words';

const LOOKS = { pass: 'kept', fail: 'error', error: 'error' } as const;

/**
 * One page that needs nothing but itself: the loops drawn with what breaks on them, every law that is broken with its findings, its
 * story and its fix, what was accepted or undecided, and the account. It runs no script, and may load nothing.
 */
export const html: Report = (verdict, context) => `${printable(pageOf(verdict, context).text, { unicode: true })}\n`;

function pageOf(verdict: Verdict, context: ReportContext): Markup {
  const { findings, accounting: { errors } } = verdict;
  const claim = claimOf(verdict);
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${`looplaw: ${verdict.verdict}, ${count(findings.length, 'finding')}`}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#${errors.length > 0 ? 'not-examined' : 'findings'}">to the findings</a>
<header class="${`top ${LOOKS[verdict.verdict]}`}">
<div>
<h1>looplaw</h1>
<p class="verdict">${verdict.verdict}</p>
<p class="claim">${claim}</p>
${facts(verdict)}
</div>
${picture(verdict)}
</header>
<main>
${unexaminedSection(verdict)}<div id="findings">
${loopSections(verdict, context)}</div>
${answerSections(verdict, context)}${accountSection(verdict)}</main>
<footer>looplaw ${context.toolVersion} · <a href="${context.docsBaseUrl}/README.md">the laws</a> · kept, broken or undecided: what is not known is never a pass.</footer>
</body>
</html>`;
}

function claimOf({ verdict, findings, baselined, laws, accounting: { errors } }: Verdict): string {
  const kept = Object.values(laws).reduce((n, tally) => n + tally.kept, 0);
  if (errors.length > 0) return `${count(errors.length, 'input')} could not be examined.`;
  if (findings.length > 0) return `${count(findings.length, 'finding')}${verdict === 'pass' ? ', none that fails the run' : ''}; ${count(kept, 'promise')} kept.`;
  return `No law is broken${baselined.length > 0 ? ' that the baseline does not know' : ''}; ${count(kept, 'promise')} kept.`;
}
