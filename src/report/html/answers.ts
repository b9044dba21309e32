import type { Verdict } from '../../judge/verdict';
import { placeOf, placesOf, placeText, shownFile } from '../place';
import type { ReportContext } from '../report';
import { count, errorPlace, messageOf, plain, termsOf, titleOf } from '../words';
import { html, type Markup } from './markup';
import { entry, foldedSection, listed } from './rows';

/** Inputs that were not examined: they stand before everything else. */
export function unexaminedSection({ accounting: { errors } }: Verdict): Markup | null {
  if (errors.length === 0) return null;
  return html`<section id="not-examined"><h2>Not examined<small>${count(errors.length, 'input')}: this run can not pass</small></h2>
${listed('rows', errors, (error) => entry('error', errorPlace(error), error.code, plain(error.message), null))}
</section>
`;
}

/** What was accepted or could not be decided, and what was passed over; each folded. */
export function answerSections(verdict: Verdict, context: ReportContext): readonly Markup[] {
  const { waived, baselined, stale, undecided, accounting: { skipped } } = verdict;
  const messageIn = (finding: Verdict['findings'][number]) => messageOf(finding, context.laws.get(finding.law));
  const places = placesOf(undecided);
  return [
    waived.length === 0 ? null : foldedSection('waived', `${waived.length} waived`, listed('rows', waived, (finding) => entry(
      'unasked', placeText(placeOf(finding)), plain(finding.law), messageIn(finding),
      `${plain(finding.reason)} (${termsOf(finding)})`,
    ))),
    baselined.length === 0 ? null : foldedSection('baseline', `${baselined.length} in the baseline`, listed('rows', baselined, (finding) => entry(
      'unasked', placeText(placeOf(finding)), plain(finding.law), messageIn(finding), titleOf(finding.resource),
    ))),
    stale.length === 0 ? null : foldedSection('stale', `${stale.length} stale in the baseline`, listed('rows', stale, ({ law, object }) => entry(
      'unasked', plain(object), plain(law), 'nothing matches this entry any more', null,
    ))),
    undecided.length === 0 ? null : foldedSection('undecided', `${undecided.length} undecided`, listed('rows', undecided, ({ law, resource, container, because }, i) => entry(
      'undecided', placeText(places[i]!), plain(law), plain(because), `${titleOf(resource)}${container === null ? '' : ` · container ${plain(container)}`}`,
    )), context.explainUndecided),
    skipped.length === 0 ? null : foldedSection('skipped', `${skipped.length} skipped`, listed('rows', skipped, ({ file, document, reason }) => entry(
      'unasked', plain(shownFile(file) ?? '-'), document === null ? null : `document ${document + 1}`, reason, null,
    ))),
  ].filter((section) => section !== null);
}
