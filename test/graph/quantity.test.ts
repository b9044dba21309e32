import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Quantity, parseQuantity } from '../../src/graph/reading/quantity';
import { recorded } from './recorded';

interface Row { readonly id: string; readonly written: unknown; readonly stored?: string; readonly refused?: number }

function quantity(written: unknown): Quantity {
  const parsed = parseQuantity(written);
  if (parsed === null) throw new Error(`${String(written)} is no quantity`);
  return parsed;
}

describe('recorded from a real API server', () => {
  const { rows } = recorded<{ rows: readonly Row[] }>('defaulting/quantities.json');

  // Requests are stored rounded up to thousandths, so that is where written and stored must agree.
  test.each(rows.filter((row) => row.stored !== undefined))('$id: $written is stored as $stored', ({ written, stored }) => {
    expect(quantity(written).milliValue()).toBe(quantity(stored).milliValue());
  });

  test.each(rows.filter((row) => row.refused === 400))('$id: $written is no quantity', ({ written }) => {
    expect(parseQuantity(written)).toBeNull();
  });

  test.each(rows.filter((row) => row.refused === 422))('$id: $written is a quantity, but negative', ({ written }) => {
    expect(quantity(written).sign()).toBe(-1);
  });
});

describe('reading', () => {
  test.each([
    ['0n', 0n], ['0Ki', 0n], ['.5', 500n], ['5.', 5000n], ['1.G', 1_000_000_000_000n], ['+1', 1000n], ['-1', -1000n], ['1e3', 1_000_000n],
    ['1E3', 1_000_000n], ['1e-3', 1n], ['1e+3', 1_000_000n], ['12E', 12n * 10n ** 21n], ['12E1', 120_000n], ['1.5Gi', 1536n * 1024n ** 2n * 1000n], ['100m', 100n],
    ['Mi', 0n], ['.', 0n], ['+', 0n], [' 1 ', 1000n], ['0e999', 0n], [0.1, 100n], [1e21, 10n ** 24n], [-0, 0n], [10n, 10_000n],
  ])('%s', (written, milli) => {
    expect(quantity(written).milliValue()).toBe(milli);
  });

  test.each([
    '', ' ', '1.1.M', '1+1.0M', '0.1mi', '0.1am', 'aoeu', '.5i', '1i', '-3.01i', '-3.01e-', '1GB', '1gb', '100M i', '1,5', '١', '1\n', '\t1', '--1', '1K', '1e',
    '1e3.5', '1e1001', '${cpu}', NaN, Infinity, true, null, undefined, {}, [], ['1'],
  ])('refuses %j', (written) => {
    expect(parseQuantity(written)).toBeNull();
  });

  test('rounds up to a billionth, away from zero', () => {
    expect(quantity('0.1n').compare(quantity('1n'))).toBe(0);
    expect(quantity('1e-30').compare(quantity('1n'))).toBe(0);
    expect(quantity('-0.1n').compare(quantity('-1n'))).toBe(0);
  });

  test('caps binary notation, and only that, at 2^63-1', () => {
    expect(quantity('8Ei').value()).toBe(2n ** 63n - 1n);
    expect(quantity('-8Ei').value()).toBe(1n - 2n ** 63n);
    expect(quantity('9223372036854775808').value()).toBe(2n ** 63n);
  });

  test('does not spend time on absurd sizes', () => {
    for (const absurd of ['1e999999999', '1e-999999999', '9'.repeat(1e6), ' '.repeat(1e6), `${' '.repeat(1e6)}x`]) expect(parseQuantity(absurd)).toBeNull();
  });
});

describe('writing', () => {
  test.each([
    ['1.5', '1500m'], ['1024Mi', '1Gi'], ['1.5Gi', '1536Mi'], ['1000k', '1M'], ['128974848', '128974848'], ['0Mi', '0'], ['1Ki', '1Ki'],
    ['0.5Ki', '512'], ['1.0001Ki', '1024102400u'], ['-2Gi', '-2Gi'], ['1e3', '1k'], ['1e21', '1000E'],
  ])('%s is %s', (written, canonical) => {
    expect(String(quantity(written))).toBe(canonical);
  });
});

describe('calculating', () => {
  test('keeps the notation of the first amount', () => {
    expect(String(quantity('1Gi').add(quantity('1024')))).toBe('1048577Ki');
    expect(String(Quantity.zero.add(quantity('1Gi')))).toBe('1Gi');
    expect(String(quantity('250m').times(3))).toBe('750m');
  });

  test('rounds values up, away from zero', () => {
    expect([quantity('1500m').value(), quantity('1u').milliValue(), quantity('2').value(), quantity('-1500m').value()]).toEqual([2n, 1n, 2n, -2n]);
  });

  test('finds the largest', () => {
    expect(String(Quantity.max(quantity('1'), quantity('1Ki'), quantity('1k')))).toBe('1Ki');
  });
});

describe('laws of arithmetic', () => {
  const amount = fc.tuple(
    fc.constantFrom('', '-', '+'),
    fc.oneof(fc.nat().map(String), fc.bigInt(0n, 10n ** 30n).map(String), fc.tuple(fc.nat(), fc.nat()).map(([whole, fraction]) => `${whole}.${fraction}`)),
    fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'E', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei', 'e3', 'E-7', 'e20'),
  ).map((parts) => quantity(parts.join('')));
  const holds = <T extends unknown[]>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: 300 });

  test('order is total', () => holds(fc.property(amount, amount, amount, (a, b, c) => {
    expect(a.compare(b) + b.compare(a)).toBe(0);
    const [least, middle, most] = [a, b, c].sort((x, y) => x.compare(y)) as [Quantity, Quantity, Quantity];
    expect(Math.max(least.compare(middle), middle.compare(most), least.compare(most))).toBeLessThanOrEqual(0);
  })));

  test('addition commutes, associates and knows zero', () => holds(fc.property(amount, amount, amount, (a, b, c) => {
    expect(a.add(b).compare(b.add(a))).toBe(0);
    expect(a.add(b).add(c).compare(a.add(b.add(c)))).toBe(0);
    expect(a.add(Quantity.zero).compare(a)).toBe(0);
  })));

  test('addition keeps order', () => holds(fc.property(amount, amount, amount, (a, b, c) => {
    expect(a.add(c).compare(b.add(c))).toBe(a.compare(b));
  })));

  test('what is written is read back', () => holds(fc.property(amount, amount, (a, b) => {
    expect(quantity(String(a)).compare(a)).toBe(0);
    expect(quantity(String(a.add(b))).compare(a.add(b))).toBe(0);
  })));

  test('multiplication is repeated addition', () => holds(fc.property(amount, fc.nat(20), (a, n) => {
    expect(a.times(n).compare(Array.from({ length: n }, () => a).reduce((sum, x) => sum.add(x), Quantity.zero))).toBe(0);
  })));

  test('agrees with floating point where that is exact', () => holds(fc.property(fc.nat(1e6), fc.nat(1e6), (a, b) => {
    expect(quantity(a / 8).compare(quantity(b / 8))).toBe(Math.sign(a - b));
  })));
});
