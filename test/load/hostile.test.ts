import { afterEach, describe, expect, test } from 'vitest';
import { loadText } from '../../src/load/load';
import type { InputErrorCode } from '../../src/load/resource';
import { expectSums } from './accounting';

const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n';
const canary = 'c4n4ry-v4lue';
const repeat = (text: string, times: number): string => text.repeat(times);
const nested = (line: (indent: string) => string, levels: number): string => Array.from({ length: levels }, (_, level) => line(' '.repeat(level))).join('\n');

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
});

/** Loads the document between two good ones and returns the codes of its errors. */
function codesOf(document: string | Uint8Array): (InputErrorCode | null)[] {
  const text = Buffer.concat([Buffer.from(`${good}---\n`), Buffer.from(document), Buffer.from(`\n---\n${good}`)]);
  const loaded = loadText('a.yaml', text);
  expectSums(loaded);
  expect(loaded.resources.filter(({ name }) => name === 'good')).toHaveLength(2);
  return loaded.errors.filter((error) => error.document === 1 && error.file === 'a.yaml').map(({ code }) => code);
}

const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 8 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`)].join('\n');

describe('a broken document is one error and silences no neighbour', () => {
  const documents: [string, string, InputErrorCode][] = [
    ['billion laughs', laughs, 'alias-limit'],
    ['quadratic aliases', `a: &a [${repeat('x, ', 2000)}]\nb: [${repeat('*a, ', 2000)}]`, 'alias-limit'],
    ['merge bomb', `a: &a {${Array.from({ length: 2000 }, (_, i) => `k${i}: 1`).join(', ')}}\nb: [${repeat('{<<: *a}, ', 2000)}]`, 'alias-limit'],
    ['self reference', 'a: &a [*a]', 'alias-cycle'],
    ['depth by aliases', `a0: &a0 [x]\n${Array.from({ length: 5000 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`).join('\n')}`, 'depth-limit'],
    ['unknown alias', 'a: *nowhere', 'invalid-yaml'],
    ['deep flow', repeat('[', 1e5), 'depth-limit'],
    ['deep closed JSON', repeat('{"a":', 1e5) + '1' + repeat('}', 1e5), 'depth-limit'],
    ['deep flow maps', repeat('{a: ', 1e4), 'depth-limit'],
    ['deep dashes', repeat('- ', 1e5), 'depth-limit'],
    ['deep explicit keys', repeat('? ', 1e5), 'depth-limit'],
    ['deep block maps', nested((indent) => `${indent}a:`, 1000), 'depth-limit'],
    ['deep lists of lists', repeat('{"apiVersion":"v1","kind":"List","items":[', 11) + '{}' + repeat(']}', 11), 'depth-limit'],
    ['anchors in a row', repeat('&a ', 8e4) + 'x', 'invalid-yaml'],
    ['tags in a row', repeat('!a ', 8e4), 'invalid-yaml'],
    ['commas in a row', '[' + repeat(',', 8e4), 'invalid-yaml'],
    ['quotes in a row', repeat('"', 8e4), 'invalid-yaml'],
    ['directives in a row', repeat('%x\n', 8e4), 'invalid-yaml'],
    ['%YAML', '%YAML 1.2\nkind: A', 'invalid-yaml'],
    ['tab as indentation', 'a:\n\tb: 1', 'invalid-yaml'],
    ['NUL', 'a: "x\0"', 'invalid-yaml'],
    ['null key', '~: 1', 'invalid-yaml'],
    ['map as key', '? {a: b}\n: c', 'invalid-yaml'],
    ['infinite number', 'a: .inf', 'invalid-yaml'],
    ['infinite JSON number', '{"apiVersion": "v1", "kind": "A", "a": 1e999}', 'invalid-json'],
    ['scalar', 'hello', 'not-an-object'],
    ['YAML list', '- a\n- b', 'not-an-object'],
    ['text after the end', `${good}...\n${good}`.replaceAll('good', 'other'), 'invalid-yaml'],
    ['pairs in a row', `{"apiVersion": [${repeat('a: b, ', 5e4)}]}`, 'not-a-resource'],
    ['unquoted template', 'apiVersion: v1\nkind: A\nname: {{ .x }}', 'unrendered-template'],
  ];

  test.each(documents)('%s', (_, document, code) => {
    // Twice, because the second overflow of a process can be the fatal one.
    expect([codesOf(document), codesOf(document)]).toEqual([[code], [code]]);
  });

  test('text on the separator line', () => {
    const loaded = loadText('a.yaml', `${good}--- {a: 1}\nkind: A\n---\n${good}----\n`);
    expect(loaded.errors).toMatchObject([{ document: 1, line: 4, column: 5 }, { document: 3, line: 10, column: 4 }]);
    expect(loaded.resources).toHaveLength(2);
    expectSums(loaded);
  });

  test('errors never quote a value', () => {
    const values = [`a: *${canary}`, `a: !<${canary} x`, `a: !${canary}! x`, `a: "${canary}\\q"`, `${canary}\nb: c: d`, `a: !!int ${canary}`, `a: !!binary "${canary}"`,
      `{"a": "${canary}" x}`, `apiVersion: v1\nkind: [${canary}]`, `apiVersion: v1\nkind: A\nmetadata: ${canary}`, `- ${canary}`, `a: {{ ${canary} }}`];
    for (const value of values) {
      const { errors } = loadText('a.yaml', value);
      expect(errors).toHaveLength(1);
      expect(errors[0]!.message).not.toContain(canary);
    }
  });
});

describe('what is hard is read all the same', () => {
  test('a hundred aliases and raised limits', () => {
    const many = `${good}a: &a {k: v}\nb: [${repeat('*a, ', 150)}]\n`;
    expect(loadText('a.yaml', many)).toMatchObject({ errors: [], documents: 1 });
    expect(loadText('a.yaml', many, { maxAliasedNodes: 10 }).errors).toMatchObject([{ code: 'alias-limit' }]);
    expect(loadText('a.yaml', good + nested((indent) => `${indent}a:`, 150), { maxDepth: 200 }).errors).toEqual([]);
    expect(loadText('a.yaml', repeat('[', 1e5), { maxDepth: 1e6 }).errors).toMatchObject([{ code: 'depth-limit' }]);
  });

  test('a flat map of 40,000 keys and a block of 2 MB', () => {
    const flat = Array.from({ length: 40_000 }, (_, i) => `  k${i}: v`).join('\n');
    const { resources } = loadText('a.yaml', `${good}data:\n${flat}\n  block: |\n${repeat('    line\n', 200_000)}`);
    expect(Object.keys(resources[0]!.value['data'] as object)).toHaveLength(40_001);
  });

  test('names of Object.prototype are plain data, in YAML and JSON', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
    const yaml = good + names.map((name) => `${name}: {polluted: ${name}}\n`).join('');
    const json = `{"apiVersion":"v1","kind":"A",${names.map((name) => `"${name}":{"polluted":"${name}"}`).join(',')}}`;
    for (const text of [yaml, json]) {
      const { resources, errors } = loadText('a', text);
      expect(errors).toEqual([]);
      const { value } = resources[0]!;
      for (const name of names) expect(Object.getOwnPropertyDescriptor(value, name)?.value).toEqual({ polluted: name });
      expect(resources[0]!.duplicateKeys).toEqual([]);
      expect('valueOf' in value || 'valueOf' in (value[names[0]!] as object)).toBe(false);
    }
    expect(loadText('a.yaml', `${good}---\nkind: toString\napiVersion: __proto__\nmetadata: {name: constructor, namespace: __proto__}\n`).resources[1])
      .toMatchObject({ kind: 'toString', apiVersion: '__proto__', name: 'constructor', namespace: '__proto__' });
  });

  test('tags run nothing and keep the value', () => {
    const { resources } = loadText('a.yaml', `${good}a: !!js/function "x"\nb: !Ref 5\nc: !!python/object/apply:os.system [x]\nd: !!binary aGk=\ne: !!set {k}\n`);
    expect(resources[0]!.value).toMatchObject({ a: 'x', b: '5', c: ['x'], d: 'hi', e: { k: null } });
  });

  test('merge keys as the cluster applies them', () => {
    const { resources } = loadText('a.yaml', `${good}x: &x {a: 1, b: 1}\ny: &y {b: 2, c: 2}\nz:\n  c: 3\n  <<: [*x, *y]\n  a: 4\n`);
    expect(resources[0]!.value['z']).toEqual({ a: 4, b: 1, c: 2 });
  });

  test.each([
    ['UTF-16 LE', Buffer.from(`\uFEFF${good}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\uFEFF${good}`, 'utf16le').swap16()],
    ['UTF-8 with a mark on every document', Buffer.from(`\uFEFF---\n\uFEFF${good}`)],
    ['CRLF', Buffer.from(good.replaceAll('\n', '\r\n'))],
    ['lone CR', Buffer.from(good.replaceAll('\n', '\r'))],
    ['a lone surrogate', Buffer.from(`${good}a: "\\ud800"\n`)],
  ])('%s', (_, bytes) => {
    expect(loadText('a.yaml', bytes)).toMatchObject({ errors: [], documents: 1, resources: [{ name: 'good' }] });
  });

  test.each([
    ['invalid UTF-8', Buffer.from([0x61, 0x0a, 0xff])],
    ['half a UTF-16 character', Buffer.from([0xff, 0xfe, 0x61])],
    ['half a surrogate pair', Buffer.from([0xff, 0xfe, 0x00, 0xd8])],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
  ])('%s is an error of the encoding', (_, bytes) => {
    const loaded = loadText('a.yaml', bytes);
    expect(loaded.errors).toMatchObject([{ code: 'encoding', file: 'a.yaml', document: null }]);
    expectSums(loaded);
  });

  test('UTF-16 without a mark is no empty pass', () => {
    expect(loadText('a.yaml', Buffer.from(good, 'utf16le')).errors).toMatchObject([{ code: 'invalid-yaml' }]);
  });
});
