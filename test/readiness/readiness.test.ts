import { describe, expect, test } from 'vitest';
import type { Config } from '../../src';
import { check } from '../../src/judge/check';
import type { LawCount, Verdict } from '../../src/judge/verdict';
import { laws } from '../../src/laws';
import { loadText } from '../../src/load/load';
import { LADDER } from '../../src/readiness/ladder';
import { readinessOf, type Readiness } from '../../src/readiness/readiness';
import { undecided, verdictOf, waived, finding, objectsOf, SHOP, deferred, budgeted } from '../report/sample';

const known = new Map(laws.map((law) => [law.id as string, law]));
const counts = (of: Partial<LawCount>): LawCount => {
  const { kept = 0, broken = 0, undecided: open = 0, waived: accepted = 0 } = of;
  return { kept, broken, undecided: open, waived: accepted, examined: kept + broken + open + accepted };
};
const ready = (told: Readonly<Record<string, Partial<LawCount>>>, more: Partial<Verdict> = {}) => (
  readinessOf(verdictOf([], { laws: Object.fromEntries(Object.entries(told).map(([id, of]) => [id, counts(of)])), ...more }), known)
);
const claim = ({ items }: Readiness, id: string) => {
  const found = items.flatMap((item) => item.claims).find((answer) => answer.claim.id === id);
  if (found === undefined) throw new Error(`no claim ${id}`);
  return [found.state, found.because];
};
const api = objectsOf('dist/shop.k8s.yaml', SHOP)('Deployment api');
const profile = verdictOf([]).profile;

describe('a claim', () => {
  test('is proven by a subject that kept its law', () => {
    expect(claim(ready({ 'compute/budgeted-pod': { kept: 1 } }), 'requests')).toEqual(['kept', '']);
  });

  test('is not proven by a law without a subject, by one that is off, nor by those that could refute it', () => {
    expect(claim(ready({ 'compute/budgeted-pod': {} }), 'requests')).toEqual(['unknown', 'nothing it speaks of was given']);
    expect(claim(ready({}), 'requests')).toEqual(['unknown', 'not asked in this run']);
    expect(claim(ready({ 'compute/quota-fits': { kept: 9 } }), 'requests')).toEqual(['unknown', 'not asked in this run']);
  });

  test('says which flag would ask', () => {
    expect(claim(ready({}), 'priority')).toEqual(['unknown', 'not asked without --preset strict']);
    expect(claim(ready({}), 'use')).toEqual(['unknown', 'not asked without --role platform']);
    expect(claim(ready({}, { preset: 'strict', profile: { ...profile, role: 'platform' } }), 'use')).toEqual(['unknown', 'not asked in this run']);
  });

  test('is unknown when one of its laws is undecided, and says why, however many subjects are kept', () => {
    const answers = [undecided(budgeted, api, 'image is ${IMAGE}')];
    expect(claim(ready({ 'compute/budgeted-pod': { kept: 5, undecided: 1 } }, { undecided: answers }), 'requests')).toEqual(['unknown', 'image is ${IMAGE}']);
  });

  test('is refuted by one broken subject of any of its laws, even where others are undecided', () => {
    expect(claim(ready({ 'compute/budgeted-pod': { kept: 5, broken: 1, undecided: 2 } }), 'requests')).toEqual(['broken', '']);
    expect(claim(ready({ 'compute/budgeted-pod': { kept: 5 }, 'compute/quota-fits': { broken: 1 } }), 'requests')).toEqual(['broken', '']);
  });

  test('is accepted, not proven, where a reason was given', () => {
    expect(claim(ready({ 'compute/budgeted-pod': { kept: 5, waived: 1 } }), 'requests')).toEqual(['accepted', '']);
    expect(claim(ready({ 'compute/quota-fits': { waived: 1 } }), 'requests')[0]).toBe('unknown');
  });

  test('is not proven while an input is unread, and refuted all the same', () => {
    const accounting = { ...verdictOf([]).accounting, errors: [{ code: 'invalid-yaml', file: 'x', document: 0, line: 1, column: 1, message: '' }] as const };
    expect(claim(ready({ 'compute/budgeted-pod': { kept: 5 } }, { accounting }), 'requests')).toEqual(['unknown', '1 of the inputs could not be examined']);
    expect(claim(ready({ 'compute/budgeted-pod': { broken: 5 } }, { accounting }), 'requests')[0]).toBe('broken');
  });

  test('that no manifest shows stays unknown, whatever is kept', () => {
    expect(claim(ready(Object.fromEntries(laws.map(({ id }) => [id, { kept: 1 }]))), 'log-trace-id')).toEqual(['unknown', 'no manifest shows it']);
  });

  test('shows the first places, those of the baseline among them, and reasons of waivers in their own list', () => {
    const fast = objectsOf('dist/shop.k8s.yaml', SHOP)('StorageClass fast');
    const many = Array.from({ length: 5 }, () => finding(deferred, fast, ['volumeBindingMode']));
    const told = { 'storage/deferred-binding': { broken: 5 } };
    const evidence = (more: Partial<Verdict>) => ready(told, more).items.flatMap((item) => item.claims).find((c) => c.claim.id === 'deferred-binding')!.evidence[0]!;
    expect(evidence({ findings: many }).places).toHaveLength(3);
    expect(evidence({ baselined: many.slice(0, 2) }).places).toHaveLength(2);
    const { places, accepted } = evidence({ waived: [waived(many[0]!, 'why', null)] });
    expect([places, accepted.map(({ reason }) => reason)]).toEqual([[], ['why']]);
  });
});

describe('the items of a cloud', () => {
  test('are asked where it is declared, and are no evidence elsewhere', () => {
    const told = { 'identity/no-static-credentials': { kept: 3 } };
    expect(claim(ready(told, { profile: { ...profile, cloud: 'azure' } }), 'azure-static-secrets')[0]).toBe('kept');
    expect(ready(told).passedOver.map(({ because }) => because)).toEqual(['the cloud is not declared; --cloud azure asks']);
    expect(ready(told, { profile: { ...profile, cloud: 'aws' } }).passedOver.map(({ because }) => because)).toEqual(['the cloud is aws']);
  });
});

describe('the ladder', () => {
  const proven = (upTo: number) => Object.fromEntries(LADDER.slice(0, upTo + 1).flatMap(({ criteria }) => criteria.flatMap(({ provenBy }) => provenBy.map((law) => [law, { kept: 1 }]))));

  test.each(LADDER.map(({ id }, i) => [id, i] as const))('%s is reached by what it asks and all below it, and not before', (id, i) => {
    expect(ready(proven(i)).reached?.id).toBe(id);
    if (i > 0) expect(ready(Object.fromEntries(Object.entries(proven(i)).filter(([law]) => !LADDER[1]!.criteria[0]!.provenBy.some((p) => p === law)))).reached?.id).toBe('reactive');
  });

  test('at the top nothing is left to unlock', () => {
    const { next, unlocks, unlocksMore } = ready(proven(3));
    expect([next, unlocks, unlocksMore]).toEqual([null, [], 0]);
  });

  test('names three laws in the way: what is broken before what is unknown, then in the order of the loops', () => {
    const told = { ...proven(1), 'storage/deferred-binding': { broken: 1 }, 'compute/pdb-no-deadlock': { broken: 1 }, 'identity/no-static-credentials': { kept: 1 }, 'compute/budgeted-pod': { kept: 1, broken: 3 }, 'compute/quota-fits': { undecided: 1 } };
    const { next, unlocks, unlocksMore } = ready(told);
    expect(next?.id).toBe('architectural');
    expect(unlocks.map(({ law }) => law)).toEqual(['compute/budgeted-pod', 'compute/pdb-no-deadlock', 'storage/deferred-binding']);
    expect(unlocksMore).toBe(4);
  });

  test('what would prove nothing more is not in the way', () => {
    const told = { ...proven(2), 'hardening/run-as-non-root': { kept: 1 }, 'compute/topology-spread': { kept: 1 }, 'network/nat-per-zone': { broken: 1 } };
    expect(ready(told).unlocks.map(({ law }) => law)).toEqual(['network/nat-per-zone']);
  });

  test('has no stage while an input is unread, and names only what is refuted as the way on', () => {
    const accounting = { ...verdictOf([]).accounting, errors: [{ code: 'invalid-yaml', file: 'x', document: 0, line: 1, column: 1, message: '' }] as const };
    const { reached, next, unlocks } = ready({ ...proven(3), 'compute/immutable-image': { broken: 1 }, 'observability/signature-alerts': {} }, { accounting });
    expect([reached, next?.id, unlocks.map(({ law }) => law)]).toEqual([null, 'operational', ['compute/immutable-image']]);
  });

  test('what was accepted holds nobody up', () => {
    expect(ready({ ...proven(1), 'compute/immutable-image': { kept: 1, waived: 1 } }).reached?.id).toBe('operational');
  });
});

test('a run that asks one law ticks by this law only', () => {
  const config: Config = { preset: 'strict', role: 'platform' };
  const verdict = check(loadText('shop.yaml', SHOP), { config, only: ['compute/memory-limited'] });
  const { items } = readinessOf(verdict, known);
  expect(items.flatMap((item) => item.claims).filter(({ state }) => state !== 'unknown').map(({ claim: { id } }) => id)).toEqual(['limits']);
});
