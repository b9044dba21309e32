import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { messageOf } from '../../src/report/words';
import { laws } from '../../src/laws';
import { fixturesOf, judgeFixture, type Fixture } from './fixture';

const isUpdate = process.env['UPDATE'] === '1';

describe.each(laws.map((law) => [law.id, law] as const))('%s', (_, law) => {
  const fixtures = fixturesOf(law);

  test('has a fixture that keeps and one that breaks', () => {
    const kinds = new Set(fixtures.map((f) => f.expectation));
    expect(kinds).toContain('keep');
    expect(kinds).toContain('break');
  });

  test.each(fixtures.map((f) => [f.name, f] as const))('%s', (name, fixture) => {
    const verdict = judgeFixture(fixture);
    const asked = verdict.laws[law.id];
    expect(verdict.accounting.errors).toEqual([]);
    if (fixture.expectation === 'break') {
      const told = expectedFindings(fixture, findingsAsText(fixture, verdict));
      expect(findingsAsText(fixture, verdict)).toBe(told);
      expect(asked?.broken).toBeGreaterThan(0);
      return;
    }
    expect(findingsAsText(fixture, verdict)).toBe('');
    if (fixture.expectation === 'exempt') expect(asked).toMatchObject({ examined: 0 });
    if (fixture.expectation === 'keep') expect(asked).toMatchObject({ undecided: 0, kept: expect.toSatisfy((n: number) => n > 0) });
    if (fixture.expectation === 'undecided') expect(asked?.undecided).toBeGreaterThan(0);
    expect(name).toMatch(/^(keep|undecided|exempt)/);
  });
});

function findingsAsText({ law }: Fixture, verdict: ReturnType<typeof judgeFixture>): string {
  return verdict.findings.map((finding) => {
    return `${finding.range?.line}:${finding.range?.column} ${finding.severity} ${messageOf(finding, law)}\n`;
  }).join('');
}

/** The text beside a `break` fixture; written anew under UPDATE=1. */
function expectedFindings({ path }: Fixture, actual: string): string {
  const file = path.replace(/\.yaml$/, '.txt');
  if (isUpdate) writeFileSync(file, actual);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
