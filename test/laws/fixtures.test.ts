import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Repair } from '../../src/finding';
import type { Range } from '../../src/load/resource';
import { messageOf } from '../../src/report/words';
import { laws } from '../../src/laws';
import { fixturesOf, judgeFixture, toldPath, type Fixture } from './fixture';

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

/** A line per finding: place, severity, message; below it the places that explain it and what would repair it. */
function findingsAsText({ law }: Fixture, verdict: ReturnType<typeof judgeFixture>): string {
  return verdict.findings.flatMap((finding) => [
    `${placeOf(finding.range)} ${finding.severity} ${messageOf(finding, law)}`,
    ...finding.related.map(({ message, resource, path }) => `  related ${placeOf(resource.origin.locate(path))} ${message}`),
    ...repairAsText(finding.repair).map((edit) => `  repair ${edit}`),
  ]).map((line) => `${line}\n`).join('');
}

function placeOf(range: Range | null): string {
  return range === null ? 'nowhere' : `${range.line}:${range.column}`;
}

function repairAsText(repair: Repair | null): readonly string[] {
  if (repair === null) return [];
  if ('add' in repair) return [`add object ${JSON.stringify(repair.add)}`];
  return repair.patch.map((edit) => `${edit.op} /${edit.path.join('/')}${edit.op === 'remove' ? '' : ` ${JSON.stringify(edit.value)}`}`);
}

/** The text beside a `break` fixture; written anew under UPDATE=1. */
function expectedFindings(fixture: Fixture, actual: string): string {
  const file = toldPath(fixture);
  if (isUpdate) writeFileSync(file, actual);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
