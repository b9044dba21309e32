import { Undecided } from './unknown';

/** A count, or a share of one: fields such as `maxUnavailable`. */
export type IntOrString = { readonly int: number } | { readonly percent: number };

const INT32_MAX = 2 ** 31 - 1;

/** Reads the field as the API server does, where text is a percentage or nothing (`"5"` is refused); `null` = refused. */
export function parseIntOrString(written: unknown): IntOrString | null {
  if (typeof written === 'number') return Number.isInteger(written) && Math.abs(written) <= INT32_MAX ? { int: written } : null;
  if (typeof written !== 'string' || !/^[0-9]+%$/.test(written)) return null;
  const percent = Number(written.slice(0, -1));
  return Number.isSafeInteger(percent) ? { percent } : null;
}

/** How many of `total` the field means. Throws {@link Undecided} when it is no number the API server would take. */
export function scaled(written: unknown, total: number, rounding: 'up' | 'down'): number {
  const parsed = parseIntOrString(written);
  if (parsed === null) throw new Undecided('an amount is neither an integer nor a percentage');
  if ('int' in parsed) return parsed.int;
  const share = (parsed.percent * total) / 100;
  return rounding === 'up' ? Math.ceil(share) : Math.floor(share);
}
