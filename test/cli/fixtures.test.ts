import { beforeAll, describe, expect, test } from 'vitest';
import type { Repair } from '../../src/finding';
import { laws } from '../../src/laws';
import { fixturesOf, headerOf, filesOf, type Fixture } from '../laws/fixture';
import { promiseOf, repairAsText } from '../laws/outcome';
import { launch, folder } from './command';

/** Fixtures that one process can judge: each is a cluster of its own, and they share what is declared. */
interface Batch {
  readonly declared: object;
  readonly beside: readonly string[];
  readonly fixtures: Fixture[];
  /** The parameters of each law in it. */
  readonly params: Map<string, unknown>;
}

interface Told {
  readonly law: string;
  readonly cluster: string;
}

interface ToldFinding extends Told {
  readonly severity: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly related: readonly { readonly message: string }[];
  readonly repair: Repair | null;
}

/** Every file is held against the glob of every cluster, so a batch of all fixtures would take longer than many. */
const LARGEST = 250;
/** These speak of what other laws of the run say. */
const SPEAKS_OF_OTHERS = new Set(['manifest/waiver', 'cross/domino-chain']);
/** The day the fixtures are written for. */
const DAY = '2026-11-20';
const fixtures = laws.flatMap((law) => fixturesOf(law));

describe('every fixture, read by the command from the disk', () => {
  const told = new Map<string, string>();
  const undecided = new Set<string>();

  beforeAll(async () => {
    const runs = await Promise.all(batches().map(async (batch) => {
      const { code, out, err } = await launch(['check', '--config', 'looplaw.config.json', '--explain-undecided', '-f', 'json', ...asked(batch)], { cwd: folderOf(batch) });
      expect(err).toBe('');
      expect([0, 1]).toContain(code);
      return JSON.parse(out) as { readonly findings: readonly ToldFinding[]; readonly undecided: readonly Told[]; readonly accounting: { readonly errors: readonly unknown[] } };
    }));
    for (const { findings, undecided: open, accounting } of runs) {
      expect(accounting.errors).toEqual([]);
      for (const finding of findings) told.set(keyOf(finding), `${told.get(keyOf(finding)) ?? ''}${asText(finding)}`);
      for (const answer of open) undecided.add(keyOf(answer));
    }
  }, 600_000);

  test.each(laws.map((law) => [law.id, law] as const))('%s', (_, law) => {
    for (const fixture of fixturesOf(law)) {
      const key = keyOf({ law: law.id, cluster: idOf(fixture) });
      expect.soft(told.get(key) ?? '', fixture.name).toBe(withoutPlaces(promiseOf(fixture).told));
      if (fixture.expectation !== 'break') expect.soft(undecided.has(key), fixture.name).toBe(fixture.expectation === 'undecided');
    }
  });
});

function idOf({ law, name }: Fixture): string {
  return `${law.id}/${name.replace(/\.yaml$/, '')}`;
}

function keyOf({ law, cluster }: Told): string {
  return `${law} in ${cluster}`;
}

function batches(): readonly Batch[] {
  const found = new Map<string, Batch[]>();
  for (const fixture of fixtures) {
    const { law } = fixture;
    const { beside, config: { laws: own, ...declared } } = headerOf(fixture.text, law);
    const key = JSON.stringify([declared, beside, SPEAKS_OF_OTHERS.has(law.id) ? idOf(fixture) : '']);
    const [params] = Object.values(own ?? {});
    const fits = (batch: Batch) => batch.fixtures.length < LARGEST && (!batch.params.has(law.id) || JSON.stringify(batch.params.get(law.id)) === JSON.stringify(params));
    const alike = found.get(key) ?? [];
    const batch: Batch = alike.find(fits) ?? { declared, beside, fixtures: [], params: new Map() };
    batch.fixtures.push(fixture);
    batch.params.set(law.id, params);
    if (!alike.includes(batch)) found.set(key, [...alike, batch]);
  }
  return [...found.values()].flat();
}

function folderOf({ declared, fixtures: members, params }: Batch): string {
  const clusters = Object.fromEntries(members.map((fixture) => [idOf(fixture), `${idOf(fixture)}/**`]));
  const own = Object.fromEntries([...params].filter(([, value]) => value !== undefined));
  const today = new Date().toISOString().slice(0, 10);
  const files = members.flatMap((fixture) => filesOf(fixture).map(({ name, text }) => [`${idOf(fixture)}/${name}`, text.replaceAll(DAY, today)] as const));
  return folder({ 'looplaw.config.json': JSON.stringify({ role: 'platform', ...declared, laws: own, clusters }), ...Object.fromEntries(files) });
}

function asked({ fixtures: members, beside }: Batch): readonly string[] {
  return [...new Set([...members.map(({ law }) => law.id), ...beside])].flatMap((law) => ['--law', law]);
}

function asText({ line, column, severity, message, related, repair }: ToldFinding): string {
  return [
    `${line}:${column} ${severity} ${message}`,
    ...related.map((other) => `  related ${other.message}`),
    ...repairAsText(repair).map((edit) => `  repair ${edit}`),
  ].map((text) => `${text}\n`).join('');
}

/** Reports point at the key of what is related, fixtures at its value. */
function withoutPlaces(text: string): string {
  return text.replace(/^( {2}related) \S+/gm, '$1');
}
