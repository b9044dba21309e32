import { expect, test } from 'vitest';
import { readable } from '../../src/graph/reading/readable';
import type { SchemaProblem } from '../../src/graph/schema/check';
import { SOME } from '../../src/graph/reading/unknown';

const wrong = (...path: (string | number)[]): SchemaProblem => ({ kind: 'wrong-type', path, expected: 'map', found: 'string' });

test('malformed nodes are unknown, the rest is shared, the original is left alone', () => {
  const value = { metadata: { labels: 'x' }, spec: { containers: ['a', { name: 1 }], other: {} } };
  const before = structuredClone(value);
  const read = readable(value, [wrong('metadata', 'labels'), wrong('spec', 'containers', 1, 'name'), wrong('spec', 'containers', 0)]);
  expect(read).toEqual({ metadata: { labels: SOME }, spec: { containers: [SOME, { name: SOME }], other: {} } });
  expect(value).toEqual(before);
  expect((read['spec'] as typeof value.spec).other).toBe(value.spec.other);
  expect(readable(value, [])).toBe(value);
});

test('a problem below an unknown node changes nothing more', () => {
  expect(readable({ a: { b: 1 } }, [wrong('a'), wrong('a', 'b')])).toEqual({ a: SOME });
});

test('__proto__ is a key like any other', () => {
  const value = JSON.parse('{"labels": {"__proto__": 1}}') as Record<string, unknown>;
  const read = readable(value, [wrong('labels', '__proto__')]);
  expect(Object.getOwnPropertyDescriptor(read['labels'], '__proto__')?.value).toBe(SOME);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});
