import { describe, expect, test } from 'vitest';
import { loadText } from '../../src/load/load';
import { templateIn } from '../../src/load/template';
import { expectSums } from './accounting';

const object = (name: string): string => `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}}\n`;
const names = (text: string, file = 'a.yaml'): string[] => {
  const loaded = loadText(file, text);
  expectSums(loaded);
  expect(loaded.errors).toEqual([]);
  return loaded.resources.map(({ name, origin: { document, item } }) => `${document}${item === null ? '' : `[${item}]`} ${name}`);
};

describe('streams', () => {
  test('empty documents count and are skipped', () => {
    const loaded = loadText('a.yaml', `# licence\n---\n${object('a')}---\n# nothing\n---\nnull\n---\n${object('b')}---\n`);
    expect(loaded.resources.map(({ name, origin }) => [origin.document, name])).toEqual([[1, 'a'], [4, 'b']]);
    expect(loaded.skipped).toEqual([0, 2, 3].map((document) => ({ file: 'a.yaml', document, reason: 'empty' })));
    expect(loaded.documents).toBe(5);
    expectSums(loaded);
  });

  test.each(['', '\uFEFF'])('a file without a document is skipped as a whole: %j', (text) => {
    const loaded = loadText('a.yaml', text);
    expect(loaded).toMatchObject({ files: 1, documents: 0, skipped: [{ document: null, reason: 'empty' }], errors: [{ code: 'no-input', file: null }] });
    expectSums(loaded);
  });

  test.each(['# only a comment\n', '---\n', 'null\n', '...\n', '[]', '{apiVersion: v1, kind: List}', '{apiVersion: v1, kind: PodList, items: []}'])('nothing to judge: %j', (text) => {
    expect(loadText('a.yaml', text)).toMatchObject({ documents: 1, skipped: [{ document: 0, reason: 'empty' }], errors: [{ code: 'no-input' }] });
  });

  test('concatenated JSON, JSON lines and a mixture', () => {
    const json = (name: string): string => JSON.stringify({ apiVersion: 'v1', kind: 'A', metadata: { name: `${name}}{"` } });
    expect(names(`${json('a')}${json('b')}`)).toEqual(['0 a}{"', '1 b}{"']);
    expect(names(`${json('a')}\n${json('b')}\n---\n${object('c')}`)).toEqual(['0 a}{"', '1 b}{"', '2 c']);
  });

  test('text after the end marker is an error, and what stands before it is read', () => {
    const loaded = loadText('a.yaml', `${object('a')}...\n${object('b')}---\n${object('c')}`);
    expect(loaded.resources.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(loaded.errors).toMatchObject([{ code: 'invalid-yaml', document: 0, line: 3, column: 1 }]);
    expectSums(loaded);
  });

  test('too large a text', () => {
    expect(loadText('a.yaml', object('a'), { maxBytes: 10 }).errors).toMatchObject([{ code: 'too-large', document: null }]);
  });
});

describe('lists', () => {
  test('nested, typed, arrays: one running index', () => {
    const list = (...items: string[]): string => `{"apiVersion": "v1", "kind": "List", "items": [${items.join(',')}]}`;
    const a = (name: string): string => `{"apiVersion": "v1", "kind": "A", "metadata": {"name": "${name}"}}`;
    expect(names(list(a('a'), list(a('b'), list(), a('c')), a('d')))).toEqual(['0[0] a', '0[1] b', '0[2] c', '0[3] d']);
    expect(names(`[${a('a')}, ${list(a('b'))}, [${a('c')}]]`, 'a.json')).toEqual(['0[0] a', '0[1] b', '0[2] c']);
    expect(names(`${a('z')}\n---\n${list(a('a'))}`)).toEqual(['0 z', '1[0] a']);
  });

  test('items of a typed list inherit what they leave out', () => {
    const { resources } = loadText('a.yaml', 'apiVersion: apps/v1\nkind: DeploymentList\nitems: [{metadata: {name: a}}, {apiVersion: v1, kind: Pod}]\n');
    expect(resources).toMatchObject([{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }, { apiVersion: 'v1', kind: 'Pod' }]);
  });

  test('a kind that ends in List without items is an object', () => {
    expect(names('{apiVersion: x/v1, kind: AllowList, metadata: {name: a}}')).toEqual(['0 a']);
  });

  test('broken items are errors, the good ones resources', () => {
    const loaded = loadText('a.yaml', `apiVersion: v1\nkind: List\nitems:\n- null\n- ${object('a')}- text\n- {kind: A}\n- ${object('b')}`);
    expect(loaded.errors).toMatchObject([{ code: 'not-an-object', line: 4 }, { code: 'not-an-object', line: 6 }, { code: 'not-a-resource', line: 7 }]);
    expect(loaded.resources.map(({ origin }) => origin.item)).toEqual([1, 4]);
    expect(loaded.documents).toBe(1);
    expectSums(loaded);
    expect(loadText('a.yaml', '{apiVersion: v1, kind: List, items: {}}').errors).toMatchObject([{ code: 'not-a-resource', column: 30 }]);
  });
});

describe('identity', () => {
  test.each([
    ['metadata: {name: a}', 'a', null],
    ['metadata: {generateName: job-, namespace: ns}', 'job-*', 'ns'],
    ['metadata: {name: 5}', '5', null],
    ['metadata:', '', null],
    ['metadata: {name: [a], namespace: {}}', '', null],
    ['x: 1', '', null],
  ])('%s', (metadata, name, namespace) => {
    expect(loadText('a.yaml', `apiVersion: v1\nkind: A\n${metadata}\n`)).toMatchObject({ errors: [], resources: [{ name, namespace }] });
  });

  test.each([
    ['kind: A', 'apiVersion', 1],
    ['apiVersion: v1', 'kind', 1],
    ['apiVersion: v1\nKind: A', '`Kind`, expected `kind`', 1],
    ['apiversion: v1\nkind: A', '`apiversion`, expected `apiVersion`', 1],
    ['apiVersion: v1\nkind: 5', 'Found a number as `kind`', 2],
    ['apiVersion: [v1]\nkind: A', 'Found a list as `apiVersion`', 1],
    ['apiVersion: v1\nkind: ""', 'an empty text', 2],
    ['apiVersion: v1\nkind: A\nmetadata: x', 'Found a text as `metadata`, expected a map', 3],
    ['apiVersion: v1\nkind: A\nmetadata: []', 'Found a list as `metadata`', 3],
    ['version: 3\nservices: {}', 'without `apiVersion` and `kind`', 1],
  ])('%j is not a resource', (text, message, line) => {
    const loaded = loadText('a.yaml', text);
    expect(loaded.errors).toEqual([{ code: 'not-a-resource', file: 'a.yaml', document: 0, line, column: 1, message: expect.stringContaining(message) as string }]);
    expectSums(loaded);
  });
});

describe('templates', () => {
  test.each([
    'a: {{ .x }}', '{{ .x }}: a', 'a:\n  {{- include "x" . | nindent 2 }}', '{{- if .x }}\na: 1\n{{- end }}', '- {{ .x }}', '- a: {{ .x }}', 'a: [{{ .x }}]',
    'a: 1\n{% if x %}\nb: 2\n{% endif %}', 'data:\n  k: |\n    text\n{{ end }}', 'a: {{ .x | quote }}-b',
  ])('unquoted: %j', (text) => {
    const { errors } = loadText('a.yaml', `apiVersion: v1\nkind: A\n${text}\n`);
    expect(errors).toMatchObject([{ code: 'unrendered-template', message: expect.stringContaining('helm template … | looplaw check -') as string }]);
  });

  test('the error points at the expression', () => {
    expect(loadText('a.yaml', '# {{ c }}\na: "{{ q }}"\nb: |\n  {{ t }}\nc: {{ x }}\n').errors).toMatchObject([{ line: 5, column: 4 }]);
  });

  test.each(['a: "{{ .x }}"', "a: '{{ .x }}'", 'a: b # {{ .x }}', '# {{ .x }}\na: b', 'a: |\n  {{ .x }}', 'a: >-\n  {{- if }}', 'a: up {{ $labels.x }}', 'a: "${x}"', 'a: ${x}'])('data: %j', (text) => {
    expect(loadText('a.yaml', `apiVersion: v1\nkind: A\n${text}\n`)).toMatchObject({ errors: [], documents: 1 });
  });

  test.each(['a: "{{ .x }}"\n\tb: 1', 'a: |\n  {{ .x }}\nb: [', '- k: |\n    {{ x }}\n  b: [', '# {{ x }}\nb: ['])('data beside another error: %j', (text) => {
    expect(templateIn(text)).toBe(-1);
    expect(loadText('a.yaml', text).errors).toMatchObject([{ code: 'invalid-yaml' }]);
  });
});
