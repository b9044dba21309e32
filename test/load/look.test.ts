import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Excludes } from '../../src/load/discover/globs';
import { loadPaths, type LoadOptions } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';
import { expectSums } from './accounting';

const object = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
let cwd: string;

beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'look-'));
});
afterEach(() => fs.rmSync(cwd, { recursive: true, force: true }));

function write(files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    fs.writeFileSync(path.join(cwd, name), content);
  }
}

function manifests(...files: string[]): void {
  write(Object.fromEntries(files.map((file) => [file, object('x')])));
}

function load(paths: string[], options: LoadOptions = { gitignore: true }): Loaded {
  const loaded = loadPaths(paths, { cwd, ...options });
  if (loaded.errors.every(({ file }) => file === null || !file.endsWith('.gitignore'))) expectSums(loaded);
  return loaded;
}

const files = ({ resources }: Loaded): (string | null)[] => resources.map(({ origin }) => origin.file);
const skipped = (loaded: Loaded): string[] => loaded.skipped.map(({ file, reason }) => `${file} ${reason}`);
const failed = ({ errors }: Loaded): string[] => errors.map(({ file, code }) => `${file} ${code}`);

describe('.gitignore', () => {
  test('leaves out files and folders; a folder is told once, with no look into it, and what is no manifest is not told', () => {
    write({ '.gitignore': '# built\nout/\n*.tmp.yaml\nnotes.txt\n' });
    manifests('a.yaml', 'b.tmp.yaml', 'out/c.yaml', 'sub/out/deep/d.yaml', 'notes.txt');
    fs.symlinkSync('nowhere', path.join(cwd, 'out/broken.yaml'));
    const loaded = load(['.']);
    expect(files(loaded)).toEqual(['a.yaml']);
    expect(skipped(loaded)).toEqual(['b.tmp.yaml gitignored', 'out/ gitignored', 'sub/out/ gitignored']);
    expect(failed(loaded)).toEqual([]);
    expect(files(load(['.'], {}))).toHaveLength(4);
  });

  test('the deepest file and the last line win, and nothing comes back from an ignored folder', () => {
    write({ '.gitignore': '*.yaml\n!keep.yaml\nbuild/\n', 'sub/.gitignore': '!*.yaml\nlocal.yaml\n!build/\n', 'closed/.gitignore': '*\n', 'odd [x]/.gitignore': '/a.yaml\n' });
    manifests('a.yaml', 'keep.yaml', 'build/keep.yaml', 'sub/a.yaml', 'sub/local.yaml', 'sub/build/b.yaml', 'closed/keep.yaml', 'odd [x]/a.yaml', 'odd [x]/in/keep.yaml');
    expect(files(load(['.']))).toEqual(['keep.yaml', 'odd [x]/in/keep.yaml', 'sub/a.yaml', 'sub/build/b.yaml']);
  });

  test('files above count from the repository down, and no further', () => {
    write({ '.gitignore': 'a.yaml\n', 'repo/.gitignore': 'b.yaml\n', 'repo/.git/HEAD': '' });
    manifests('repo/k8s/a.yaml', 'repo/k8s/b.yaml');
    expect(files(load(['repo/k8s']))).toEqual(['repo/k8s/a.yaml']);
    expect(files(loadPaths(['.'], { cwd: path.join(cwd, 'repo/k8s'), gitignore: true }))).toEqual(['a.yaml']);
  });

  test.each(['dist/\n', 'dist\n', '/dist/*\n', 'dist/**\n', '**/dist/**/*\n', '*\n'])('a folder that is named is looked into although %j ignores it', (rule) => {
    write({ '.gitignore': rule });
    manifests('dist/app.k8s.yaml', 'dist/prod/app.k8s.yaml', 'k8s/a.yaml');
    for (const paths of [['dist'], ['dist/'], ['./dist/**/*.yaml'], ['dist/*.yaml', 'dist/prod']]) {
      const loaded = load(paths);
      expect([paths, files(loaded), skipped(loaded)]).toEqual([paths, ['dist/app.k8s.yaml', 'dist/prod/app.k8s.yaml'], []]);
    }
    expect(files(load(['.', 'dist']))).toContain('dist/app.k8s.yaml');
    expect(skipped(load(['.', 'dist']))).not.toContain('dist/ gitignored');
    expect(files(loadPaths(['.'], { cwd: path.join(cwd, 'dist'), gitignore: true }))).toEqual(['app.k8s.yaml', 'prod/app.k8s.yaml']);
  });

  test('in a folder that is named, rules for some of its files and its own rules hold', () => {
    write({ '.gitignore': 'dist/*.local.yaml\n', 'dist/.gitignore': 'own.yaml\n' });
    manifests('dist/a.yaml', 'dist/b.local.yaml', 'dist/own.yaml');
    expect(files(load(['dist']))).toEqual(['dist/a.yaml']);
  });

  test('never hides a file that is named', () => {
    write({ '.gitignore': '*.yaml\n' });
    manifests('a.yaml', 'b.yaml');
    const loaded = load(['a.yaml', '.']);
    expect(files(loaded)).toEqual(['a.yaml']);
    expect(skipped(loaded)).toEqual(['b.yaml gitignored']);
  });

  test('that leaves nothing is no pass', () => {
    write({ '.gitignore': '*.yaml\n' });
    manifests('a.yaml');
    const loaded = load(['.']);
    expect(failed(loaded)).toEqual(['null no-input']);
    expect(loaded.errors[0]!.message).toContain('left out by `exclude` or .gitignore');
  });

  test('binary: as git reads it. Too large, no file, too many wildcards: an error, and everything is examined', () => {
    manifests('a.yaml', 'sub/b.yaml');
    write({ '.gitignore': Buffer.from([0xff, 0xfe, 0, 10, 0x5b, 10, 0x5b, 0x7a, 0x2d, 0x61, 0x5d, 10, 0x5c, 10, 0x21, 10]) });
    expect(failed(load(['.']))).toEqual([]);
    expect(files(load(['.']))).toEqual(['a.yaml', 'sub/b.yaml']);
    for (const [content, code] of [['b.yaml\n'.repeat(20_000), 'too-large'], ['*.yaml\n*a*a*a*a*a*a*b\n', 'too-large'], ['**/a/**/a/**/a/**/a/**/b\n', 'too-large']] as const) {
      write({ 'sub/.gitignore': content });
      expect(failed(load(['.', 'sub']))).toEqual([`sub/.gitignore ${code}`]);
      expect(files(load(['.']))).toEqual(['a.yaml', 'sub/b.yaml']);
    }
    fs.rmSync(path.join(cwd, 'sub/.gitignore'));
    execFileSync('mkfifo', [path.join(cwd, 'sub/.gitignore')]);
    expect(failed(load(['.']))).toEqual(['sub/.gitignore not-a-regular-file']);
  });

  const hasGit = spawnSync('git', ['--version']).status === 0;
  test.skipIf(!hasGit)(`says what git says${hasGit ? '' : ' (skipped: no git on PATH)'}`, () => {
    const name = fc.constantFrom('a', 'b', 'c.yaml', 'd.yaml', 'x y.yaml', '[z].yaml', '#h.yaml', '!n.yaml');
    const step = fc.constantFrom('a', 'b', '*', '**', 'c.yaml', '*.yaml', '?.yaml', '[cd].yaml', '[!c]*', 'x y.yaml', '\\[z].yaml', '\\#h.yaml', '\\!n.yaml', 'x\\ y.yaml', 'd.yaml ');
    const line = fc.tuple(fc.constantFrom('', '', '!'), fc.constantFrom('', '', '/'), fc.array(step, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '', '/')).map(([not, root, steps, end]) => `${not}${root}${steps.join('/')}${end}`);
    const rules = fc.array(line, { maxLength: 5 }).map((lines) => `${lines.join('\n')}\n`);
    const tree = fc.uniqueArray(fc.tuple(fc.constantFrom('', 'a/', 'b/', 'a/b/', 'b/a/b/'), name).map((parts) => parts.join('')).filter((file) => file.endsWith('.yaml')), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(tree, rules, fc.option(rules), fc.option(rules), (names, top, inner, deep) => {
      const root = fs.mkdtempSync(path.join(cwd, 'repo-'));
      for (const [file, text] of [...names.map((file) => [file, object('x')]), ['.gitignore', top], ['a/.gitignore', inner], ['a/b/.gitignore', deep]] as [string, string | null][]) {
        if (text === null) continue;
        fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        fs.writeFileSync(path.join(root, file), text);
      }
      execFileSync('git', ['init', '-q', root]);
      const untracked = execFileSync('git', ['ls-files', '-z', '--others', '--exclude-per-directory=.gitignore'], { cwd: root, encoding: 'utf8' }).split('\0').filter((file) => file.endsWith('.yaml'));
      const loaded = loadPaths(['.'], { cwd: root, gitignore: true });
      fs.rmSync(root, { recursive: true });
      expect(files(loaded)).toEqual(untracked.sort());
    }), { numRuns: 40 });
  }, 120_000);
});

describe('exclude', () => {
  const excluding = (...globs: string[]): LoadOptions => ({ exclude: [new Excludes(globs, cwd)] });

  test('files and folders by glob, folders told once, also what is named', () => {
    manifests('a.yaml', 'vendor/b.yaml', 'vendor/deep/c.yaml', 'x/testdata/d.yaml', 'x/e.yaml', 'vendor.yaml');
    for (const globs of [['vendor', '**/testdata'], ['./vendor/', '**/testdata/'], ['vendor/**', '**/testdata/**'], ['{vendor,x/testdata}']]) {
      const loaded = load(['.'], excluding(...globs));
      expect([globs, files(loaded), skipped(loaded)]).toEqual([globs, ['a.yaml', 'vendor.yaml', 'x/e.yaml'], ['vendor/ excluded', 'x/testdata/ excluded']]);
    }
    expect(skipped(load(['a.yaml', 'x/e.yaml'], excluding('x')))).toEqual(['x/e.yaml excluded']);
    for (const paths of [['vendor/deep'], ['vendor/deep/c.yaml'], ['vendor/**/*.yaml'], [path.join(cwd, 'vendor')], ['vendor/deep/*.yaml']]) {
      const loaded = load(paths, excluding('vendor'));
      expect([paths, failed(loaded), loaded.skipped.length]).toEqual([paths, ['null no-input'], 1]);
    }
  });

  test('a pattern whose matches are left out has matched', () => {
    manifests('a.yaml', 'b.yaml');
    expect(failed(load(['*.yaml'], excluding('a.yaml')))).toEqual([]);
    expect(failed(load(['*.yaml', '*.yml'], excluding('a.yaml')))).toEqual(['*.yml not-found']);
  });

  test('parentheses are letters, so that no glob is a regular expression', () => {
    manifests('a (1).yaml', 'aaaa.yaml');
    expect(files(load(['.'], excluding('a (1).yaml')))).toEqual(['aaaa.yaml']);
    expect(files(load(['.'], excluding('(a+)+.yaml', '+(a).yaml')))).toHaveLength(2);
  });

  test('from a folder of its own, above or beside what is looked at', () => {
    manifests('k8s/a.yaml', 'k8s/gen/b.yaml');
    const options = { exclude: [new Excludes(['k8s/gen'], cwd), new Excludes(['*.yaml'], path.join(cwd, 'other'))] };
    expect(files(loadPaths(['.'], { ...options, cwd: path.join(cwd, 'k8s') }))).toEqual(['a.yaml']);
  });
});
