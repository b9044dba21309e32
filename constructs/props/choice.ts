import { named } from '../../src/argument/named';
import { isMapping } from '../../src/load/mapping';
import { dereferenced, type Fields, type Flaw, type Shape, type Shapes } from './shape';
import { quoted } from './words';

/** A value is none of several kinds: what is wrong with the word that would tell which; `null` = no word tells, or the one that is there is known. */
export function kindOf(table: Shapes, choices: readonly Shape[], value: unknown, path: readonly string[]): Flaw | null {
  if (!isMapping(value)) return null;
  const kinds = choices.map((shape) => wordsOf(table, shape)).filter((words) => words !== null);
  const [told = new Map<string, never>()] = kinds;
  const field = [...told.keys()].find((key) => kinds.length > 1 && kinds.every((words) => words.has(key)));
  if (field === undefined) return null;
  const known = [...new Set(kinds.flatMap((words) => words.get(field) ?? []))];
  const given = value[field];
  if (known.length < 2 || known.includes(given)) return null;
  return { path: [...path, field], found: given === undefined ? named(given) : quoted(given), expected: known.map((word) => JSON.stringify(word)) };
}

/** Fields that must be one of some words, with these; `null` for what is no object. */
function wordsOf(table: Shapes, shape: Shape): ReadonlyMap<string, readonly unknown[]> | null {
  const of = dereferenced(table, shape);
  if (typeof of === 'string') return null;
  const parts = (of.slice(1) as Shape[]);
  if (of[0] === '&') return new Map(parts.flatMap((part) => [...(wordsOf(table, part) ?? [])]));
  if (of[0] === '|') {
    const [one = new Map<string, readonly unknown[]>(), ...others] = parts.map((part) => wordsOf(table, part)).filter((words) => words !== null);
    return new Map([...one].filter(([field]) => others.every((words) => words.has(field))).map(([field, words]) => [field, [...words, ...others.flatMap((other) => other.get(field) ?? [])]]));
  }
  if (of[0] !== '.') return null;
  return new Map(Object.entries(of[2] as Fields).flatMap(([field, inner]) => (Array.isArray(inner) && inner[0] === '=' && !field.endsWith('?') ? [[field, inner.slice(1) as unknown[]]] : [])));
}

/** What is wrong with the one that was meant: that which most of the value speaks for. */
export function meantOf(table: Shapes, tried: readonly { readonly shape: Shape; readonly flaw: Flaw }[], value: unknown, holds: (shape: Shape, value: unknown) => boolean): Flaw | null {
  const fits = tried.map(({ shape, flaw }) => ({ flaw, fit: fit(table, shape, value, holds) }));
  const best = Math.max(...fits.map((one) => one.fit));
  const meant = fits.flatMap(({ flaw, fit: of }) => (of === best ? [flaw] : []));
  const deepest = Math.max(...meant.map((flaw) => flaw.path.length));
  const [told, ...others] = meant.filter((flaw) => flaw.path.length === deepest);
  const same = others.filter((flaw) => flaw.path.join('.') === told?.path.join('.'));
  return told === undefined ? null : { ...told, expected: [...new Set([told, ...same].flatMap((flaw) => flaw.expected))] };
}

/** How much speaks for a choice: a literal or an object that is as it says counts more than a field anybody may have. */
function fit(table: Shapes, shape: Shape, value: unknown, holds: (shape: Shape, value: unknown) => boolean): number {
  const of = dereferenced(table, shape);
  if (typeof of === 'string' || !isMapping(value)) return 0;
  if (of[0] === '&') return (of.slice(1) as Shape[]).reduce((sum, part) => sum + fit(table, part, value, holds), 0);
  if (of[0] === '|') return Math.max(...(of.slice(1) as Shape[]).map((part) => fit(table, part, value, holds)));
  if (of[0] !== '.' && of[0] !== '#') return 0;
  return Object.entries(of[2] as Fields).reduce((sum, [field, inner]) => {
    const given = value[field.replace(/\?$/, '')];
    if (given === undefined) return sum;
    if (!holds(inner, given)) return inner === '!' ? sum - 1 : sum;
    return sum + (Array.isArray(inner) && inner[0] === '=' ? 100 : isMapping(given) && Object.getPrototypeOf(given) !== Object.prototype ? 10 : 1);
  }, 0);
}
