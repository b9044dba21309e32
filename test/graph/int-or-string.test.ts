import { describe, expect, test } from 'vitest';
import { parseIntOrString, scaled } from '../../src/graph/reading/int-or-string';
import { SOME, Undecided } from '../../src/graph/reading/unknown';
import { recorded } from './recorded';

interface Row { readonly id: string; readonly field: string; readonly written: unknown; readonly refusedFor?: 'form' | 'bound' }

describe('recorded from a real API server', () => {
  const { rows } = recorded<{ rows: readonly Row[] }>('defaulting/int-or-string.json');

  test.each(rows)('$id: $field $written', ({ written, refusedFor }) => {
    if (refusedFor === 'form') expect(parseIntOrString(written)).toBeNull();
    else expect(parseIntOrString(written)).not.toBeNull();
  });
});

test('reads counts and shares', () => {
  expect(parseIntOrString(3)).toEqual({ int: 3 });
  expect(parseIntOrString('010%')).toEqual({ percent: 10 });
  expect(parseIntOrString('101%')).toEqual({ percent: 101 });
});

test.each([2 ** 31, NaN, Infinity, '1'.repeat(400) + '%', '1%\n', '١%', null, undefined, [], SOME])('refuses %s', (written) => {
  expect(parseIntOrString(written)).toBeNull();
  expect(() => scaled(written, 10, 'up')).toThrow(Undecided);
});

test('scales as the controllers do', () => {
  const { scaledValue } = recorded<{ scaledValue: readonly { value: unknown; total: number; roundUp: number; roundDown: number }[] }>('disruption/rollout-arithmetic.json.gz');
  expect(scaledValue.length).toBeGreaterThan(200);
  for (const row of scaledValue) {
    expect({ ...row, roundUp: scaled(row.value, row.total, 'up'), roundDown: scaled(row.value, row.total, 'down') }).toEqual(row);
  }
});
