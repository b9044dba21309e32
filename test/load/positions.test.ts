import { describe, expect, test } from 'vitest';
import { loadText, originOfConstruct } from '../../src/load/load';
import type { Path, Resource } from '../../src/load/resource';

const head = 'apiVersion: v1\nkind: ConfigMap\n';
const read = (text: string, file = 'a.yaml'): readonly Resource[] => loadText(file, text).resources;

/** The text a range covers, cut out of the lines the origin shows. */
function shown({ origin }: Resource, path: Path, what?: 'key' | 'value'): string {
  const range = origin.locate(path, what)!;
  const lines = [...origin.lines(range.line, range.endLine)];
  lines.push(lines.pop()!.slice(0, range.endColumn - 1));
  lines[0] = lines[0]!.slice(range.column - 1);
  return lines.join('\n');
}

describe('places of nodes', () => {
  test.each([
    ['plain', 'data:\n  k: v # c\n', 'v'],
    ['single quotes', "data: {k: 'it''s'}\n", "'it''s'"],
    ['double quotes over lines', 'data:\n  k: "a\n    b"\n', '"a\n    b"'],
    ['literal block', 'data:\n  k: |- # c\n    a\n\n    b\n\n', '|- # c\n    a\n\n    b'],
    ['folded block', 'data:\n  k: >\n    a | b > c\n', '>\n    a | b > c'],
    ['flow map', 'data: {k: { a: b, } }\n', '{ a: b, }'],
    ['flow list over lines', 'data:\n  k: [\n  a, # ]\n  ]\n', '[\n  a, # ]\n  ]'],
    ['block map', 'data:\n  k:\n    a: b\n    c: d\nz: 1\n', 'a: b\n    c: d'],
    ['block list', 'data:\n  k:\n  - a\n  - b\nz: 1\n', '- a\n  - b'],
    ['alias', 'x: &x [1]\ndata: {k: *x }\n', '*x'],
    ['pairs in a list', 'data: {k: [a: b, c: d ] }\n', '[a: b, c: d ]'],
    ['nothing', 'data:\n  k:\n  z: 1\n', 'k'],
    ['typed', 'data: {k: !!str 1}\n', '1'],
    ['too little indentation', 'data: {k: {\na: b\n}\n}\n', '{\na: b\n}'],
  ])('%s', (_, body, value) => {
    const [resource] = read(head + body);
    expect(shown(resource!, ['data', 'k'])).toBe(value);
    expect(shown(resource!, ['data', 'k'], 'key')).toBe('k');
  });

  test('line ends of every kind and byte order marks move nothing', () => {
    const text = '---\n' + head + 'data:\n  k: |\n    x\n  m: v\n';
    const expected = { line: 7, column: 6, endLine: 7, endColumn: 7 };
    for (const variant of [text, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r'), '\uFEFF' + text, text.replace('api', '\uFEFFapi')]) {
      const [resource] = read(variant);
      expect(resource!.origin.locate(['data', 'm'])).toEqual(expected);
      expect(resource!.origin.lines(7, 7)).toEqual(['  m: v']);
    }
  });

  test('columns count UTF-16 code units', () => {
    expect(read(head + 'data: {"😀": v}\n')[0]!.origin.locate(['data', '😀'])).toMatchObject({ line: 3, column: 14 });
  });

  test('the nearest written ancestor answers for what is not written', () => {
    const [resource] = read(head + 'data:\n  k: v\n');
    expect(shown(resource!, ['data', 'absent', 'deep'], 'key')).toBe('data');
    expect(shown(resource!, ['spec'])).toBe('apiVersion: v1\nkind: ConfigMap\ndata:\n  k: v');
  });

  test('keys are found by the name the cluster gives them', () => {
    const [resource] = read(head + 'data:\n  yes: a\n  010: b\n');
    expect(shown(resource!, ['data', 'true'], 'key')).toBe('yes');
    expect(shown(resource!, ['data', '8'], 'key')).toBe('010');
  });

  test('what came by alias or merge stands where it was written', () => {
    const [resource] = read(head + 'x: &x {a: 1, b: 2}\nlist: [{c: 3}, {c: 4}]\nv: *x\nz: {<<: [*x, {d: 5}], b: 6}\n');
    expect(resource!.origin.locate(['v', 'b'])).toMatchObject({ line: 3, column: 17 });
    expect(resource!.origin.locate(['z', 'a'])).toMatchObject({ line: 3, column: 11 });
    expect(resource!.origin.locate(['z', 'd'])).toMatchObject({ line: 6, column: 18 });
    expect(resource!.origin.locate(['z', 'b'])).toMatchObject({ line: 6, column: 26 });
  });

  test('items of lists count from their object', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n- kind: A\n  apiVersion: v1\n- kind: B\n  apiVersion: v1\n  spec: {m: 1}\n';
    const [, second] = read('# first\n---\n' + list);
    expect(second!.origin).toMatchObject({ document: 1, item: 1 });
    expect(second!.origin.locate(['spec', 'm'])).toEqual({ line: 10, column: 13, endLine: 10, endColumn: 14 });
    expect(second!.origin.locate(['kind'], 'key')).toMatchObject({ line: 8, column: 3 });
  });

  test('JSON, pretty and in a row', () => {
    const pretty = JSON.stringify({ apiVersion: 'v1', kind: 'A', spec: { list: [{}, { n: 'x/y' }] } }, null, '\t');
    const [first, second] = read(`${pretty}\n${pretty}`, 'a.json');
    expect(shown(first!, ['spec', 'list', 1, 'n'])).toBe('"x/y"');
    expect(shown(second!, ['spec', 'list', 1, 'n'], 'key')).toBe('"n"');
    expect(second!.origin).toMatchObject({ document: 1, item: null });
    expect(second!.origin.locate(['kind'])!.line).toBe(3 + pretty.split('\n').length);
  });

  test('a live construct has no places', () => {
    const origin = originOfConstruct('app/chart/web');
    expect(origin).toMatchObject({ file: null, item: null, constructPath: 'app/chart/web' });
    expect([origin.locate(['kind']), origin.lines(1, 2)]).toEqual([null, []]);
  });
});

describe('keys written twice', () => {
  test('both places, the last value', () => {
    const [resource] = read(head + 'data:\n  a: 1\n  b: 2\n  "a": 3\n');
    expect(resource!.value['data']).toEqual({ a: 3, b: 2 });
    expect(resource!.duplicateKeys).toEqual([
      {
        path: ['data', 'a'],
        first: { line: 4, column: 3, endLine: 4, endColumn: 4 },
        second: { line: 6, column: 3, endLine: 6, endColumn: 6 },
        lost: { line: 4, column: 6, endLine: 4, endColumn: 7 },
      },
    ]);
  });

  test.each(['1: a\n  "1": b', 'yes: a\n  true: b', '010: a\n  8: b', 'a: null\n  a: 1', 'a: 1\n  a: 1\n'])('compared as the cluster sees them: %j', (entries) => {
    expect(read(`${head}data:\n  ${entries}\n`)[0]!.duplicateKeys).toHaveLength(1);
  });

  test('a third one is one more, and overriding what was merged is none', () => {
    expect(read(head + 'a: {k: 1, k: 2, k: 3}\n')[0]!.duplicateKeys).toHaveLength(2);
    expect(read(head + 'x: &x {k: 1}\na: {<<: *x, k: 2}\n')[0]!.duplicateKeys).toEqual([]);
    expect(read(head + 'x: &x {k: 1}\na: {<<: *x, k: 2, k: 3}\n')[0]!.duplicateKeys).toHaveLength(1);
  });

  test('in JSON, whatever strings look like', () => {
    const text = '{"apiVersion":"v1","kind":"A","x":"\\"a\\": {\\"a\\":","a":1,"a" : 2,"__proto__":{"b":1}}';
    const [resource] = read(text, 'a.json');
    expect(resource!.duplicateKeys.map(({ path, second }) => [path, second.column])).toEqual([[['a'], text.lastIndexOf('"a"') + 1]]);
    expect(read(text.replace('"a" : 2,', ''), 'a.json')[0]!.duplicateKeys).toEqual([]);
  });

  test('belong to the item they are in; one of a list hides items', () => {
    const item = (name: string): string => `- {apiVersion: v1, kind: A, metadata: {name: ${name}, name: ${name}}}\n`;
    const good = loadText('a.yaml', `apiVersion: v1\nkind: List\nitems:\n${item('a')}${item('b')}`);
    expect(good.resources.map(({ duplicateKeys }) => duplicateKeys.map(({ path }) => path))).toEqual([[['metadata', 'name']], [['metadata', 'name']]]);
    expect(good.errors).toEqual([]);
    const hidden = loadText('a.yaml', `apiVersion: v1\nkind: List\nitems:\n${item('a')}items:\n${item('b')}`);
    expect(hidden.errors).toMatchObject([{ code: 'not-a-resource', line: 5 }]);
    expect(hidden.resources.map(({ name }) => name)).toEqual(['b']);
  });
});
