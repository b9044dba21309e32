import type { Scalar } from './codes';

/** What was found where it does not belong, in words a message can use. */
export type Found = 'string' | 'number' | 'fraction' | 'number out of range' | 'boolean' | 'list' | 'map' | 'malformed string';

/** Same language as Kubernetes' parser: sign, digits and suffix are each optional, but not all at once. */
const QUANTITY = /^[+-]?[0-9]*(?:\.[0-9]*)?(?:[numkMGTPE]|[KMGTPE]i|[eE][+-]?[0-9]+)?$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Why the API server's decoder refuses a value for a scalar field, as what it found; `null` when it takes it.
 * Decoding knows forms, not meaning: `-1` is an integer, `0%` is an IntOrString, and which numbers make sense is judged elsewhere.
 */
export function refusal(value: unknown, scalar: Scalar): Found | null {
  switch (scalar) {
    case 'string':
      return typeof value === 'string' ? null : found(value);
    case 'boolean':
      return typeof value === 'boolean' ? null : found(value);
    case 'number':
      return typeof value === 'number' ? null : found(value);
    case 'int32':
      return notInteger(value, 2 ** 31);
    case 'int64':
      return notInteger(value, 2 ** 63);
    case 'IntOrString':
      return typeof value === 'string' ? null : notInteger(value, 2 ** 31);
    case 'Quantity':
      return typeof value === 'number' ? null : notForm(value, isQuantity);
    case 'time':
      return notForm(value, (text) => RFC3339.test(text));
    case 'base64':
      return notForm(value, isBase64);
  }
}

/** What a value is. */
export function found(value: unknown): Found {
  if (Array.isArray(value)) return 'list';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'map';
}

function notInteger(value: unknown, bound: number): Found | null {
  if (typeof value !== 'number') return found(value);
  if (!Number.isInteger(value)) return 'fraction';
  return value >= -bound && value < bound ? null : 'number out of range';
}

function notForm(value: unknown, test: (text: string) => boolean): Found | null {
  if (typeof value !== 'string') return found(value);
  return test(value) ? null : 'malformed string';
}

function isQuantity(text: string): boolean {
  const trimmed = text.trim();
  return trimmed !== '' && QUANTITY.test(trimmed);
}

/** Go's decoder skips line breaks, and so do the block scalars people paste certificates into. */
function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, '');
  return digits.length % 4 === 0 && BASE64.test(digits);
}
