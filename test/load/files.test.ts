import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadPaths, type LoadOptions } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';
import { expectSums } from './accounting';

const object = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
let cwd: string;

beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'load-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(cwd, { recursive: true, force: true });
});

function write(files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    fs.writeFileSync(path.join(cwd, name), content);
  }
}

function load(paths: string[], options: LoadOptions = {}): Loaded {
  const loaded = loadPaths(paths, { cwd, ...options });
  expectSums(loaded);
  return loaded;
}

const found = ({ resources }: Loaded): string[] => resources.map(({ name, origin }) => `${origin.file} ${name}`);
const skipped = (loaded: Loaded): string[] => loaded.skipped.map(({ file, reason }) => `${file} ${reason}`);
const failed = ({ errors }: Loaded): string[] => errors.map(({ file, code }) => `${file} ${code}`);

describe('what paths lead to', () => {
  beforeEach(() => write({
    'b.yaml': object('b'), 'a/z.yml': object('z'), 'a/B.json': JSON.stringify({ apiVersion: 'v1', kind: 'A', metadata: { name: 'j' } }), 'a/.hidden/h.yaml': object('h'),
    'notes.txt': object('t'), 'node_modules/x/x.yaml': object('no'), 'a/node_modules/x.yaml': object('no'), '.git/x.yaml': object('no'), 'a [1]/{x}.yaml': object('odd'),
  }));

  test('folders: manifests only, in code unit order', () => {
    expect(found(load(['.']))).toEqual(['a [1]/{x}.yaml odd', 'a/.hidden/h.yaml h', 'a/B.json j', 'a/z.yml z', 'b.yaml b']);
  });

  test('named files are read whatever their ending, once, and in an order that does not depend on the call', () => {
    expect(found(load(['notes.txt', '.', './b.yaml', path.join(cwd, 'b.yaml')]))).toEqual([...found(load(['.'])), 'notes.txt t']);
    expect(found(load(['notes.txt', 'b.yaml']))).toEqual(found(load(['b.yaml', 'notes.txt'])));
    expect(load(['.', 'b.yaml']).files).toBe(5);
  });

  test('patterns, and files whose names look like one', () => {
    expect(found(load(['**/*.txt']))).toEqual(['notes.txt t']);
    expect(found(load(['a/*.{yml,json}']))).toEqual(['a/B.json j', 'a/z.yml z']);
    expect(found(load(['a [1]/{x}.yaml']))).toEqual(['a [1]/{x}.yaml odd']);
    expect(found(load(['a [1]']))).toEqual(['a [1]/{x}.yaml odd']);
  });

  test('patterns that overlap, in any order', () => {
    for (const paths of [['**/*.txt', 'notes.*'], ['notes.*', '**/*.txt'], ['.', '*.yaml']]) expect(load(paths).errors).toEqual([]);
    expect(load(['*.nothing']).errors).toMatchObject([{ code: 'not-found', file: '*.nothing' }]);
  });

  test('outside of the working folder', () => {
    expect(found(loadPaths(['..'], { cwd: path.join(cwd, 'a', '.hidden') }))).toEqual(['../B.json j', '../z.yml z', 'h.yaml h']);
  });

  test('what is not there', () => {
    expect(failed(load(['absent.yaml', 'b.yaml/under', 'x/*.yaml', 'b.yaml']))).toEqual(['absent.yaml not-found', 'b.yaml/under not-found', 'x/*.yaml not-found']);
  });

  test('nothing at all', () => {
    fs.mkdirSync(path.join(cwd, 'empty'));
    expect(failed(load(['empty']))).toEqual(['null no-input']);
    expect(failed(load([]))).toEqual(['null no-input']);
  });

  test('links are followed when they are named, not when they are met', () => {
    fs.symlinkSync('..', path.join(cwd, 'a', 'up'));
    fs.symlinkSync('../notes.txt', path.join(cwd, 'a', 'link.yaml'));
    expect(found(load(['a']))).toEqual(['a/.hidden/h.yaml h', 'a/B.json j', 'a/z.yml z']);
    expect(found(load(['a/link.yaml']))).toEqual(['a/link.yaml t']);
    expect(found(load(['a/link.yaml', 'notes.txt']))).toHaveLength(1);
  });
});

describe('files that cannot be read', () => {
  test('pipes, sockets, devices: at once, and the others are read', async () => {
    write({ 'a.yaml': object('a') });
    execFileSync('mkfifo', [path.join(cwd, 'pipe.yaml')]);
    const server = createServer().listen(path.join(cwd, 'socket.yaml'));
    await new Promise((resolve) => server.once('listening', resolve));
    const loaded = load(['pipe.yaml', 'socket.yaml', '/dev/zero', 'a.yaml']);
    server.close();
    expect(loaded.errors.map(({ code }) => code)).toEqual(Array(3).fill('not-a-regular-file'));
    expect(found(loaded)).toEqual(['a.yaml a']);
  });

  test('too large: by size, before a byte is read', () => {
    write({ 'a.yaml': object('a') });
    fs.truncateSync(path.join(cwd, 'a.yaml'), 1e9);
    const read = vi.spyOn(fs, 'readSync');
    expect(failed(load(['.']))).toEqual(['a.yaml too-large']);
    expect(read).not.toHaveBeenCalled();
    write({ 'b.yaml': object('b') });
    expect(failed(load(['b.yaml'], { maxBytes: 10 }))).toEqual(['b.yaml too-large']);
    expect(failed(load(['b.yaml'], { maxBytes: object('b').length }))).toEqual([]);
  });

  test('no permission, and gone between listing and reading', () => {
    write({ 'a.yaml': object('a'), 'b.yaml': object('b'), 'c.yaml': object('c') });
    const open = fs.openSync;
    vi.spyOn(fs, 'openSync').mockImplementation((file, ...rest) => {
      const code = { 'a.yaml': 'EACCES', 'b.yaml': 'ENOENT' }[path.basename(String(file))];
      if (code !== undefined) throw Object.assign(new Error(code), { code });
      return open(file, ...rest);
    });
    const loaded = load(['.']);
    expect(loaded.errors.map(({ file, code }) => [file, code])).toEqual([['a.yaml', 'not-readable'], ['b.yaml', 'not-readable']]);
    expect(found(loaded)).toEqual(['c.yaml c']);
  });

  test('a folder that may not be listed does not vanish', () => {
    write({ 'a.yaml': object('a'), 'closed/b.yaml': object('b') });
    const list = fs.readdirSync;
    vi.spyOn(fs, 'readdirSync').mockImplementation(((folder: string, options: { withFileTypes: true }) => {
      if (path.basename(folder) === 'closed') throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
      return list(folder, options);
    }) as typeof fs.readdirSync);
    const loaded = loadPaths(['.'], { cwd });
    expect(failed(loaded)).toEqual(['closed not-readable']);
    expect(found(loaded)).toEqual(['a.yaml a']);
  });

  test('an encoding that is none', () => {
    write({ 'a.yaml': Buffer.from([0x6b, 0xff]), 'b.yaml': object('b') });
    expect(failed(load(['.']))).toEqual(['a.yaml encoding']);
  });
});

describe('files that are not for Kubernetes', () => {
  const foreign = {
    'values.yaml': 'kind: DaemonSet\nimage: {tag: "1"}\n',
    'compose.yaml': 'services: {a: {image: b}}\n',
    '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    steps:\n    - run: |\n        ${object('x').replaceAll('\n', '\n        ')}\n`,
    'tsconfig.json': '{\n  // comment\n  "compilerOptions": {},\n}\n',
    'package-lock.json': '{"packages": {"kind-of": {"version": "1"}}}',
    'list.json': '[1, {"kind": "x"}]',
    'broken.yaml': 'kind: [\n',
    'Chart.yaml': 'apiVersion: v2\nname: x\nversion: 1.0.0\n',
    'hello.yaml': 'hello\n',
  };

  test('are skipped as a whole where they are met', () => {
    write({ ...foreign, 'a.yaml': object('a'), 'empty.yaml': '' });
    const loaded = load(['.']);
    expect(skipped(loaded)).toEqual([...Object.keys(foreign).map((file) => `${file} not-kubernetes`), 'empty.yaml empty'].sort());
    expect(failed(loaded)).toEqual([]);
    expect(found(loaded)).toEqual(['a.yaml a']);
  });

  test('are errors where they are named', () => {
    write(foreign);
    const codes = Object.fromEntries(load(Object.keys(foreign)).errors.map(({ file, code }) => [file, code]));
    expect(codes).toEqual({
      'values.yaml': 'not-a-resource', 'compose.yaml': 'not-a-resource', '.github/workflows/ci.yml': 'not-a-resource', 'tsconfig.json': 'not-a-resource',
      'package-lock.json': 'not-a-resource', 'list.json': 'not-a-resource', 'broken.yaml': 'invalid-yaml', 'Chart.yaml': 'not-a-resource', 'hello.yaml': 'not-an-object',
    });
  });

  test('a document beside a resource is an error, met or named', () => {
    write({ 'a.yaml': `${object('a')}---\nservices: {}\n` });
    expect(failed(load(['.']))).toEqual(['a.yaml not-a-resource']);
  });

  test('what was meant for Kubernetes and is broken is an error', () => {
    write({ 'a.yaml': 'kind: Deployment\nmetadata: {name: a}\n', 'b.yaml': 'apiVersion: v1\nKind: Pod\n', 'c.yaml': `${object('c')}\tx: 1\n`, 'd.yaml': 'apiVersion: v1\nkind: A\nname: {{ .x }}\n' });
    expect(failed(load(['.']))).toEqual(['a.yaml not-a-resource', 'b.yaml not-a-resource', 'c.yaml invalid-yaml', 'd.yaml unrendered-template']);
  });
});

describe('kustomize and Helm', () => {
  test('kustomizations and the patches they name', () => {
    write({
      'base/kustomization.yaml': 'resources: [a.yaml]\n', 'base/a.yaml': object('a'),
      'over/kustomization.yml': 'patches:\n- path: p.yaml\n- patch: |-\n    kind: X\npatchesStrategicMerge: [../s.yaml, "kind: A\\nb: c\\n"]\npatchesJson6902:\n- path: ./j.json\n',
      'over/p.yaml': object('p'), 's.yaml': object('s'), 'over/j.json': '[{"op": "add"}]', 'third/Kustomization': 'kind: Kustomization\n',
      'component.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n',
    });
    const loaded = load(['.']);
    expect(found(loaded)).toEqual(['base/a.yaml a']);
    expect(failed(loaded)).toEqual(['over/kustomization.yml not-rendered']);
    expect(skipped(loaded).sort()).toEqual([
      'base/kustomization.yaml kustomization', 'component.yaml kustomization', 'over/j.json kustomize-patch',
      'over/p.yaml kustomize-patch', 's.yaml kustomize-patch', 'third/Kustomization kustomization',
    ]);
    expect(found(load(['.', 's.yaml']))).toEqual(['base/a.yaml a', 's.yaml s']);
  });

  test('a kustomization that cannot be read is an error: its patches are unknown', () => {
    write({ 'kustomization.yaml': 'patches: [\n', 'a.yaml': object('a') });
    expect(failed(load(['.']))).toEqual(['kustomization.yaml invalid-yaml']);
  });

  test('one error for each outermost chart, and the rest of it is read', () => {
    write({
      'c/Chart.yaml': 'apiVersion: v2\nname: c\n', 'c/values.yaml': 'a: 1\n', 'c/templates/a.yaml': '{{ if x }}\n', 'c/templates/deep/b.yaml': object('b'), 'c/crds/crd.yaml': object('crd'),
      'c/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\n', 'c/charts/sub/templates/a.yaml': object('a'), 'c/charts/sub/crds/sub.yaml': object('sub'), 'd/templates/plain.yaml': object('plain'),
    });
    for (const paths of [['.'], ['c/templates', 'c/charts', 'c/crds', 'd'], ['**/*.yaml']]) {
      const loaded = load(paths);
      expect(failed(loaded)).toEqual(['c/Chart.yaml not-rendered']);
      expect(loaded.errors[0]!.message).toContain('`helm template ./c | looplaw check -`');
      expect(found(loaded)).toEqual(['c/charts/sub/crds/sub.yaml sub', 'c/crds/crd.yaml crd', 'd/templates/plain.yaml plain']);
      expect(skipped(loaded).filter((entry) => entry.endsWith('helm-source'))).toHaveLength(4);
    }
    expect(found(load(['c/templates/deep/b.yaml']))).toEqual(['c/templates/deep/b.yaml b']);
  });

  test('a chart made of other charts is one, too; a library is never installed', () => {
    write({
      'umbrella/Chart.yaml': 'apiVersion: v2\nname: u\ndependencies:\n- {name: redis, version: 1.0.0, repository: "https://example.com"}\n', 'umbrella/values.yaml': 'a: 1\n',
      'old/Chart.yaml': 'apiVersion: v1\nname: o\n', 'old/requirements.yaml': 'dependencies: []\n', 'bare/Chart.yaml': 'apiVersion: v2\nname: b\n',
      'lib/Chart.yaml': 'apiVersion: v2\nname: l\ntype: library\n', 'lib/templates/a.yaml': object('a'), 'x.yaml': object('x'),
    });
    const loaded = load(['.']);
    expect(failed(loaded)).toEqual(['old/Chart.yaml not-rendered', 'umbrella/Chart.yaml not-rendered']);
    expect(found(loaded)).toEqual(['x.yaml x']);
    expect(skipped(loaded)).toContain('lib/templates/a.yaml helm-source');
  });
});
