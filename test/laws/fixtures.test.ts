import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { laws } from '../../src/laws';
import { fixturesOf, judgeFixture } from './fixture';
import { outcomeOf, promiseOf, textFileOf } from './outcome';

const isUpdate = process.env['UPDATE'] === '1';

describe.each(laws.map((law) => [law.id, law] as const))('%s', (_, law) => {
  const fixtures = fixturesOf(law);

  test('has a fixture that keeps and one that breaks', () => {
    const kinds = new Set(fixtures.map((f) => f.expectation));
    expect(kinds).toContain('keep');
    expect(kinds).toContain('break');
  });

  test.each(fixtures.map((f) => [f.name, f] as const))('%s', (_, fixture) => {
    const verdict = judgeFixture(fixture);
    const outcome = outcomeOf(fixture, verdict);
    // The text beside a `break` fixture is written anew under UPDATE=1.
    if (isUpdate && fixture.expectation === 'break') writeFileSync(textFileOf(fixture), outcome.told);
    expect(outcome, JSON.stringify(verdict.laws[law.id])).toEqual(promiseOf(fixture));
  });
});
