const GEP_2257 = /^(?:\d{1,5}(?:h|m|s|ms)){1,4}$/;
const UNIT_MILLIS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds of a duration of the Gateway API (`10s`, `1m30s`; no decimals); `null` where its CRDs refuse it.
 * @see https://gateway-api.sigs.k8s.io/geps/gep-2257/
 */
export function millisOf(written: string): number | null {
  return GEP_2257.test(written) ? sum(written, 's') : null;
}

/**
 * Seconds of a time as nginx reads it (`60`, `60s`, `1m 30s`); `null` where it can't.
 * @see https://nginx.org/en/docs/syntax.html
 */
export function nginxSeconds(written: string): number | null {
  // Each number ends in a unit, a space or the text: without that, matching would try every way to cut it up.
  return /^(?:\d+(?:(?:ms|s|m|h|d) ?| |$))+$/.test(written) ? sum(written, 's') / 1000 : null;
}

function sum(written: string, unitless: string): number {
  return [...written.matchAll(/(\d+)(ms|[smhd])?/g)].reduce((total, [, digits, unit = unitless]) => total + Number(digits) * UNIT_MILLIS[unit]!, 0);
}
