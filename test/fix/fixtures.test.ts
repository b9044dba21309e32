import { describe, expect, test } from 'vitest';
import { changesBetween, linesOf } from '../../src/fix/changes';
import { fix } from '../../src/fix/fix';
import { check } from '../../src/judge/check';
import type { Verdict } from '../../src/judge/verdict';
import { TextOrigin } from '../../src/load/origin';
import type { Loaded } from '../../src/load/resource';
import { loadText } from '../../src/load/load';
import { laws } from '../../src/laws';
import { fixturesOf, headerOf, judgeFixture, judgeLoaded, type Fixture } from '../laws/fixture';

const repairable = laws.flatMap(fixturesOf).filter((fixture) => fixture.expectation === 'break')
  .filter((fixture) => judgeFixture(fixture).findings.some((f) => f.repair !== null && 'patch' in f.repair));

function textOf({ resources }: Loaded): string {
  const { origin } = resources[0]!;
  return origin instanceof TextOrigin ? origin.written.source.text : '';
}

function fixed(fixture: Fixture, text = fixture.text) {
  return fix(loadText(fixture.name, text), { judge: (loaded) => judgeLoaded(fixture, loaded), isWanted: () => true, refusal: () => null });
}

describe.each([['as it is', (text: string) => text], ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')], ['without a last newline', (text: string) => text.trimEnd()]])(
  'the text of a fixture %s is repaired where it stands', (_, as) => {
    test.each(repairable.map((fixture) => [`${fixture.law.id} ${fixture.name}`, fixture] as const))('%s', (__, fixture) => {
      const text = as(fixture.text);
      const before = judgeFixture({ ...fixture, text });
      const { loaded, verdict, applied, left } = fixed(fixture, text);
      const patches = before.findings.filter((f) => f.repair !== null && 'patch' in f.repair);
      expect(left.filter(({ finding }) => finding.repair !== null && 'patch' in finding.repair)).toEqual([]);
      expect(applied).toHaveLength(patches.length);
      expect(verdict.findings).toHaveLength(before.findings.length - patches.length);
      const after = textOf(loaded);
      expect(commentsIn(after)).toEqual(commentsIn(text));
      expect(/\r/.test(after)).toBe(/\r/.test(text));
      expect(/[^\r]\n/.test(after) && /\r\n/.test(after)).toBe(false);
      // Every line that is not part of the repair is still there, byte by byte.
      const [old, now] = [linesOf(text), linesOf(after)];
      const changes = changesBetween(old, now);
      const kept = old.filter((__, i) => !changes.some((c) => c.start <= i && i < c.end));
      expect(kept.length).toBeGreaterThanOrEqual(old.length - 4 * patches.length);
      // Fixing what is fixed changes nothing.
      const again = fixed(fixture, after);
      expect(textOf(again.loaded)).toBe(after);
      expect(again.applied).toEqual([]);
    });
  },
);

describe('a repair breaks no other law', () => {
  test.each(repairable.map((fixture) => [`${fixture.law.id} ${fixture.name}`, fixture] as const))('%s', (_, fixture) => {
    const { config } = headerOf(fixture.text, fixture.law);
    const judged = (loaded: Loaded) => check(loaded, { config: { role: 'platform', ...config, preset: 'strict' }, today: '2026-11-20' });
    const told = (verdict: Verdict) => verdict.findings.map((f) => f.fingerprint);
    const options = { judge: judged, isWanted: () => true, refusal: () => null };
    const loaded = loadText(fixture.name, fixture.text);
    const before = told(judged(loaded));
    const result = fix(loaded, options);
    // What is judged is the text that would be written, read anew.
    const after = told(judged(loadText(fixture.name, textOf(result.loaded))));
    expect(after.filter((f) => !before.includes(f))).toEqual([]);
    expect(after.length).toBeLessThanOrEqual(before.length - result.applied.length);
    expect(textOf(fix(result.loaded, options).loaded)).toBe(textOf(result.loaded));
  });
});

function commentsIn(text: string): readonly string[] {
  return text.match(/#.*$/gm) ?? [];
}
