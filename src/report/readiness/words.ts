import type { Verdict } from '../../judge/verdict';
import type { Evidence } from '../../readiness/evidence';
import { tallyOf, unreadText, type ClaimAnswer, type ItemAnswer, type Readiness, type StageAnswer, type State } from '../../readiness/readiness';
import type { Law } from '../../law';
import { placeOf, placesOf, placeText } from '../place';
import { count, messageOf, plain, termsOf } from '../words';

/** A state in a word. */
export const STATES: Readonly<Record<State, string>> = { kept: 'yes', broken: 'no', accepted: 'accepted', unknown: 'unknown' };

/** What a law answered, in the words of every report: `3 kept, 1 broken`; why not, where it said nothing. */
export function answersOf({ kept, broken, undecided, waived, silent }: Evidence): string {
  if (silent !== null) return silent;
  return [[kept, 'kept'], [broken, 'broken'], [undecided, 'undecided'], [waived, 'waived']].filter(([n]) => n !== 0).map((pair) => pair.join(' ')).join(', ');
}

/** First places of a law, each with what is said of it: what breaks, why that is accepted, why it could not be decided. */
export function placesIn({ places, accepted, open }: Evidence, laws: ReadonlyMap<string, Law>): readonly (readonly [place: string, text: string])[] {
  const at = placesOf(open);
  return [
    ...places.map((finding) => [placeText(placeOf(finding)), messageOf(finding, laws.get(finding.law))] as const),
    ...accepted.map((finding) => [placeText(placeOf(finding)), `waived: ${plain(finding.reason)} (${termsOf(finding)})`] as const),
    ...open.map(({ because }, i) => [placeText(at[i]!), plain(because)] as const),
  ];
}

/** Laws that said something of a claim. */
export function spoken({ evidence }: ClaimAnswer): readonly Evidence[] {
  return evidence.filter(({ silent }) => silent === null);
}

/** The whole checklist on one line. */
export function claimOf({ items, examined }: Readiness): string {
  if (examined === 0) return 'nothing is proven and nothing refuted, for nothing was examined';
  const claims = items.flatMap((item) => item.claims);
  const { kept, broken, accepted, unknown } = tallyOf(claims);
  return [`${kept} of ${count(claims.length, 'claim')} proven`, `${broken} refuted`, ...(accepted > 0 ? [`${accepted} accepted`] : []), `${unknown} unknown`].join(', ');
}

/** An item on one line: how many of its claims are proven. */
export function itemTally({ claims }: ItemAnswer): string {
  const { kept, broken, accepted, unknown } = tallyOf(claims);
  return [`${kept} of ${claims.length} proven`, ...(broken > 0 ? [`${broken} refuted`] : []), ...(accepted > 0 ? [`${accepted} accepted`] : []), ...(unknown > 0 ? [`${unknown} unknown`] : [])].join(', ');
}

/** What the run was judged for. */
export function targetText({ preset, profile: { kubeVersion, cloud, environment, role } }: Verdict): string {
  return [`Kubernetes ${kubeVersion}`, ...(cloud === null ? [] : [cloud]), environment, `preset ${preset}`, `role ${role}`].join(', ');
}

/** Where the team stands, and what comes next; what is proven of higher stages is told, for it waits for the next one only. */
export function stageText(ready: Readiness): string {
  const { stages, reached, next } = ready;
  if (reached === null) return `no stage is proven: ${unexaminedText(ready)}`;
  if (next === null) return `${reached.title}: every stage is proven`;
  const ahead = stages.filter(({ stage, criteria }) => stage !== next && stages.findIndex((s) => s.stage === stage) > stages.findIndex((s) => s.stage === next)
    && criteria.every(({ state }) => state === 'kept' || state === 'accepted')).map(({ stage }) => stage.title);
  return `${reached.criteria.length === 0 ? `${reached.title}, ${BEGINNING}` : `${reached.title} is what is proven`}; next is ${next.title}${ahead.length === 0 ? '' : `, and what ${ahead.join(' and ')} asks besides is proven already`}`;
}

/** What is said of the stage that asks nothing: it is no achievement. */
export const BEGINNING = 'where everyone begins';

/** A stage in a word: whether all it asks is proven. */
export function stageMark({ isReached, stage: { criteria } }: StageAnswer, { reached }: Readiness): string {
  if (criteria.length === 0) return BEGINNING;
  return isReached && reached !== null ? 'proven' : 'not yet';
}

/** Why there is nothing to prove anything by. */
function unexaminedText({ unread, examined }: Readiness): string {
  return examined === 0 ? 'nothing was examined' : unreadText(unread);
}

/** Heading of the laws in the way to the next stage. */
export function unlockText({ next, unlocks, unlocksMore }: Readiness): string {
  const laws = unlocks.length === 1 ? 'One law unlocks' : `${({ 2: 'Two', 3: 'Three' } as Readonly<Record<number, string>>)[unlocks.length]} laws unlock`;
  return `${unlocksMore > 0 ? 'First three laws in the way to' : laws} ${next?.title ?? ''}${unlocksMore > 0 ? ` (${unlocksMore} more follow${unlocksMore === 1 ? 's' : ''})` : ''}`;
}

/** What is said where there is no cascade to draw. */
export function noDominoText({ domino: { state, because, evidence } }: Readiness): string {
  const { kept = 0 } = evidence[0] ?? {};
  if (state === 'unknown') return `Whether a workload carries a domino chain is unknown: ${because}.`;
  return `No domino: ${count(kept, 'replicated workload')} with disks, and none carries two links.`;
}
