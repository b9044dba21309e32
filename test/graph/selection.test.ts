import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SelectionIndex, type Labelled } from '../../src/graph/selection/selection-index';
import { Labels, Selector } from '../../src/graph/selection/selector';
import { MAYBE, OPEN, SOME } from '../../src/graph/reading/unknown';

const thing = (item: string, labels: unknown, namespace = 'ns'): Labelled<string> => ({ namespace, labels: new Labels(labels), item });
const select = (things: readonly Labelled<string>[], selector: unknown) => new SelectionIndex(things).select(Selector.fromLabelSelector(selector), 'ns');

test('selects within a namespace', () => {
  const things = [thing('a', { app: 'x' }), thing('b', { app: 'x' }, 'other'), thing('c', { app: 'y' })];
  expect(select(things, { matchLabels: { app: 'x' } })).toEqual({ certain: ['a'], possible: [] });
  expect(new SelectionIndex(things).select(Selector.fromMap({ app: 'x' }), 'nowhere')).toEqual({ certain: [], possible: [] });
});

test('tells the certain from the possible', () => {
  const things = [thing('a', { app: SOME }), thing('b', { app: 'x' }), thing('c', SOME), thing('d', { [OPEN]: true }), thing('e', { app: MAYBE }), thing('f', {})];
  expect(select(things, { matchLabels: { app: 'x' } })).toEqual({ certain: ['b'], possible: ['a', 'c', 'd', 'e'] });
  expect(select(things, { matchExpressions: [{ key: 'app', operator: 'Exists' }] })).toEqual({ certain: ['a', 'b'], possible: ['c', 'd', 'e'] });
});

test('everything, nothing and who knows', () => {
  const things = [thing('a', { app: 'x' }), thing('b', SOME)];
  expect(select(things, {})).toEqual({ certain: ['a', 'b'], possible: [] });
  expect(select(things, null)).toEqual({ certain: [], possible: [] });
  expect(select(things, SOME)).toEqual({ certain: [], possible: ['a', 'b'] });
});

describe('against a full scan', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'constructor');
  const value = fc.constantFrom<unknown>('x', 'y', 'z', '${v}', SOME, MAYBE, 7);
  const map = fc.tuple(fc.dictionary(key, value, { maxKeys: 4 }), fc.constantFrom(false, false, false, true))
    .map(([labels, isOpen]) => (isOpen ? { ...labels, [OPEN]: true } : labels));
  const expressions = fc.array(fc.record({
    key, operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Near'), values: fc.array(value, { maxLength: 3 }),
  }), { maxLength: 3 });
  const selector = fc.oneof(
    map.map((raw) => Selector.fromMap(raw)),
    fc.record({ matchLabels: map, matchExpressions: expressions }, { requiredKeys: [] }).map((raw) => Selector.fromLabelSelector(raw)),
    fc.constantFrom(undefined, SOME, MAYBE).map((raw) => Selector.fromLabelSelector(raw)),
  );
  const things = fc.array(fc.tuple(fc.constantFrom('ns', 'other'), fc.oneof({ weight: 6, arbitrary: map }, { weight: 1, arbitrary: fc.constantFrom<unknown>(SOME, null) })), { maxLength: 12 })
    .map((all) => all.map(([namespace, labels], i) => thing(String(i), labels, namespace)));

  test('answers the same, in the same order', () => {
    fc.assert(fc.property(things, fc.array(selector, { maxLength: 4 }), (all, selectors) => {
      const index = new SelectionIndex(all);
      for (const each of selectors) {
        const here = all.filter(({ namespace }) => namespace === 'ns');
        const scan = (answer: boolean | null) => here.filter(({ labels }) => each.test(labels) === answer).map(({ item }) => item);
        expect(index.select(each, 'ns')).toEqual({ certain: scan(true), possible: scan(null) });
      }
    }), { numRuns: 2000 });
  });
});

describe('growth', () => {
  /** How often a label is looked at when `n` selectors, each of which picks one, meet `n` things that share a label. */
  function looks(n: number, selectorOf: (i: number) => object, version: unknown = 'v1'): number {
    let count = 0;
    const counted = (labels: object) => new Proxy(labels, {
      getOwnPropertyDescriptor(target, property) {
        count += 1;
        return Reflect.getOwnPropertyDescriptor(target, property);
      },
    });
    const index = new SelectionIndex(Array.from({ length: n }, (_, i) => thing(`app-${i}`, counted({ shared: 'all', version, app: `app-${i}` }))));
    // The first question has the labels sorted.
    index.select(Selector.fromLabelSelector(selectorOf(0)), 'ns');
    count = 0;
    for (let i = 0; i < n; i += 1) expect(index.select(Selector.fromLabelSelector(selectorOf(i)), 'ns').certain).toEqual([`app-${i}`]);
    return count;
  }

  test.each<[string, (i: number) => object, unknown?]>([
    ['equality', (i) => ({ matchLabels: { shared: 'all', app: `app-${i}` } })],
    ['In', (i) => ({ matchExpressions: [{ key: 'shared', operator: 'Exists' }, { key: 'app', operator: 'In', values: [`app-${i}`, 'none'] }] })],
    ['an unknown label on each', (i) => ({ matchLabels: { shared: 'all', app: `app-${i}` } }), '${VERSION}'],
  ])('is linear: %s', (_, selectorOf, version) => {
    expect(looks(2000, selectorOf, version)).toBeLessThanOrEqual(4 * 2000);
  });
});
