import { expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import { defaultingCases, type DefaultingCase } from '../graph/defaulting-cases';

/** What the API server says when it refuses an object, and the law that says so before. */
const REFUSALS: readonly (readonly [says: RegExp, law: string])[] = [
  [/may not be 0 when `maxSurge` is 0|cannot be 0 when maxSurge is 0|may not be set when maxUnavailable is non-zero/, 'compute/rollout-no-deadlock refused both'],
  [/can only use minDomains if/, 'compute/topology-spread-satisfiable refused'],
  [/matchLabelKeys: Forbidden|exists in both matchLabelKeys and labelSelector/, 'compute/topology-spread-selector alone twice'],
  [/hostPort: Duplicate value/, 'compute/host-port-free twice'],
];

/** Laws and messages that say that the API server refuses the object. */
function refusals({ id, object }: DefaultingCase): readonly string[] {
  const { findings } = check(loadText(`${id}.json`, JSON.stringify(object)), { config: { kubeVersion: '1.36' }, only: REFUSALS.map(([, law]) => law.split(' ')[0]!) });
  return findings.map((f) => `${f.law} ${f.messageId}`);
}

const isRefusal = (finding: string): boolean => REFUSALS.some(([, law]) => {
  const [id, ...messages] = law.split(' ');
  return messages.some((message) => finding === `${id} ${message}`);
});

test('says of nothing that was accepted that it is refused', () => {
  const accepted = defaultingCases('accepted');
  expect(accepted.length).toBeGreaterThan(300);
  expect(accepted.flatMap((c) => refusals(c).filter(isRefusal).map((found) => `${c.id} ${c.title}: ${found}`))).toEqual([]);
});

test('says of everything that was refused for these reasons that it is', () => {
  // Terms of pod affinity are refused for keys alone, too; no law speaks of those.
  const refused = defaultingCases('rejected').filter(({ error }) => !error.message.includes('podAntiAffinity'))
    .flatMap((c) => REFUSALS.filter(([says]) => says.test(c.error.message)).map(([, law]) => ({ c, law: law.split(' ')[0]! })));
  expect(refused.length).toBeGreaterThan(9);
  expect(new Set(refused.map(({ law }) => law)).size).toBe(REFUSALS.length);
  expect(refused.filter(({ c, law }) => !refusals(c).some((found) => isRefusal(found) && found.startsWith(`${law} `))).map(({ c, law }) => `${c.id} ${c.title}: ${law}`)).toEqual([]);
});
