import { describe, expect, test } from 'vitest';
import { CLOUD_SUBJECTS } from '../../src/graph/subjects';
import type { Law } from '../../src/law';
import { laws } from '../../src/laws';
import { loadFixture, fixturesOf, type Fixture } from '../laws/fixture';
import book from './book.json';

/** T = asked of Terraform, C = of both planes; the book names them. Others have grown a half there since. */
const scopes = new Map((book as readonly { readonly id: string; readonly scope: string }[]).map(({ id, scope }) => [id, scope]));
const isOfCloud = ({ id, on }: Law): boolean => /[TC]/.test(scopes.get(id) ?? '') || CLOUD_SUBJECTS.has(on);

/** Whose answer takes both planes: something of one is held against something of the other. */
const JOINS: readonly string[] = [
  'identity/workload-identity-wired', 'identity/irsa-trust-scoped', 'identity/pod-identity-trust', 'identity/federated-credential-exact', 'identity/gke-binding-scoped',
  'compute/anti-affinity-satisfiable', 'compute/dedicated-node-toleration', 'compute/quota-fits', 'compute/zonal-node-groups', 'network/policy-enforced', 'network/mtu-headroom',
  'storage/stateful-capacity-per-zone', 'cross/domino-chain',
];

/** The planes a fixture writes in. */
function planesOf(fixture: Fixture): ReadonlySet<'terraform' | 'kubernetes'> {
  return new Set(loadFixture(fixture).resources.map(({ declaration }) => (declaration === undefined ? 'kubernetes' as const : 'terraform' as const)));
}

/** A trap looks like a breach and is none, or can not be known: its name says why. */
const isTrap = ({ name, expectation }: Fixture): boolean => expectation !== 'break' && /^(?:keep|undecided|exempt)-/.test(name);

describe('a law that is asked of Terraform', () => {
  const ofCloud = laws.filter(isOfCloud);

  test('is one of some two dozen', () => {
    expect(ofCloud.length).toBeGreaterThanOrEqual(24);
    expect([...scopes].filter(([, scope]) => /[TC]/.test(scope)).filter(([id]) => !ofCloud.some((law) => law.id === id))).toEqual([]);
  });

  test.each(ofCloud.map((law) => [law.id, law] as const))('%s is kept, broken, and not fooled there', (_, law) => {
    const there = fixturesOf(law).filter((fixture) => planesOf(fixture).has('terraform'));
    const count = { keep: there.filter(({ expectation }) => expectation === 'keep').length, break: there.filter(({ expectation }) => expectation === 'break').length, trap: there.filter(isTrap).length };
    expect(Object.entries(count).filter(([, n]) => n === 0).map(([kind]) => `no ${kind}`)).toEqual([]);
  });
});

describe('a law that joins the planes', () => {
  test.each(JOINS)('%s is kept and broken by pairs of them', (id) => {
    const law = laws.find((each) => each.id === id)!;
    const pairs = fixturesOf(law).filter((fixture) => planesOf(fixture).size === 2).map(({ expectation }) => expectation);
    expect(['keep', 'break'].filter((kind) => !pairs.includes(kind as Fixture['expectation'])).map((kind) => `no pair to ${kind}`)).toEqual([]);
  });
});
