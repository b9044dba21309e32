import type { Verdict } from '../../judge/verdict';
import { countOf } from '../severity';
import { count, plain } from '../words';
import { html, type Markup } from './markup';
import { listed } from './rows';

/** What was found and what was read, in the words of the last line of every report, and what the run was judged for. */
export function facts({ findings, waived, baselined, stale, undecided, accounting, preset, profile, clusters }: Verdict): Markup {
  const { files, documents, examined, skipped, errors } = accounting;
  const { kubeVersion, cloud, environment, role } = profile;
  const rows: readonly (readonly [string, string])[] = [
    ['found', [count(countOf(findings, 'error'), 'error'), count(countOf(findings, 'warning'), 'warning'), `${countOf(findings, 'info')} info`].join(', ')],
    ['accepted', [`${waived.length} waived`, `${baselined.length} in the baseline`, ...(stale.length > 0 ? [`${stale.length} stale`] : [])].join(', ')],
    ['undecided', String(undecided.length)],
    ['examined', count(examined, 'object')],
    ['read', [`${count(documents, 'document')} in ${count(files, 'file')}`, `${skipped.length} skipped`, `${errors.length} not examined`].join(', ')],
    ['judged for', [`Kubernetes ${kubeVersion}`, ...(cloud === null ? [] : [cloud]), environment, `preset ${preset}`, `role ${role}`].join(', ')],
    ...(clusters.length > 1 ? [['clusters', String(clusters.length)] as const] : []),
  ];
  return html`<dl class="facts">${rows.map(([label, text]) => html`<dt>${label}</dt><dd>${plain(text)}</dd>`)}</dl>`;
}

/** Every law that was asked, with all its answers; then the clusters of the run, where there are several. */
export function accountSection({ laws, clusters }: Verdict): Markup {
  const rows = Object.entries(laws).sort(([a], [b]) => (a < b ? -1 : 1));
  const columns = ['examined', 'kept', 'broken', 'undecided', 'waived'] as const;
  return html`<section id="account"><h2>What was asked<small>${count(rows.length, 'law')}</small></h2>
<div class="wide" role="region" aria-label="answers by law" tabindex="0"><table>
<thead><tr><th scope="col">law</th>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(([id, tally]) => html`<tr><th scope="row"><code>${id}</code></th>${columns.map((column) => html`<td${column === 'broken' && tally.broken > 0 ? html` class="hit"` : null}>${tally[column]}</td>`)}</tr>
`)}</tbody>
</table></div>
${clusters.length > 1 ? listed('rows', clusters, ({ name, resources, note }) => html`<li>${plain(name)}: ${count(resources, 'object')}${note === null ? null : html`<p class="about">${plain(note)}</p>`}</li>
`) : null}
</section>
`;
}
