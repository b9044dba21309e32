import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { loadText } from '../../src/load/load';
import { ROOT } from '../cli/command';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Manifests that look real: every fixture of a law, and the examples. */
export const corpus: readonly string[] = ['test/laws', 'examples'].flatMap(manifestsBelow);

function manifestsBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.includes('node_modules'))
    .sort()
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
}

/** The objects of each manifest, as data to be broken. */
const objects: readonly (readonly Json[])[] = corpus.map((text) => loadText('a.yaml', text).resources.map(({ value }) => JSON.parse(JSON.stringify(value)) as Json));

const PROTOTYPE_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

/** What is written where something else belongs. Made anew for each use, for it is edited further. */
const hostile: readonly (() => Json)[] = [
  () => null, () => true, () => false, () => 0, () => -1, () => 0.5, () => 1e308, () => 2 ** 53, () => '', () => ' ', () => 'x', () => '0', () => '-1', () => '1e999', () => '100%', () => '-5%', () => '1Gi', () => '9'.repeat(400),
  () => 'é\u202e\u001b[2J', () => '\ud800', () => '::set-output name=x::y', () => '$(VAR)', () => '${VAR}', () => '{{ .x }}', () => 'a\nb', () => 'x'.repeat(5000), () => 'a/b/c:d@e', () => ':', () => '@', () => '/',
  () => '*', () => '(a+)+$', () => [], () => [null], () => [[]], () => ['a', 1, null, {}], () => [{}], () => [{ name: null }], () => ({}), () => ({ name: 'a' }), () => ({ '': '' }), () => ({ key: 'a', operator: 'In', values: null }),
  () => ({ matchLabels: null }), () => ({ matchExpressions: [{}] }), () => JSON.parse('{"__proto__": {"polluted": true}}') as Json, () => Object.fromEntries(PROTOTYPE_NAMES.map((name) => [name, name])),
  ...PROTOTYPE_NAMES.map((name) => () => name),
];

/** A place in a document: what holds it, and under which key. */
interface Place { readonly holder: Json[] | { [key: string]: Json }; readonly key: string }

function placesIn(root: Json): Place[] {
  const places: Place[] = [];
  const stack = [root];
  while (stack.length > 0) {
    const node = stack.pop() as Json;
    if (typeof node !== 'object' || node === null) continue;
    for (const key of Object.keys(node)) {
      places.push({ holder: node, key });
      stack.push((node as Record<string, Json>)[key]!);
    }
  }
  return places;
}

function put({ holder, key }: Place, value: Json): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

const pick = <X>(of: readonly X[], at: number): X => of[at % of.length]!;

/** One change of a value, in place. `at` and `by` are any numbers. */
type Edit = (root: Json, at: number, by: number) => void;

const edits: readonly Edit[] = [
  // Twice, for it finds the most.
  ...Array<Edit>(2).fill((root, at, by) => { const places = placesIn(root); if (places.length > 0) put(pick(places, at), pick(hostile, by)()); }),
  (root, at) => { const places = placesIn(root); if (places.length > 0) { const { holder, key } = pick(places, at); if (Array.isArray(holder)) holder.splice(Number(key), 1); else Reflect.deleteProperty(holder, key); } },
  (root, at, by) => {
    const places = placesIn(root).filter(({ holder }) => !Array.isArray(holder));
    if (places.length === 0) return;
    const { holder, key } = pick(places, at);
    put({ holder, key: pick([...PROTOTYPE_NAMES, '', key.toUpperCase(), `${key}\u200b`, 'x'.repeat(300)], by) }, (holder as Record<string, Json>)[key]!);
  },
  (root, at, by) => {
    const places = placesIn(root);
    if (places.length === 0) return;
    const from = pick(places, by);
    put(pick(places, at), JSON.parse(JSON.stringify((from.holder as Record<string, Json>)[from.key])) as Json);
  },
  (root, at) => { const lists = placesIn(root).filter(({ holder }) => Array.isArray(holder)); if (lists.length > 0) { const { holder, key } = pick(lists, at); (holder as Json[]).push((holder as Json[])[Number(key)]!); } },
];

const step = fc.tuple(fc.nat(edits.length - 1), fc.nat(), fc.nat());

/** Objects of a manifest with some nodes changed, dropped, renamed or moved. */
export const brokenObjects: fc.Arbitrary<readonly Json[]> = fc.tuple(fc.nat(objects.length - 1), fc.array(fc.tuple(fc.nat(), step), { minLength: 1, maxLength: 4 })).map(([index, steps]) => {
  const changed = structuredClone(objects[index]!) as Json[];
  if (changed.length > 0) for (const [which, [kind, at, by]] of steps) edits[kind]!(pick(changed, which), at, by);
  // What is shared within one object by an edit must be a tree again.
  return changed.map((object) => JSON.parse(JSON.stringify(object)) as Json);
});

const pieces = [
  '---\n', '--- #c\n', '...\n', '\r', '\r\n', '\t', ' ', '  ', '- ', '? ', ': ', '&a ', '*a', '<<: *a\n', '!!binary ', '!x ', '"', "'", '{', '}', '[', ']', ',', '#', '|\n', '>-\n', '%YAML 1.1\n', '{{ .x }}', '\0', '\u2028', '\uFEFF', '\ud800',
  'null', 'yes', '.inf', 'apiVersion: v1\n', 'kind: List\n', 'items:\n', 'metadata: *a\n', '"\\x6bind": Pod\n', '__proto__: {a: b}\n', 'constructor: x\n',
];
type TextEdit = (text: string, at: number, by: number) => string;
const insert = (text: string, at: number, what: string): string => text.slice(0, at % (text.length + 1)) + what + text.slice(at % (text.length + 1));
const lines = (change: (all: string[], at: number, by: number) => void): TextEdit => (text, at, by) => {
  const all = text.split('\n');
  change(all, at % all.length, by % all.length);
  return all.join('\n');
};

const textEdits: readonly TextEdit[] = [
  (text, at, by) => insert(text, at, pick(pieces, by)),
  lines((all, at, by) => { all.splice(at, 0, pick(pieces, by).trimEnd()); }),
  lines((all, at) => { all.splice(at, 1); }),
  lines((all, at, by) => { all.splice(at, 0, all[by]!); }),
  lines((all, at, by) => { [all[at], all[by]] = [all[by]!, all[at]!]; }),
  lines((all, at) => { all[at] = ` ${all[at]!}`; }),
  lines((all, at) => { all[at] = all[at]!.replace(/:.*/, ':'); }),
  lines((all, at) => { all[at] = all[at]!.replace(/^ {2}/, ''); }),
  (text, at, by) => text.slice(0, at % (text.length + 1)) + text.slice((at % (text.length + 1)) + (by % 20)),
  (text, at, by) => text.slice(0, at % (text.length + 1)) + pick(corpus, by),
  (text, at) => text.slice(0, at % (text.length + 1)),
];

/** The text of a manifest with lines and characters changed. */
export const brokenText: fc.Arbitrary<string> = fc.tuple(fc.nat(corpus.length - 1), fc.array(fc.tuple(fc.nat(textEdits.length - 1), fc.nat(), fc.nat()), { minLength: 1, maxLength: 5 }))
  .map(([index, steps]) => steps.reduce((text, [kind, at, by]) => textEdits[kind]!(text, at, by), corpus[index]!));
