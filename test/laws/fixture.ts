import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { enableLaws } from '../../src/config/enable';
import { profileOf } from '../../src/config/profile-of';
import type { Config } from '../../src/config/config';
import { clustersOf } from '../../src/graph/clusters';
import { judge } from '../../src/judge/judge';
import type { Verdict } from '../../src/judge/verdict';
import type { Law, Preset } from '../../src/law';
import { laws } from '../../src/laws';
import { loadText } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';
import { defaultProfile } from '../../src/profile';

export const FIXTURES = __dirname;

/** What the name of a fixture promises: `keep`, `break`, `undecided`, or `exempt` (the law does not apply). */
export type Expectation = 'keep' | 'break' | 'undecided' | 'exempt';

/** One manifest file written to show what a law says of it. */
export interface Fixture {
  readonly law: Law;
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly expectation: Expectation;
}

/** The fixtures of a law, in order of name. */
export function fixturesOf(law: Law): readonly Fixture[] {
  const folder = join(FIXTURES, law.id);
  return namesIn(folder).filter((name) => name.endsWith('.yaml')).map((name) => ({
    law,
    path: join(folder, name),
    name,
    text: readFileSync(join(folder, name), 'utf8'),
    expectation: expectationOf(name),
  }));
}

/** Judges a fixture by its own law only, for the profile its header states. */
export function judgeFixture(fixture: Fixture): Verdict {
  return judgeLoaded(fixture, loadText(basename(fixture.path), fixture.text));
}

/** As {@link judgeFixture}, for objects that were made from the fixture. */
export function judgeLoaded({ law, text }: Fixture, loaded: Loaded): Verdict {
  const { preset, config } = headerOf(text, law);
  const profile = profileOf({ role: 'platform', ...config });
  return judge(loaded, clustersOf(loaded.resources), {
    laws: enableLaws(laws, config, profile, { only: [law.id] }),
    knownLaws: new Set(laws.map((l) => l.id)),
    profile,
    preset,
    failOn: 'error',
    today: '2026-11-20',
  });
}

/** A `# looplaw: key=value …` header: keys of the profile, `preset`, and parameters of the law; lists are comma separated. */
export function headerOf(text: string, law: Law): { readonly preset: Preset; readonly config: Config } {
  const header = /^# looplaw:(.*)$/m.exec(text)?.[1] ?? '';
  const pairs = header.trim().split(/\s+/).filter((w) => w !== '').map((w) => w.split('=') as [string, string]);
  const profile: Record<string, unknown> = {};
  const params: Record<string, unknown> = {};
  let preset: Preset = 'recommended';
  for (const [key, value] of pairs) {
    if (key === 'preset') preset = value as Preset;
    else if (Object.hasOwn(defaultProfile, key)) profile[key] = key === 'kubeVersion' ? value : ['zones', 'platformProvides', 'closedWorld'].includes(key) && value !== 'true' ? value.split(',') : scalar(value);
    else params[key] = Array.isArray(law.params?.[key]?.default) ? value.split(',') : scalar(value);
  }
  return { preset, config: { ...profile, preset, laws: Object.keys(params).length > 0 ? { [law.id]: ['on', params] } : {} } };
}

function scalar(value: string): unknown {
  return value === 'true' ? true : value === 'false' ? false : /^\d+$/.test(value) ? Number(value) : value;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function expectationOf(name: string): Expectation {
  const found = /^(keep|break|undecided|exempt)\b/.exec(name)?.[1];
  if (found === undefined) throw new Error(`${name}: a fixture is named keep*, break*, undecided* or exempt*`);
  return found as Expectation;
}
