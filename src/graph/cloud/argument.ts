import { isMap, Subject } from '../reading/subject';

// Terraform converts what is written to the type of an argument: `"true"` is a boolean, and 5 a text, where one is asked for.

/** A text argument. */
export function text(at: Subject, key: string): string | undefined {
  const value = at.get(key);
  if (value === undefined || typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw at.unknown(key);
}

/** A number argument. */
export function amount(at: Subject, key: string): number | undefined {
  const value = text(at, key);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (value.trim() === '' || Number.isNaN(number)) throw at.unknown(key);
  return number;
}

/** A boolean argument. */
export function flag(at: Subject, key: string): boolean | undefined {
  const value = text(at, key);
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') throw at.unknown(key);
  return value === 'true';
}

/**
 * The blocks of a name, written as one map or as a list of them. Those that `dynamic` makes are not known; those that a provider fills in where
 * none is written are none, in a plan as in its configuration.
 */
export function blocks(at: Subject, key: string): readonly Subject[] {
  if (at.has('dynamic') && namesDynamic(at, key)) throw at.unknown(key);
  if (!at.has(key)) return [];
  const value = at.get(key);
  return isMap(value) ? [at.in(key)] : at.list(key);
}

/** The one block of a name; reads as empty where there is none. */
export function block(at: Subject, key: string): Subject {
  return blocks(at, key)[0] ?? new Subject({}, at, [key], null);
}

function namesDynamic(at: Subject, key: string): boolean {
  return blocks(at.in('dynamic'), key).length > 0;
}
