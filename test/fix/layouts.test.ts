import { describe, expect, test } from 'vitest';
import type { Edit } from '../../src/finding';
import { repaired } from '../../src/fix/document';
import { Uneditable } from '../../src/fix/edit';
import { loadText } from '../../src/load/load';
import { TextOrigin } from '../../src/load/origin';

const HEAD = 'apiVersion: v1\nkind: X\n';

/** The text after a patch of its first object, which is the one with an item where it stands in a list. */
function after(text: string, ...patch: Edit[]): string {
  const { origin } = loadText('', text).resources[0]!;
  if (!(origin instanceof TextOrigin)) throw new Error('read from a text');
  return repaired(text, origin, patch);
}

const set = (path: string, value: unknown): Edit => ({ op: 'add', path: steps(path), value });
const remove = (path: string): Edit => ({ op: 'remove', path: steps(path) });

function steps(path: string): readonly (string | number)[] {
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

describe('an edit stands as if a hand had written it', () => {
  test.each<[string, string, string, Edit[]]>([
    ['a new entry after the last, comments kept', 'spec: # s\n  a: 1 # a\n  # end\n', 'spec: # s\n  a: 1 # a\n  b: 2\n  # end\n', [set('spec.b', 2)]],
    ['comments that are indented deeper stay above', 'spec:\n  a:\n    b: 1\n    # of a\n  # of spec\n', 'spec:\n  a:\n    b: 1\n    # of a\n  c: 2\n  # of spec\n', [set('spec.c', 2)]],
    ['four columns', 'spec:\n    a:\n        b: 1\n', 'spec:\n    a:\n        b: 1\n    c:\n        d: x\n', [set('spec.c', { d: 'x' })]],
    ['missing parents', 'spec:\n  a: 1\n', 'spec:\n  a: 1\n  b:\n    c:\n      d: 1\n', [set('spec.b.c.d', 1)]],
    ['a list whose dash is not indented', 'spec:\n  env:\n  - name: A\n    value: x # c\n  image: y\n', 'spec:\n  env:\n  - name: A\n    value: x # c\n  - name: B\n    value: z\n  image: y\n', [set('spec.env.1', { name: 'B', value: 'z' })]],
    ['a new list in the manner of the others', 'spec:\n  x:\n  - 1\n', 'spec:\n  x:\n  - 1\n  env:\n  - name: B\n', [set('spec.env', [{ name: 'B' }])]],
    ['flow style', 'spec: {a: 1, b: [x, y]}\n', 'spec: {a: 1, b: [x, y, z], c: {d: "no"}}\n', [set('spec.b.2', 'z'), set('spec.c', { d: 'no' })]],
    ['an empty flow map', 'spec: {}\n', 'spec: {a: 1}\n', [set('spec.a', 1)]],
    ['flow style over lines', 'spec: {\n  a: 1,\n  b: 2\n}\n', 'spec: {\n  a: 1,\n  b: 2,\n  c: 3\n}\n', [set('spec.c', 3)]],
    ['an unwritten value', 'spec:\n  labels: # none yet\n  b: 1\n', 'spec:\n  labels: # none yet\n    x/y: "true"\n  b: 1\n', [set('spec.labels.x/y', 'true')]],
    ['a null', 'spec:\n  labels: ~\n', 'spec:\n  labels: {a: b}\n', [set('spec.labels.a', 'b')]],
    ['a scalar in place', "spec:\n  a: 'false' # why\n", 'spec:\n  a: "true" # why\n', [set('spec.a', 'true')]],
    ['a block scalar at the end', 'spec:\n  a: |\n    text\n\n\n', 'spec:\n  a: |\n    text\n  b: 1\n\n\n', [set('spec.b', 1)]],
    ['a removed entry', 'spec:\n  a: 1\n  # of b\n  b:\n    c: 1\n    d: 2\n  e: 3\n', 'spec:\n  a: 1\n  # of b\n  e: 3\n', [remove('spec.b')]],
    ['a removed first entry of an item', 'spec:\n  - a: 1\n    b: 2\n', 'spec:\n  - b: 2\n', [remove('spec.0.a')]],
    ['a removed entry in flow style', 'spec: {a: 1, b: 2}\n', 'spec: {a: 1}\n', [remove('spec.b')]],
    ['the only entry renamed', 'spec:\n  a: 1\n', 'spec:\n  b: 1\n', [remove('spec.a'), set('spec.b', 1)]],
    ['a map that replaces a map', 'spec:\n  s: # how\n    type: Rolling # t\n    more: {x: 1}\n', 'spec:\n  s: # how\n    type: Recreate # t\n', [set('spec.s', { type: 'Recreate' })]],
    ['CRLF', 'spec:\r\n  a: 1\r\n', 'spec:\r\n  a: 1\r\n  b:\r\n    c: 2\r\n', [set('spec.b', { c: 2 })]],
    ['no newline at the end', 'spec:\n  a: 1', 'spec:\n  a: 1\n  b: 2', [set('spec.b', 2)]],
  ])('%s', (_, text, wanted, patch) => {
    const head = text.includes('\r') ? HEAD.replaceAll('\n', '\r\n') : HEAD;
    expect(after(head + text, ...patch)).toBe(head + wanted);
  });

  test('words that would mean something else are quoted, and read back', () => {
    const words = ['on', 'yes', '1', '0x1', '1e3', '', 'a: b', '- a', '#', '~', '{', 'é', ' x ', 'two\nlines', 'plain', 'a.b/c-d'];
    const text = after(`${HEAD}spec:\n  a: 1\n`, set('spec.b', words), set('spec.c', Object.fromEntries(words.filter((w) => w !== '').map((w) => [w, w]))));
    expect(loadText('', text).resources[0]!.value['spec']).toMatchObject({ b: words, c: { on: 'on', '1': '1' } });
    expect(text).toContain('    - plain\n');
    expect(text).toContain('    - "on"\n');
  });

  test('JSON, on one line and on many', () => {
    const value = { apiVersion: 'v1', kind: 'X', spec: { a: 1 } };
    expect(after(JSON.stringify(value), set('spec.b', { c: 'x' }))).toBe('{"apiVersion":"v1","kind":"X","spec":{"a":1, "b": {"c":"x"}}}');
    expect(after(`${JSON.stringify(value, null, 4)}\n`, set('spec.b', { c: 'x' })))
      .toBe(`${JSON.stringify({ ...value, spec: { a: 1, b: { c: 'x' } } }, null, 4)}\n`);
  });

  test('an item of a list', () => {
    const text = `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: X\n  a: 1\n- apiVersion: v1\n  kind: W\n`;
    expect(after(text, set('b', 2))).toBe(text.replace('  a: 1\n', '  a: 1\n  b: 2\n'));
  });
});

describe('an edit that would change more than it says is refused', () => {
  test.each<[string, string, Edit[]]>([
    ['below an alias', 'x: &x\n  a: 1\nspec: *x\n', [set('spec.b', 1)]],
    ['below an anchor', 'x: &x\n  a: 1\nspec: *x\n', [set('x.b', 1)]],
    ['what a merge brought', 'x: &x {a: 1}\nspec:\n  <<: *x\n  b: 1\n', [set('spec.a', 2)]],
    ['a map where a text stands', 'spec: text\n', [set('spec.a', 1)]],
    ['an item of a list that is not there', 'spec: {a: 1}\n', [set('spec.b.0', 1)]],
  ])('%s', (_, text, patch) => {
    expect(() => after(HEAD + text, ...patch)).toThrow(Uneditable);
  });
});
