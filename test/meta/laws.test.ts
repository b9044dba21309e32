import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding';
import { laws } from '../../src/laws';
import { fixturesOf, judgeFixture } from '../laws/fixture';
import { textFileOf } from '../laws/outcome';
import { undocumented } from './exports';

const ROOT = resolve(__dirname, '../..');
const LAWS = join(ROOT, 'src/laws');

const fileOf = (id: string): string => join(LAWS, `${id}.ts`);
const linesOf = (id: string): number => readFileSync(fileOf(id), 'utf8').trimEnd().split('\n').length;

describe('the book of laws', () => {
  test('is the files of the folder, each under its own id', () => {
    const files = readdirSync(LAWS, { withFileTypes: true }).filter((entry) => entry.isDirectory())
      .flatMap(({ name: loop }) => readdirSync(join(LAWS, loop)).map((file) => `${loop}/${file.replace(/\.ts$/, '')}`));
    expect(laws.map((law) => law.id).sort()).toEqual(files.sort());
    for (const { id } of laws) expect(readFileSync(fileOf(id), 'utf8')).toContain(`  id: '${id}',\n`);
  });

  test('makes every promise once', () => {
    const titles = laws.map((law) => law.title.toLowerCase());
    expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
  });

  test('is short: half of the laws take 60 lines at most, and none more than 120', () => {
    const lengths = laws.map((law) => linesOf(law.id)).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(60);
    expect(lengths.at(-1)).toBeLessThanOrEqual(120);
  });

  test('has fixtures of its own laws only', () => {
    const folder = join(ROOT, 'test/laws');
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
      .flatMap(({ name: loop }) => readdirSync(join(folder, loop)).map((name) => `${loop}/${name}`));
    expect(folders.sort()).toEqual(laws.map((law) => law.id).sort());
  });

  test('tells beside each fixture that breaks what is found', () => {
    const broken = laws.flatMap(fixturesOf).filter((fixture) => fixture.expectation === 'break');
    expect(broken.filter((fixture) => !existsSync(textFileOf(fixture))).map(({ path }) => path)).toEqual([]);
  });
});

describe.each(laws.map((law) => [law.id, law] as const))('%s', (_, law) => {
  test('says what it promises, why, what to type and who says so', () => {
    expect(law.title.length).toBeLessThanOrEqual(80);
    expect(law.title).toMatch(/^[A-Za-z].*[^.\s]$/);
    expect(law.why).toMatch(/^[A-Z].*\.$/);
    expect(law.remedy).toMatch(/^[A-Z].*[^\s]$/);
    expect(law.sources.filter((source) => source !== 'mission' && !URL.canParse(source))).toEqual([]);
    expect(law.sources.length).toBeGreaterThan(0);
  });

  const findings = fixturesOf(law).flatMap((fixture) => judgeFixture(fixture).findings);

  test('has a fixture for everything it can say', () => {
    const said = new Set(findings.map((finding) => finding.messageId));
    expect(Object.keys(law.messages).filter((id) => !said.has(id))).toEqual([]);
  });

  test('fills every placeholder of what it says', () => {
    expect(findings.flatMap(unfilled)).toEqual([]);
  });

  test('says it in one line without a full stop', () => {
    for (const { text } of Object.values(law.messages)) expect(text).toMatch(/^\S.*[^.\s]$/);
  });

  /** The placeholders of a finding's message that its args leave open. */
  function unfilled({ messageId, args }: Finding): readonly string[] {
    const names = [...law.messages[messageId]!.text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    return names.filter((name) => String(args[name] ?? '') === '').map((name) => `${messageId}: ${name}`);
  }
});

describe('what is exported', () => {
  const entries = ['src/index.ts', 'constructs/index.ts', 'constructs/aws/index.ts', 'constructs/azure/index.ts', ...readdirSync(join(ROOT, 'src/gates')).map((file) => `src/gates/${file}`)];

  test.each(entries.filter((file) => existsSync(join(ROOT, file))))('%s is documented', (entry) => {
    expect(undocumented(join(ROOT, entry))).toEqual([]);
  });
});
