const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9, u: 1e-6, m: 1e-3, '': 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
};

/** A quantity in thousandths, rounded up as the API server does it. */
export function amount(quantity: unknown): number {
  const match = /^([+-]?[0-9]*\.?[0-9]*)([a-zA-Z]{0,2})$/.exec(String(quantity).trim());
  const value = match && match[2]! in FACTORS ? Number(match[1]) * FACTORS[match[2]!]! : Number(quantity);
  return Number.isInteger(value) ? value * 1000 : Math.ceil(Number((value * 1000).toPrecision(15)));
}
