import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inside, repository, type Repository } from '../ci/repository';
import { deployment, launch, type Ran } from '../cli/command';
import { boutique, manifestsOf, shop, type App, type Repair } from './app';
import { stagesOfGuide } from './guide';

const stages = stagesOfGuide();
const BASELINE = 'looplaw-baseline.json';

/** Runs a command of the guide: at a desk, or in CI. */
function type(repo: Repository, command: string, where: 'desk' | 'CI' = 'desk'): Promise<Ran> {
  return inside(repo, 'bash', ['-c', command], { CI: where === 'CI' ? 'true' : '' });
}

interface Entry { readonly law: string; readonly severity: string; readonly object: string }
const accepted = ({ cwd }: Repository): readonly Entry[] => (JSON.parse(readFileSync(join(cwd, BASELINE), 'utf8')) as { readonly findings: readonly Entry[] }).findings;
const errors = (entries: readonly Entry[]): readonly Entry[] => entries.filter(({ severity }) => severity === 'error');

function repair({ cwd }: Repository, [file, from, to]: Repair): void {
  const path = join(cwd, 'k8s', file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect([file, from, after === before]).toEqual([file, from, false]);
  writeFileSync(path, after);
}

async function newRepository(app: App): Promise<Repository> {
  const repo = repository({ '.gitignore': 'node_modules/\n', ...Object.fromEntries(Object.entries(manifestsOf(app)).map(([name, text]) => [`k8s/${name}`, text])) }, { installed: false });
  expect(await type(repo, 'git init --quiet && git config user.name Acme && git config user.email acme@example.com && git add --all && git commit --quiet --message "An app"')).toMatchObject({ code: 0 });
  return repo;
}

const lastOf = (stage: string): string => stages[stage]!.at(-1)!;
const lines = (text: string): string => text.trimEnd().split('\n').at(-1)!;

test('the guide has these stages', () => {
  expect(Object.keys(stages)).toEqual(['Look', 'Baseline', 'Warn', 'Enforce what is new', 'Enforce all']);
  for (const commands of Object.values(stages)) expect(commands.length).toBeGreaterThan(0);
});

const apps = [shop, boutique].map((app) => {
  const isThere = existsSync(app.folder);
  return [isThere ? app.name : `${app.name}, skipped: its manifests do not lie beside this checkout`, app, isThere] as const;
});

describe.each(apps)('%s', (_, app, isThere) => {
  test.skipIf(!isThere)('is taken from its first run to enforced by the commands of the guide', { timeout: 180_000 }, async () => {
    const repo = await newRepository(app);
    const said = async (command: string, where?: 'CI'): Promise<number | null> => (await type(repo, command, where)).code;

    // 1. Look: much is broken, some of it can be repaired by the tool, and a dry run writes nothing.
    const [install, check, dryRun, fix] = stages['Look']!;
    expect(await said(install!)).toBe(0);
    const first = await type(repo, check!);
    expect(first.code).toBe(1);
    expect(Number(/ (\d+) objects /.exec(lines(first.out))![1])).toBeGreaterThanOrEqual(30);
    const dry = await type(repo, dryRun!);
    expect((await type(repo, 'git status --porcelain k8s')).out).toBe('');
    const fixed = await type(repo, fix!);
    expect([fixed.out, [0, 1].includes(fixed.code!)]).toEqual([dry.out, true]);
    expect(Number(/^(\d+) findings? repaired/m.exec(fixed.err)![1])).toBeGreaterThan(5);

    // 2. Baseline: what is left is accepted and committed.
    for (const command of stages['Baseline']!) expect([command, await said(command)]).toEqual([command, 0]);
    const debt = accepted(repo);
    expect(debt.length).toBeGreaterThan(10);
    expect(errors(debt).length).toBeGreaterThan(0);
    expect((await type(repo, 'git status --porcelain k8s looplaw-baseline.json')).out).toBe('');

    // 3. Warn: CI passes with a bad change and tells of it, but not with one that can't be read.
    const worse = join(repo.cwd, 'k8s/worse.yaml');
    writeFileSync(worse, deployment('worse', { requests: false }));
    expect(await said(lastOf('Warn'), 'CI')).toBe(0);
    expect(readFileSync(join(repo.cwd, 'looplaw.md'), 'utf8')).toContain('Deployment worse');
    writeFileSync(worse, 'apiVersion: v1\nkind: [\n');
    expect(await said(lastOf('Warn'), 'CI')).toBe(2);

    // 4. Enforce what is new: the same change fails, in CI nobody can accept it, and it is repaired.
    const [enforce, ...prune] = stages['Enforce what is new']!;
    writeFileSync(worse, deployment('worse', { requests: false }));
    const caught = await type(repo, enforce!, 'CI');
    expect([caught.code, /worse\.yaml:\d+:\d+ {2}error {2}compute\/budgeted-pod/.test(caught.out)]).toEqual([1, true]);
    expect(await type(repo, `${enforce!} --update-baseline`, 'CI')).toMatchObject({ code: 2, err: expect.stringContaining('may only shrink') as string });
    expect(accepted(repo)).toEqual(debt);
    writeFileSync(worse, deployment('worse'));
    expect(await said(enforce!, 'CI')).toBe(0);

    // What is old is repaired week by week; the baseline shrinks, and what was repaired can't come back.
    let left = debt;
    for (const week of app.weeks) {
      for (const change of week) repair(repo, change);
      expect((await type(repo, enforce!, 'CI')).err).toContain('--prune');
      for (const command of prune) expect([command, await said(command)]).toEqual([command, 0]);
      expect(accepted(repo).length).toBeLessThan(left.length);
      left = accepted(repo);
    }
    expect(errors(left)).toEqual([]);
    const file = app.gravest;
    const repaired = readFileSync(join(repo.cwd, 'k8s', file), 'utf8');
    writeFileSync(join(repo.cwd, 'k8s', file), manifestsOf(app)[file]!);
    expect(await said(enforce!, 'CI')).toBe(1);
    writeFileSync(join(repo.cwd, 'k8s', file), repaired);

    // 5. Enforce all: without a baseline, and then once more by the letter.
    const [remove, all, strictBaseline, strict] = stages['Enforce all']!;
    expect(await said(remove!)).toBe(0);
    expect(existsSync(join(repo.cwd, BASELINE))).toBe(false);
    expect(await said(all!, 'CI')).toBe(0);
    expect([await said(strictBaseline!), await said(strict!, 'CI')]).toEqual([0, 0]);
    expect(errors(accepted(repo)).length).toBeGreaterThan(0);
    writeFileSync(worse, deployment('worse', { requests: false }));
    expect([await said(strict!, 'CI'), await said(all!, 'CI')]).toEqual([1, 1]);
  });
});

test('what the tool does not touch stays as it was: comments and layout of the shop', async () => {
  const repo = await newRepository(shop);
  await launch(['fix', 'k8s/'], { cwd: repo.cwd });
  for (const file of readdirSync(join(repo.cwd, 'k8s'))) {
    const after = readFileSync(join(repo.cwd, 'k8s', file), 'utf8').split('\n');
    expect([file, manifestsOf(shop)[file]!.split('\n').filter((line) => line.startsWith('#') && !after.includes(line))]).toEqual([file, []]);
  }
});
