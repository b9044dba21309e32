import type { Verdict } from '../judge/verdict';
import type { Law } from '../law';
import { loopOf, type Loop } from '../loop';
import { CHECKLIST, NO_DOMINO } from './checklist';
import type { Claim, Item } from './claim';
import { Answers, type Evidence } from './evidence';
import { LADDER, type Stage } from './ladder';

/** `accepted`: broken, and somebody gave a reason; it is not ticked, and holds nobody up. */
export type State = 'kept' | 'broken' | 'accepted' | 'unknown';

/** What a run says of a claim. */
export interface ClaimAnswer {
  readonly claim: Claim;
  readonly state: State;
  /** Why it is unknown; empty otherwise. */
  readonly because: string;
  /** Laws that prove it first, then those that could refute it. */
  readonly evidence: readonly Evidence[];
}

/** What a run says of an item: the worst of its claims. */
export interface ItemAnswer {
  readonly item: Item;
  readonly state: State;
  readonly claims: readonly ClaimAnswer[];
}

/** What a run says of a stage. */
export interface StageAnswer {
  readonly stage: Stage;
  readonly isReached: boolean;
  readonly criteria: readonly ClaimAnswer[];
}

/** The checklist, the ladder and the domino, answered by one run. */
export interface Readiness {
  readonly items: readonly ItemAnswer[];
  /** Items of a cloud that is not declared, or is another: they stay unknown, and are not counted. */
  readonly passedOver: readonly { readonly item: Item; readonly because: string }[];
  readonly stages: readonly StageAnswer[];
  /** Inputs that could not be read; while there are any, no stage is proven. */
  readonly unread: number;
  /** Objects that were read. */
  readonly examined: number;
  /** The highest stage whose criteria all hold, or the first, which asks nothing; `null` while an input is unread. */
  readonly reached: Stage | null;
  /** The stage above; `null` at the top. */
  readonly next: Stage | null;
  /** The first laws in the way to it, in the order of the loops, and how many more there are. */
  readonly unlocks: readonly Evidence[];
  readonly unlocksMore: number;
  readonly domino: ClaimAnswer;
}

/** Laws that are named as the way to the next stage. */
const UNLOCKS = 3;

/** Answers the checklist by what laws said. Nothing is ticked without a subject that kept a law, and nothing while an input is unread. */
export function readinessOf(verdict: Verdict, laws: ReadonlyMap<string, Law>): Readiness {
  const answers = new Answers(verdict, laws);
  const { cloud } = verdict.profile;
  const isHere = (item: Item) => item.cloud === undefined || item.cloud === cloud;
  const stages = stagesOf(answers);
  const height = stages.filter(({ isReached }) => isReached).length;
  const inTheWay = wayTo(stages[height]?.criteria ?? [])
    // What seems to be missing may stand in what could not be read.
    .filter(({ broken }) => answers.unread === 0 || broken > 0);
  return {
    items: CHECKLIST.filter(isHere).map((item) => itemAnswer(item, answers)),
    // What is true of a Secret anywhere is no evidence that a cluster on this cloud is ready.
    passedOver: CHECKLIST.filter((item) => !isHere(item)).map((item) => ({
      item, because: cloud === null ? `the cloud is not declared; --cloud ${item.cloud} asks` : `the cloud is ${cloud}`,
    })),
    stages,
    unread: answers.unread,
    examined: verdict.accounting.examined,
    reached: answers.unread > 0 ? null : LADDER[height - 1]!,
    next: LADDER[height] ?? null,
    unlocks: inTheWay.slice(0, UNLOCKS).sort(byLoop),
    unlocksMore: Math.max(0, inTheWay.length - UNLOCKS),
    domino: claimAnswer(NO_DOMINO, answers),
  };
}

/** How many claims came out in each way. */
export function tallyOf(claims: readonly ClaimAnswer[]): Readonly<Record<State, number>> {
  const tally = { kept: 0, broken: 0, accepted: 0, unknown: 0 };
  for (const { state } of claims) tally[state] += 1;
  return tally;
}

function itemAnswer(item: Item, answers: Answers): ItemAnswer {
  const claims = item.claims.map((claim) => claimAnswer(claim, answers));
  return { item, state: worstOf(claims), claims };
}

const WORST: readonly State[] = ['broken', 'unknown', 'accepted', 'kept'];

function worstOf(claims: readonly ClaimAnswer[]): State {
  return WORST.find((state) => claims.some((answer) => answer.state === state)) ?? 'unknown';
}

function claimAnswer(claim: Claim, answers: Answers): ClaimAnswer {
  const proving = claim.provenBy.map((law) => answers.of(law));
  const evidence = [...proving, ...(claim.refutedBy ?? []).map((law) => answers.of(law))];
  const some = (of: readonly Evidence[], count: 'kept' | 'broken' | 'undecided' | 'waived') => of.some((one) => one[count] > 0);
  const unknown = (because: string): ClaimAnswer => ({ claim, state: 'unknown', because, evidence });
  if (some(evidence, 'broken')) return { claim, state: 'broken', because: '', evidence };
  if (answers.unread > 0) return unknown(unreadText(answers.unread));
  if (claim.provenBy.length === 0) return unknown('no manifest shows it');
  if (some(evidence, 'undecided')) return unknown(distinct(evidence.flatMap(({ open }) => open.map(({ because }) => because))).slice(0, REASONS).join('; '));
  if (!some(proving, 'kept') && !some(proving, 'waived')) return unknown(distinct(proving.flatMap(({ silent }) => silent ?? [])).join('; '));
  return { claim, state: some(evidence, 'waived') ? 'accepted' : 'kept', because: '', evidence };
}

/** Why nothing is proven while inputs are unread. */
export function unreadText(unread: number): string {
  return `${unread} of the inputs could not be examined`;
}

/** Reasons that are told of one claim. */
const REASONS = 2;

function distinct(all: readonly string[]): readonly string[] {
  return [...new Set(all)];
}

/** A stage is reached when all it asks holds, and all that was asked before. */
function stagesOf(answers: Answers): readonly StageAnswer[] {
  let isReached = true;
  return LADDER.map((stage) => {
    const criteria = stage.criteria.map((claim) => claimAnswer(claim, answers));
    isReached = isReached && criteria.every(({ state }) => state === 'kept' || state === 'accepted');
    return { stage, isReached, criteria };
  });
}

/** Laws in the way of criteria: what is broken first, then what is undecided, then what would prove something and has nothing to say. */
function wayTo(criteria: readonly ClaimAnswer[]): readonly Evidence[] {
  const open = criteria.filter(({ state }) => state === 'broken' || state === 'unknown');
  const ranked = open.flatMap(({ claim, evidence }) => evidence.flatMap((one) => {
    const rank = one.broken > 0 ? 0 : one.undecided > 0 ? 1 : isMissing(one, claim, evidence) ? 2 : null;
    return rank === null ? [] : [{ rank, one }];
  })).sort((a, b) => a.rank - b.rank || byLoop(a.one, b.one));
  return [...new Map(ranked.map(({ one }) => [one.law, one])).values()];
}

/** Has it nothing to say, while nothing else speaks for the claim? What is broken or undecided proves it once it is kept. */
function isMissing({ law, silent }: Evidence, { provenBy }: Claim, evidence: readonly Evidence[]): boolean {
  return silent !== null && provenBy.includes(law) && !evidence.some((one) => provenBy.includes(one.law) && one.silent === null);
}

/** Loops as they depend on each other: the order of the checklist. */
const ORDER: readonly Loop[] = ['control-plane', 'identity', 'compute', 'network', 'storage', 'observability', 'hardening', 'manifest', 'cross'];

function byLoop(a: Evidence, b: Evidence): number {
  return ORDER.indexOf(loopOf(a.law)) - ORDER.indexOf(loopOf(b.law));
}
