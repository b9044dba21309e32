import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Config } from '../../src/config/config';
import { check } from '../../src/judge/check';
import type { Verdict } from '../../src/judge/verdict';
import type { Law, Preset } from '../../src/law';
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

/** Manifests, or Terraform in JSON; where one file of each is needed, `# file:` lines of a `.yaml` part them. */
export const FORM = /\.(?:yaml|tf\.json)$/;

/** The fixtures of a law, in order of name. */
export function fixturesOf(law: Law): readonly Fixture[] {
  const folder = join(FIXTURES, law.id);
  return namesIn(folder).filter((name) => FORM.test(name)).map((name) => ({
    law,
    path: join(folder, name),
    name,
    text: readFileSync(join(folder, name), 'utf8'),
    expectation: expectationOf(name),
  }));
}

/** Judges a fixture by its own law only, for the profile its header states. */
export function judgeFixture(fixture: Fixture): Verdict {
  return judgeLoaded(fixture, loadFixture(fixture));
}

/** As {@link judgeFixture}, for objects that were made from the fixture. */
export function judgeLoaded({ law, text }: Fixture, loaded: Loaded): Verdict {
  const { config, beside } = headerOf(text, law);
  const verdict = judgeAs(config, loaded, [law.id, ...beside]);
  return { ...verdict, findings: verdict.findings.filter((f) => f.law === law.id) };
}

/** Judges objects as one cluster of a platform team, on a fixed day, by these laws; by all where none is named. */
export function judgeAs(config: Config, loaded: Loaded, only: readonly string[] = []): Verdict {
  return check(loaded, { config: { role: 'platform', ...config }, only, cluster: () => ['default'], today: '2026-11-20' });
}

/** The files of a fixture: one, or those that lines `# file: <path>` part it into. Lines count from the top of the fixture. */
export function filesOf({ path, text }: Pick<Fixture, 'path' | 'text'>): readonly { readonly name: string; readonly text: string }[] {
  const parts = text.split(/^(?=# file: )/m);
  const files = parts.map((part, i) => {
    const above = parts.slice(0, i).join('').split('\n').length - 1;
    return { name: /^# file: (.+)$/m.exec(part)?.[1] ?? basename(path), text: '\n'.repeat(above) + part };
  });
  // Above the first of several files stands the header.
  return files.slice(files.length > 1 && !parts[0]!.startsWith('# file: ') ? 1 : 0);
}

/** Reads the files of a fixture. */
export function loadFixture(fixture: Pick<Fixture, 'path' | 'text'>): Loaded {
  const loads = filesOf(fixture).map((file) => loadText(file.name, file.text));
  return {
    files: loads.length,
    documents: loads.reduce((sum, { documents }) => sum + documents, 0),
    resources: loads.flatMap(({ resources }) => resources),
    skipped: loads.flatMap(({ skipped }) => skipped),
    errors: loads.flatMap(({ errors }) => errors),
  };
}

/** What the header of a fixture says. */
export interface Header {
  readonly config: Config;
  /** Laws that are asked, too, for a law that speaks of the findings of others. */
  readonly beside: readonly string[];
}

/** A `# looplaw: key=value …` header, in JSON the comment `"//": "looplaw: …"` on a line of its own: keys of the profile, `preset`, `waivers`, `beside`, and parameters of the law; lists are comma separated. */
export function headerOf(text: string, law: Law): Header {
  const header = /^(?:# |\s*"\/\/": ")looplaw:(.*?)(?:",?)?$/m.exec(text)?.[1] ?? '';
  const pairs = header.trim().split(/\s+/).filter((w) => w !== '').map((w) => [w.slice(0, w.indexOf('=')), w.slice(w.indexOf('=') + 1)] as const);
  const profile: Record<string, unknown> = {};
  const params: Record<string, unknown> = {};
  let preset: Preset = 'recommended';
  let beside: readonly string[] = [];
  let waivers: Config['waivers'] = [];
  for (const [key, value] of pairs) {
    if (key === 'preset') preset = value as Preset;
    else if (key === 'waivers') waivers = value as 'config-only';
    else if (key === 'beside') beside = value.split(',');
    else if (Object.hasOwn(defaultProfile, key)) profile[key] = key === 'kubeVersion' ? value : ['zones', 'platformProvides', 'closedWorld'].includes(key) && value !== 'true' ? value.split(',') : scalar(value);
    else params[key] = Array.isArray(law.params?.[key]?.default) ? value.split(',') : scalar(value);
  }
  return { beside, config: { ...profile, preset, waivers, laws: Object.keys(params).length > 0 ? { [law.id]: ['on', params] } : {} } };
}

function scalar(value: string): unknown {
  if (/^[[{]/.test(value)) return JSON.parse(value);
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
