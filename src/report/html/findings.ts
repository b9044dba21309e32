import type { Finding } from '../../finding';
import type { Verdict } from '../../judge/verdict';
import { loopOf, type Loop } from '../../loop';
import { groupsOf, type LawGroup } from '../groups';
import { pathText, placeIn, placeOf, placeText } from '../place';
import type { ReportContext } from '../report';
import { countOf } from '../severity';
import { frameOf } from '../text/frame';
import { pageOf } from '../text/page';
import { count, docsOf, messageOf, plain, storyOf, titleOf } from '../words';
import { html, type Markup } from './markup';
import { folded, listed } from './rows';

/** Findings of one law that stand open with their source; the rest is folded, without. */
const OPEN = 5;

/** Related places of a finding that are listed. */
const RELATED = 4;

/** A section for each loop that breaks: its laws with their findings, why they matter and how to fix them. */
export function loopSections(verdict: Verdict, context: ReportContext): readonly Markup[] {
  const byLoop = new Map<Loop, LawGroup[]>();
  for (const group of groupsOf(verdict.findings, context.laws)) {
    const own = byLoop.get(loopOf(group.id));
    if (own) own.push(group);
    else byLoop.set(loopOf(group.id), [group]);
  }
  return Array.from(byLoop, ([loop, groups]) => {
    const findings = groups.flatMap((group) => group.findings);
    return html`<section id="${loop}">
<h2>${loop}<small>${[
  ...(['error', 'warning'] as const).flatMap((severity) => (countOf(findings, severity) > 0 ? [count(countOf(findings, severity), severity)] : [])),
  ...(countOf(findings, 'info') > 0 ? [`${countOf(findings, 'info')} info`] : []),
].join(', ')}</small></h2>
${groups.map((group) => lawArticle(group, verdict, context))}
</section>
`;
  });
}

function lawArticle({ id, law, findings }: LawGroup, verdict: Verdict, context: ReportContext): Markup {
  const rest = findings.slice(OPEN);
  const files = new Set(rest.map(({ resource }) => resource.origin.file)).size;
  return html`<article class="law">
<h3>${law === undefined ? id : html`<a href="${docsOf(id, context.docsBaseUrl)}"><code>${id}</code></a>`}</h3>
${law === undefined ? null : html`<p>${law.title}</p>`}
<ul class="findings">${findings.slice(0, OPEN).map((finding) => findingItem(finding, true, verdict, context))}</ul>
${rest.length === 0 ? null : folded(`and ${rest.length} more like these${files > 1 ? ` in ${files} files` : ''}`, listed('findings', rest, (finding) => findingItem(finding, false, verdict, context)))}
${law === undefined ? null : html`<dl class="story">${[...storyOf(law), ['fix', law.remedy] as const].map(([label, text]) => html`<dt${label === 'fix' ? html` class="fix"` : null}>${label}</dt><dd>${text}</dd>`)}</dl>`}
</article>
`;
}

function findingItem(finding: Finding, isWhole: boolean, { clusters }: Verdict, context: ReportContext): Markup {
  const { severity, law, resource, container, cluster, path, related } = finding;
  const frame = isWhole ? frameOf(finding, pageOf({ ...context, color: false, unicode: true, width: 100 })) : [];
  const { file, constructPath } = resource.origin;
  const about = [
    titleOf(resource),
    ...(container === null ? [] : [`container ${plain(container)}`]),
    ...(file === null && path.length > 0 ? [pathText(path)] : []),
    ...(file !== null && constructPath !== null ? [`construct ${plain(constructPath)}`] : []),
    ...(clusters.length > 1 ? [`cluster ${plain(cluster)}`] : []),
  ].join(' · ');
  return html`<li class="${severity}">
<p><code>${placeText(placeOf(finding))}</code> <span class="sev">${severity}</span></p>
<p class="what">${messageOf(finding, context.laws.get(law))}</p>
<p class="about">${about}</p>
${frame.length === 0 ? null : html`<pre tabindex="0" aria-label="source">${frame.join('\n')}</pre>`}${isWhole ? relatedList(related) : null}</li>
`;
}

function relatedList(related: Finding['related']): Markup | null {
  if (related.length === 0) return null;
  const more = related.length - RELATED;
  return html`<ul class="about">${related.slice(0, RELATED).map(({ message, resource, path }) => (
    html`<li>↳ <code>${placeText(placeIn(resource.origin, path))}</code> ${titleOf(resource)}: ${plain(message)}</li>`
  ))}${more > 0 ? html`<li>… and ${more} more</li>` : null}</ul>
`;
}
