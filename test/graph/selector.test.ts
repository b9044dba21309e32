import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Labels, Selector } from '../../src/graph/selection/selector';
import { MAYBE, OPEN, SOME, Undecided } from '../../src/graph/reading/unknown';

const matches = (selector: unknown, labels: unknown) => Selector.fromLabelSelector(selector).matches(new Labels(labels));
const expression = (key: unknown, operator: unknown, values?: unknown) => ({ matchExpressions: [{ key, operator, ...(values === undefined ? {} : { values }) }] });

describe('labels', () => {
  test('are own properties only', () => {
    const labels = new Labels(JSON.parse('{"__proto__": "a"}'));
    expect([labels.get('__proto__'), labels.get('constructor'), labels.has('toString')]).toEqual(['a', undefined, false]);
  });

  test.each([undefined, null, {}])('%s is no labels at all', (raw) => {
    expect(new Labels(raw).get('a')).toBeUndefined();
  });

  test.each([SOME, MAYBE, '${labels}', 5, ['a'], { [OPEN]: true }, { '${key}': 'x' }])('%s may hold any label', (raw) => {
    expect(new Labels(raw).isOpen).toBe(true);
    expect(() => new Labels(raw).get('a')).toThrow(Undecided);
    expect(() => new Labels(raw).has('a')).toThrow(Undecided);
  });

  test.each([SOME, '${value}', 5, true, null, {}])('%s is a label of unknown value', (value) => {
    expect(() => new Labels({ a: value }).get('a')).toThrow(Undecided);
    expect(new Labels({ a: value }).has('a')).toBe(true);
  });

  test('what is listed is known beside what is not', () => {
    expect(new Labels({ a: 'x', b: MAYBE, [OPEN]: true }).get('a')).toBe('x');
    expect(new Labels({ a: 'release-${version}' }).get('a')).toBe('release-${version}');
  });
});

describe('label selectors', () => {
  test.each([undefined, null])('%s selects nothing', (raw) => {
    const selector = Selector.fromLabelSelector(raw);
    expect([selector.selectsNothing, selector.isEmpty, selector.matches(new Labels({ a: 'x' })), selector.matches(new Labels(SOME))]).toEqual([true, false, false, false]);
  });

  test.each([{}, { matchLabels: {} }, { matchLabels: null, matchExpressions: [] }])('%j selects everything', (raw) => {
    const selector = Selector.fromLabelSelector(raw);
    expect([selector.selectsNothing, selector.isEmpty, selector.matches(new Labels(SOME)), selector.matches(new Labels(undefined))]).toEqual([false, true, true, true]);
  });

  test.each([
    ['In', ['x', 'y'], { a: 'y' }, true], ['In', ['x'], { a: 'z' }, false], ['In', ['x'], {}, false],
    ['NotIn', ['x'], { a: 'y' }, true], ['NotIn', ['x'], { a: 'x' }, false], ['NotIn', ['x'], {}, true],
    ['Exists', undefined, { a: '' }, true], ['Exists', [], {}, false], ['DoesNotExist', undefined, {}, true], ['DoesNotExist', undefined, { a: '' }, false],
  ])('a %s %j matches %j: %s', (operator, values, labels, expected) => {
    expect(matches(expression('a', operator, values), labels)).toBe(expected);
  });

  test('a certain mismatch outweighs the unknown', () => {
    expect(matches({ matchLabels: { a: 'x', b: SOME } }, { a: 'y', b: 'z' })).toBe(false);
    expect(matches({ matchLabels: { a: 'x' }, [OPEN]: true }, {})).toBe(false);
    expect(matches(expression('a', 'In', SOME), {})).toBe(false);
    expect(matches({ matchLabels: { a: 'x' }, matchExpressions: 'no list' }, { a: 'y' })).toBe(false);
  });

  test.each([
    SOME, MAYBE, '${selector}', 7, ['a'], { [OPEN]: true }, { app: 'x' }, { matchLabels: SOME }, { matchLabels: ['a'] }, { matchLabels: { a: 5 } },
    { matchLabels: { a: '${a}' } }, { matchLabels: { '${k}': 'x' } }, { matchExpressions: {} }, { matchExpressions: [SOME] }, { matchExpressions: [null] },
    expression('a', 'Equals', ['x']), expression('a', SOME, ['x']), expression(SOME, 'Exists'), expression('a', 'In'), expression('a', 'In', []), expression('a', 'In', 'x'),
    expression('a', 'In', SOME), expression('a', 'In', [5]), expression('a', 'Exists', ['x']), expression('a', undefined),
    { matchExpressions: [{ key: 'a', operator: 'Exists', [OPEN]: true }] },
  ])('is undecided where %j is unknown or malformed', (raw) => {
    expect(() => matches(raw, { a: 'x' })).toThrow(Undecided);
  });

  test('says which label is in doubt', () => {
    expect(() => matches({ matchLabels: { a: 'x', b: 'y' } }, { a: 'x', b: SOME })).toThrow(expect.objectContaining({ because: expect.stringContaining('label b') }));
  });

  test('knows what is not known of itself', () => {
    expect(() => Selector.fromLabelSelector({ [OPEN]: true }).isEmpty).toThrow(Undecided);
    expect(() => Selector.fromLabelSelector(MAYBE).selectsNothing).toThrow(Undecided);
    expect(Selector.fromLabelSelector(SOME).selectsNothing).toBe(false);
    expect(Selector.fromLabelSelector({ matchLabels: { a: SOME } }).isEmpty).toBe(false);
  });
});

describe('plain maps', () => {
  test.each([undefined, null, {}])('%j selects nothing', (raw) => {
    expect([Selector.fromMap(raw).selectsNothing, Selector.fromMap(raw).matches(new Labels(SOME))]).toEqual([true, false]);
  });

  test('select by equality', () => {
    const selector = Selector.fromMap({ a: 'x', b: 'y' });
    expect([{ a: 'x', b: 'y', c: 'z' }, { a: 'x' }].map((labels) => selector.matches(new Labels(labels)))).toEqual([true, false]);
  });

  test.each([SOME, MAYBE, { [OPEN]: true }, { a: MAYBE }, ['a']])('%s may select nothing', (raw) => {
    expect(() => Selector.fromMap(raw).selectsNothing).toThrow(Undecided);
    expect(() => Selector.fromMap(raw).matches(new Labels({ a: 'x' }))).toThrow(Undecided);
  });
});

describe('against all possible worlds', () => {
  const KEYS = ['a', 'b', '__proto__'];
  /** Every value a label can turn out to have; the last one is written nowhere. */
  const VALUES = ['x', 'y', 'elsewhere'];
  const ABSENT = undefined;

  type World = ReadonlyMap<string, string>;
  interface Condition { readonly key: string; readonly operator: string; readonly values: readonly unknown[] }

  const key = fc.constantFrom(...KEYS);
  const text = fc.constantFrom('x', 'y', '${v}', SOME);
  const entries = fc.uniqueArray(fc.tuple(key, fc.oneof(text, fc.constant(MAYBE))), { selector: ([k]) => k, maxLength: 3 });
  const condition: fc.Arbitrary<Condition> = fc.record({
    key, operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'), values: fc.array(text, { minLength: 1, maxLength: 2 }),
  });
  const open = fc.integer({ min: 0, max: 4 }).map((n) => n === 0);

  const mapOf = (pairs: readonly (readonly [string, unknown])[], isOpen = false): object => {
    const map = Object.create(null) as Record<string | symbol, unknown>;
    for (const [k, v] of pairs) map[k] = v;
    return isOpen ? Object.assign(map, { [OPEN]: true }) : map;
  };
  const known = (value: unknown): value is string => value === 'x' || value === 'y';
  const meanings = (value: unknown): readonly (string | undefined)[] => (known(value) ? [value] : value === MAYBE ? [...VALUES, ABSENT] : VALUES);
  const product = <T>(choices: readonly (readonly T[])[]): T[][] =>
    choices.reduce<T[][]>((tuples, options) => tuples.flatMap((tuple) => options.map((option) => [...tuple, option])), [[]]);

  function worldsOf(labels: readonly (readonly [string, unknown])[], isOpen: boolean): World[] {
    const written = new Map(labels);
    const choices = KEYS.map((k) => (written.has(k) ? meanings(written.get(k)) : isOpen ? meanings(MAYBE) : [ABSENT]));
    return product(choices).map((values) => new Map(KEYS.flatMap((k, i) => (values[i] === ABSENT ? [] : [[k, values[i]] as const]))));
  }

  /** Every selector these conditions can turn out to be; a condition that can be absent is `null` where it is. */
  function readings(conditions: readonly Condition[]): (Condition | null)[][] {
    return product(conditions.map((c): (Condition | null)[] =>
      product(c.values.map(meanings)).map((values) => (values.includes(ABSENT) ? null : { ...c, values }))));
  }

  function naive(conditions: readonly (Condition | null)[], world: World): boolean {
    for (const c of conditions) {
      if (c === null) continue;
      const value = world.get(c.key);
      if (c.operator === 'Exists' && value === undefined) return false;
      if (c.operator === 'DoesNotExist' && value !== undefined) return false;
      if (c.operator === 'In' && (value === undefined || !c.values.includes(value))) return false;
      if (c.operator === 'NotIn' && value !== undefined && c.values.includes(value)) return false;
    }
    return true;
  }

  const agreed = (answers: ReadonlySet<boolean>): boolean | null => (answers.size === 1 ? answers.has(true) : null);

  test('a label selector never claims more than holds in all of them, and all that does where its keys differ', () => {
    fc.assert(fc.property(entries, open, entries, fc.array(condition, { maxLength: 3 }), open, (labels, labelsOpen, equalities, conditions, selectorOpen) => {
      const all = [...equalities.map(([k, v]): Condition => ({ key: k, operator: 'In', values: [v] })), ...conditions];
      const worlds = worldsOf(labels, labelsOpen);
      const answers = new Set(readings(all).flatMap((reading) => worlds.map((world) => naive(reading, world))));
      if (selectorOpen) answers.add(false);

      const selector = Selector.fromLabelSelector(mapOf([
        ['matchLabels', mapOf(equalities)],
        ['matchExpressions', conditions.map(({ key: k, operator, values }) => ({ key: k, operator, ...(operator.includes('xist') ? {} : { values }) }))],
      ], selectorOpen));
      const answer = selector.test(new Labels(mapOf(labels, labelsOpen)));
      const expected = agreed(answers);
      if (answer !== null || new Set(all.map((c) => c.key)).size === all.length) expect(answer).toBe(expected);
    }), { numRuns: 2000 });
  });

  test('a plain map never claims more than holds in all of them, and all that does where each entry is certainly there', () => {
    fc.assert(fc.property(entries, open, entries, (labels, labelsOpen, equalities) => {
      const conditions = equalities.map(([k, v]): Condition => ({ key: k, operator: 'In', values: [v] }));
      const selects = (reading: readonly (Condition | null)[], world: World) => reading.some((c) => c !== null) && naive(reading, world);
      const worlds = worldsOf(labels, labelsOpen);
      const answers = new Set(readings(conditions).flatMap((reading) => worlds.map((world) => selects(reading, world))));

      const answer = Selector.fromMap(mapOf(equalities)).test(new Labels(mapOf(labels, labelsOpen)));
      if (answer !== null || equalities.every(([, v]) => v !== MAYBE)) expect(answer).toBe(agreed(answers));
    }), { numRuns: 2000 });
  });
});
