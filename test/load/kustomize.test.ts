import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Excludes } from '../../src/load/discover/globs';
import { loadPaths, type LoadOptions } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';
import { expectSums } from './accounting';

const object = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
let cwd: string;

beforeEach(() => {
  cwd = fs.mkdtempSync(path.join(os.tmpdir(), 'kustomize-'));
});
afterEach(() => fs.rmSync(cwd, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
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

const found = ({ resources }: Loaded): (string | null)[] => resources.map(({ origin }) => origin.file);
const skipped = (loaded: Loaded): string[] => loaded.skipped.map(({ file, reason }) => `${file} ${reason}`);
const failed = ({ errors }: Loaded): string[] => errors.map(({ file, code }) => `${file} ${code}`);

describe('kustomizations that change nothing', () => {
  test('are judged as they are written, file by file', () => {
    write({
      'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: x}\nresources: [app, ./b.yaml]\nsortOptions: {order: fifo}\nnamespace: ""\npatches: []\n',
      'app/kustomization.yml': 'bases:\n- ../shared\n', 'shared/Kustomization': 'resources:\n- a.yaml\n', 'shared/a.yaml': object('a'), 'b.yaml': object('b'), 'beside.yaml': object('beside'),
    });
    const loaded = load(['.']);
    expect(failed(loaded)).toEqual([]);
    expect(found(loaded)).toEqual(['b.yaml', 'beside.yaml', 'shared/a.yaml']);
    expect(skipped(loaded)).toEqual(['app/kustomization.yml kustomization', 'kustomization.yaml kustomization', 'shared/Kustomization kustomization']);
  });

  test('stand for the files they list, wherever these lie, unless they are left out', () => {
    write({ 'over/kustomization.yaml': 'resources: [../base]\n', 'base/kustomization.yaml': 'resources: [a.yaml, b.yaml, odd.txt]\n', 'base/a.yaml': object('a'), 'base/b.yaml': object('b'), 'base/odd.txt': object('odd'), '.gitignore': 'b.yaml\n' });
    expect(found(load(['over']))).toEqual(['base/a.yaml', 'base/b.yaml', 'base/odd.txt']);
    const loaded = load(['.'], { gitignore: true, exclude: [new Excludes(['**/a.yaml'], cwd)] });
    expect([found(loaded), skipped(loaded)]).toEqual([['base/b.yaml', 'base/odd.txt'], ['base/a.yaml excluded', 'base/kustomization.yaml kustomization', 'over/kustomization.yaml kustomization']]);
  });
});

describe('kustomizations that change what they build on', () => {
  test.each([
    ['namespace: shop', 'namespace'], ['namePrefix: x-', 'namePrefix'], ['images: [{name: a, newTag: b}]', 'images'], ['replicas: [{name: a, count: 2}]', 'replicas'],
    ['commonLabels: {a: b}', 'commonLabels'], ['labels: [{pairs: {a: b}}]', 'labels'], ['components: [../part]', 'components'], ['configMapGenerator: [{name: a, literals: [b=c]}]', 'configMapGenerator'],
    ['patches: [{path: p.yaml}]', 'patches'], ['transformers: [t.yaml]', 'transformers'], ['buildMetadata: [managedByLabel]', 'buildMetadata'], ['aFieldOfTomorrow: 1', 'aFieldOfTomorrow'],
  ])('are an error that says how to build them: %s', (line, field) => {
    write({
      'base/kustomization.yaml': 'resources: [a.yaml]\n', 'base/a.yaml': object('a'), 'over/kustomization.yaml': `resources: [../base]\n${line}\n`,
      'part/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [c.yaml]\n', 'part/c.yaml': object('c'),
      'over/p.yaml': object('a'), 'over/t.yaml': 'apiVersion: builtin\nkind: PrefixTransformer\nmetadata: {name: t}\nprefix: x\n',
    });
    const loaded = load(['over', 'base']);
    expect(failed(loaded)).toEqual(['over/kustomization.yaml not-rendered']);
    expect(loaded.errors[0]!.message).toContain(field);
    expect(loaded.errors[0]!.message).toContain('`kubectl kustomize ./over | looplaw check -`');
    expect(skipped(loaded)).toContain('base/a.yaml kustomize-source');
    expect(found(loaded)).not.toContain('base/a.yaml');
  });

  test('hide what only they use, nothing else', () => {
    write({
      'base/kustomization.yaml': 'resources: [a.yaml, both.yaml]\n', 'base/a.yaml': object('a'), 'base/both.yaml': object('both'), 'base/beside.yaml': object('beside'),
      'prod/kustomization.yaml': 'resources: [../base, own.yaml]\nnamePrefix: x\ngenerators: [g.yaml]\nreplacements: [{path: r.yaml}]\nconfigMapGenerator: [{name: a, files: [key=f.yaml]}]\n',
      'prod/own.yaml': object('own'), 'prod/g.yaml': object('g'), 'prod/r.yaml': object('r'), 'prod/f.yaml': object('f'), 'prod/beside.yaml': object('beside'),
    });
    const loaded = load(['.']);
    expect(found(loaded)).toEqual(['base/beside.yaml', 'prod/beside.yaml', 'prod/f.yaml']);
    expect(skipped(loaded).filter((entry) => entry.endsWith('-source'))).toHaveLength(5);
    expect(found(load(['base']))).toEqual(['base/a.yaml', 'base/beside.yaml', 'base/both.yaml']);
    expect(found(load(['.', 'base/a.yaml']))).toContain('base/a.yaml');
    write({ 'plain/kustomization.yaml': 'resources: [../base]\n' });
    expect(found(load(['.']))).toEqual(['base/a.yaml', 'base/beside.yaml', 'base/both.yaml', 'prod/beside.yaml', 'prod/f.yaml']);
  });

  test.each([
    'resources: [https://example.com/all.yaml]', "resources: ['git@example.com:org/repo//base?ref=v1']", "resources: ['example.com/org/repo//base?ref=v1']", 'resources: [absent.yaml]',
    'resources: [empty]', "resources: [a.yaml]\ncrds: ['https://example.com/crd.json']", "resources: [a.yaml]\npatches: [{path: 'https://example.com/p.yaml'}]",
  ])('and one that builds on what is not on this disk: %s', (text) => {
    write({ 'kustomization.yaml': `${text}\n`, 'a.yaml': object('a'), 'empty/x.txt': '' });
    const loaded = load(['.']);
    expect(failed(loaded)).toEqual(['kustomization.yaml not-rendered']);
    expect(loaded.errors[0]!.message).toContain('never fetched');
    expect(loaded.errors[0]!.message).not.toContain('example.com');
  });

  test('in circles, twice over the same, or from outside of their folder', () => {
    for (const [one, other] of [['../b', '../a'], ['.', '.'], ['..', '../a']] as const) {
      write({ 'a/kustomization.yaml': `resources: [${one}]\n`, 'b/kustomization.yaml': `resources: [${other}]\n`, 'kustomization.yaml': 'resources: [a, b]\n' });
      expect(failed(load(['.'])).length).toBeGreaterThan(0);
      expect(failed(load(['a', 'b'])).length).toBeGreaterThan(0);
    }
    write({ 'a/kustomization.yaml': 'resources: [../x.yaml]\n', 'b/kustomization.yaml': 'resources: [x.yaml]\n', 'kustomization.yaml': 'resources: [a, b]\n', 'x.yaml': object('x'), 'b/x.yaml': object('x') });
    fs.rmSync(path.join(cwd, 'b/x.yaml'));
    fs.symlinkSync('../x.yaml', path.join(cwd, 'b/x.yaml'));
    expect(failed(load(['a']))).toEqual(['a/kustomization.yaml not-rendered']);
    expect(failed(load(['b']))).toEqual(['b/kustomization.yaml not-rendered']);
  });

  test('one that lies above the folder that is looked at does not count', () => {
    write({ 'kustomization.yaml': 'resources: [k8s/a.yaml]\nnamespace: x\n', 'k8s/a.yaml': object('a') });
    expect(found(load(['k8s']))).toEqual(['k8s/a.yaml']);
  });
});
