import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = resolve(__dirname, '../src');
const CONSTRUCTS = resolve(__dirname, '../constructs');

/** Rooms from left to right: data flows this way, imports point back. Leaf files count as rooms of their own. */
const ORDER = ['profile', 'loop', 'signature', 'argument', 'signals', 'load', 'graph', 'finding', 'law', 'laws', 'config', 'judge', 'readiness', 'fix', 'report', 'runbook', 'audit', 'gates', 'cli', 'index'];
/** Pairs of files that describe one contract together. */
const PAIRS = [['finding', 'law']];

describe('the house', () => {
  const files = sources(SRC);

  test('has only the rooms it says it has', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual([...ORDER].sort());
  });

  test.each(files.map((file) => [relative(SRC, file), file]))('%s imports only from rooms to its left', (_, file) => {
    const room = roomOf(file);
    if (room === 'index' || room === 'cli') return;
    const wrong = importsOf(file).map(roomOf).filter((other) => ORDER.indexOf(other) > ORDER.indexOf(room) && !PAIRS.some((p) => p.includes(room) && p.includes(other)));
    expect(wrong).toEqual([]);
  });

  test('has no room for what has no name', () => {
    expect(files.filter((file) => /(?:utils?|helpers?|common|misc|types)\.ts$/.test(file))).toEqual([]);
  });

  test('laws import the contract of a law and what the graph knows, nothing else', () => {
    const laws = files.filter((file) => /laws\/[^/]+\/[^/]+\.ts$/.test(file));
    const strangers = laws.flatMap((file) => importsOf(file)).filter((path) => !['law', 'graph', 'finding', 'load'].includes(roomOf(path)));
    expect(laws.length).toBeGreaterThan(0);
    expect(strangers).toEqual([]);
  });

  test('lint rules ask the checker as a gate does, and nothing in it knows them', () => {
    const rules = sources(resolve(__dirname, '../lint-rules'));
    const asked = rules.flatMap((file) => importsOf(file)).filter((path) => path.startsWith(SRC));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => ['gates', 'cli', 'index'].includes(roomOf(path)))).toEqual([]);
    expect(rules.flatMap((file) => packagesOf(file)).filter((name) => /typescript/.test(name))).toEqual([]);
    expect(rules.filter((file) => /(?:utils?|helpers?|common|misc|types)\.ts$/.test(file))).toEqual([]);
  });

  const constructs = sources(CONSTRUCTS);
  const isOfCloud = (file: string) => /^(?:aws|azure)\//.test(relative(CONSTRUCTS, file));

  test('constructs of a cloud import providers by the resource, and no cdk8s; the others import neither provider nor cdktf', () => {
    const wrong = constructs.flatMap((file) => packagesOf(file).filter((name) => (isOfCloud(file)
      ? !(name === 'cdktf' || name === 'constructs' || new RegExp(`^@cdktf/provider-${relative(CONSTRUCTS, file).startsWith('aws') ? 'aws' : 'azurerm'}/lib/[a-z0-9-]+/index\\.js$`).test(name))
      : /cdktf/.test(name))).map((name) => `${relative(CONSTRUCTS, file)} imports ${name}`));
    expect(constructs.some(isOfCloud)).toBe(true);
    expect(wrong).toEqual([]);
  });

  test('constructs of a cloud reach nothing that needs cdk8s, and nothing in the cluster half reaches them', () => {
    const reached = new Set<string>();
    const queue = constructs.filter(isOfCloud);
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      if (reached.has(file)) continue;
      reached.add(file);
      queue.push(...valueImportsOf(file));
    }
    expect([...reached].filter((file) => packagesOf(file, VALUES).includes('cdk8s')).map((file) => relative(CONSTRUCTS, file))).toEqual([]);
    expect(constructs.filter((file) => !isOfCloud(file)).filter((file) => importsOf(file).some((path) => isOfCloud(path))).map((file) => relative(CONSTRUCTS, file))).toEqual([]);
  });

  test('constructs import no gate, and the checker imports no construct', () => {
    expect(files.flatMap((file) => importsOf(file)).filter((path) => !path.startsWith(SRC) && !path.endsWith('package.json'))).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : entry.name.endsWith('.ts') ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']*)'/g)].map(([, path]) => resolve(dirname(file), path!));
}

/** Imports and re-exports that stay when the types are gone. */
const VALUES = /^(?:import|export) (?!type\b)[^;]*?from '([^']+)'/gm;

function packagesOf(file: string, form = /(?:from|import\()\s*'([^']*)'/g): string[] {
  return [...readFileSync(file, 'utf8').matchAll(form)].map(([, name]) => name!).filter((name) => !name.startsWith('.'));
}

function valueImportsOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(VALUES)].map(([, name]) => name!).filter((name) => name.startsWith('.'))
    .map((name) => `${resolve(dirname(file), name)}.ts`).filter((path) => existsSync(path));
}

function roomOf(file: string): string {
  return relative(SRC, file).split('/')[0]!.replace(/\.[jt]s$/, '');
}
