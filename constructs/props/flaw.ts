import { called, named } from '../../src/argument/named';
import { isMapping } from '../../src/load/mapping';
import { kindOf, meantOf } from './choice';
import { latenessOf, type Later } from './late';
import { TOKENS, dereferenced, neededOf, type Fields, type Flaw, type Shape, type Shapes } from './shape';
import { drawn, quoted } from './words';

/** The first flaw of a value; `null` = it has the shape. */
export function flawOf(table: Shapes, shape: Shape, value: unknown, path: readonly string[] = [], mayBeLater: Later = 'never'): Flaw | null {
  if (typeof shape === 'string' && shape.startsWith('@')) return flawOf(table, table[shape.slice(1)] ?? '*', value, path, mayBeLater);
  const late = latenessOf(shape, value, mayBeLater, TOKENS in table);
  if (late === 'taken') return null;
  if (late !== 'known') return { path, found: late.found, expected: expectedOf(table, shape), late };
  const not = (found = named(value)): Flaw => ({ path, found, expected: expectedOf(table, shape) });
  if (typeof shape === 'string') return SCALARS.get(shape)?.holds(value) === false ? not() : null;
  const [code, ...parts] = shape;
  const within = (of: Shape, inner: unknown, key: string): Flaw | null => flawOf(table, of, inner, [...path, key], mayBeLater);
  switch (code) {
    case '?': return flawOf(table, parts[0] as Shape, value, path, parts[1] === 'token' ? 'token' : 'value');
    case '=': return parts.includes(value) ? null : not(quoted(value));
    case '~': return isFormed(value, parts as [string, string?]) ? null : not(quoted(value));
    case '[': return ofList(parts as [Shape, number], value, path, within);
    case '{': return isMap(value) ? first(Object.keys(value), (key) => within(parts[0] as Shape, value[key], key)) : not();
    case '.': return isMap(value) ? ofFields(parts[1] as Fields, value, within) : not();
    // Which member it lacks says nothing to those who passed another object.
    case '#': return isMap(value) && Object.entries(parts[1] as Fields).every(([member, of]) => typeof of !== 'string' || within(of, value[member], member) === null) ? ofFields(parts[1] as Fields, value, within) : not();
    case '&': return first(parts as Shape[], (part) => flawOf(table, part, value, path, mayBeLater));
    case '|': return ofChoice(table, parts as Shape[], value, path, mayBeLater);
  }
}

const SCALARS = new Map<string, { readonly name: string; holds(value: unknown): boolean }>(Object.entries({
  s: { name: 'text', holds: (value: unknown) => typeof value === 'string' && value !== '' },
  t: { name: 'text', holds: (value: unknown) => typeof value === 'string' },
  n: { name: 'a number', holds: (value: unknown) => typeof value === 'number' && !Number.isNaN(value) },
  b: { name: 'true or false', holds: (value: unknown) => typeof value === 'boolean' },
  f: { name: 'a function', holds: (value: unknown) => typeof value === 'function' },
  '+': { name: 'something', holds: (value: unknown) => value !== undefined },
  '!': { name: 'nothing, beside what else is said', holds: (value: unknown) => value === undefined },
}));

/** What a value may be, in words. */
function expectedOf(table: Shapes, shape: Shape): readonly string[] {
  const of = dereferenced(table, shape);
  if (typeof of === 'string') return [SCALARS.get(of)?.name ?? 'anything'];
  const [code, ...parts] = of;
  switch (code) {
    case '=': return parts.map((literal) => JSON.stringify(literal));
    case '~': return [`text such as "${String(parts[0])}"`];
    case '[': return ['a list'];
    case '#': return [called(parts[0] as string)];
    case '.': return [drawn(parts[0] as string, neededOf(table, of))];
    case '|': return [...new Set((parts as Shape[]).flatMap((part) => expectedOf(table, part)))];
    default: return ['an object'];
  }
}

/** An expression of Terraform is of any form, once it is known. */
function isFormed(value: unknown, [, pattern]: readonly [string, string?]): boolean {
  return typeof value === 'string' && value !== '' && (pattern === undefined || value.includes('${') || new RegExp(pattern).test(value));
}

type Within = (of: Shape, inner: unknown, key: string) => Flaw | null;

function ofList([of, least]: readonly [Shape, number], value: unknown, path: readonly string[], within: Within): Flaw | null {
  if (!Array.isArray(value)) return { path, found: named(value), expected: ['a list'] };
  if (value.length < least) return { path, found: value.length === 0 ? 'an empty list' : `a list of ${value.length}`, expected: [`a list of ${least} or more`] };
  return first(value.keys(), (i) => within(of, value[i], String(i)));
}

function ofFields(fields: Fields, value: Readonly<Record<string, unknown>>, within: Within): Flaw | null {
  return first(Object.entries(fields), ([field, of]) => {
    const key = field.replace(/\?$/, '');
    const inner = value[key];
    return inner === undefined && field !== key ? null : within(of, inner, key);
  });
}

function ofChoice(table: Shapes, choices: readonly Shape[], value: unknown, path: readonly string[], mayBeLater: Later): Flaw | null {
  const flawAs = (shape: Shape, inner = value, at = path): Flaw | null => flawOf(table, shape, inner, at, mayBeLater);
  const tried = choices.map((shape) => ({ shape, flaw: flawAs(shape) }));
  const flaws = tried.flatMap(({ shape, flaw }) => (flaw === null ? [] : [{ shape, flaw }]));
  if (flaws.length < tried.length) return null;
  return kindOf(table, choices, value, path) ?? meantOf(table, flaws, value, (shape, inner) => flawAs(shape, inner) === null);
}

function first<T>(all: Iterable<T>, flaw: (one: T) => Flaw | null): Flaw | null {
  for (const one of all) {
    const found = flaw(one);
    if (found !== null) return found;
  }
  return null;
}

/** Are its fields what it holds? */
function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isMapping(value) && !(value instanceof Map) && !(value instanceof Set);
}
