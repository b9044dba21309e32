import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config';
import type { Finding, Repair } from '../../src/finding';
import { laws } from '../../src/laws';
import { loadText } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';
import { fixturesOf, headerOf, judgeAs, judgeFixture, loadFixture } from '../laws/fixture';
import { repaired } from './repair';

const ROOT = resolve(__dirname, '../..');

/** A set of objects and what is found in it. */
interface Case {
  readonly name: string;
  readonly loaded: Loaded;
  readonly config: Config;
  readonly findings: readonly Finding[];
}

const fixtures: readonly Case[] = laws.flatMap(fixturesOf).filter((fixture) => fixture.expectation === 'break').map((fixture) => ({
  name: `${fixture.law.id}/${fixture.name}`,
  loaded: loadFixture(fixture),
  config: { ...headerOf(fixture.text, fixture.law).config, preset: 'strict' },
  findings: judgeFixture(fixture).findings,
}));

const wholes: readonly Case[] = ['test/laws/break-all.yaml', 'examples/domino/incident/shop.yaml'].map((name) => {
  const loaded = loadText(name, readFileSync(join(ROOT, name), 'utf8'));
  return { name, loaded, config: { preset: 'strict' }, findings: judgeAs({ preset: 'strict' }, loaded).findings };
});

type Repairable = Finding & { readonly repair: Repair };

const repairable = [...fixtures, ...wholes]
  .map((c) => ({ ...c, findings: c.findings.filter((f): f is Repairable => f.repair !== null) }))
  .filter(({ findings }) => findings.length > 0);

describe.each(repairable.map((c) => [c.name, c] as const))('%s', (_, { loaded: { resources }, config, findings }) => {
  const objects = resources.map(({ value }) => value);
  const judged = (set: readonly unknown[]) => judgeAs(config, loadText('set.yaml', set.map((object) => JSON.stringify(object)).join('\n---\n')));
  const indexOf = ({ resource: { origin } }: Finding) =>
    resources.findIndex((r) => r.origin.file === origin.file && r.origin.document === origin.document && r.origin.item === origin.item);
  const before = new Set(judged(objects).findings.map((f) => f.fingerprint));

  test.each(findings.map((f) => [`${f.law} ${f.messageId} at ${f.path.join('.')}`, f] as const))('%s: its repair breaks nothing else', (_, finding) => {
    expect(before).toContain(finding.fingerprint);
    const after = judged(repaired(objects, finding.repair, indexOf(finding)));
    expect(after.accounting.errors).toEqual([]);
    expect(after.findings.map((f) => f.fingerprint)).not.toContain(finding.fingerprint);
    expect(after.findings.filter((f) => !before.has(f.fingerprint)).map((f) => `${f.law} ${f.messageId}`)).toEqual([]);
  });

  test('all repairs together leave nothing that any of them is for', () => {
    const after = judged(findings.reduce<readonly unknown[]>((set, f) => repaired(set, f.repair, indexOf(f)), objects));
    const left = new Set(after.findings.map((f) => f.fingerprint));
    expect(findings.filter((f) => left.has(f.fingerprint)).map((f) => `${f.law} ${f.messageId}`)).toEqual([]);
    expect(after.findings.filter((f) => !before.has(f.fingerprint)).map((f) => `${f.law} ${f.messageId}`)).toEqual([]);
  });
});

test('many laws know a repair', () => {
  expect(new Set(repairable.flatMap(({ findings }) => findings.map((f) => f.law))).size).toBeGreaterThan(5);
});
