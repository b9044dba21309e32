import type { Shape, Shapes } from './shape';

/** Where a value is not what it may be. */
export interface Flaw {
  /** Fields that lead there; none = the value itself. */
  readonly path: readonly string[];
  readonly found: string;
  readonly expected: readonly string[];
}

type Fields = Readonly<Record<string, Shape>>;

/** The first flaw of a value; `null` = it has the shape. */
export function flawOf(table: Shapes, shape: Shape, value: unknown, path: readonly string[] = []): Flaw | null {
  const not = (...expected: string[]): Flaw => ({ path, found: named(value), expected });
  if (typeof shape === 'string') {
    if (shape.startsWith('@')) return flawOf(table, table[shape.slice(1)] ?? '*', value, path);
    const scalar = SCALARS.get(shape);
    return scalar === undefined || scalar.holds(value) ? null : not(scalar.name);
  }
  const [code, ...parts] = shape;
  switch (code) {
    case '=': return parts.includes(value) ? null : { ...not(...parts.map((literal) => JSON.stringify(literal))), found: quoted(value) };
    case '~': return isFormed(value, parts as [string, string?]) ? null : { ...not(`text such as "${String(parts[0])}"`), found: quoted(value) };
    case '[': return ofList(table, parts as [Shape, number], value, path);
    case '{': return isMap(value) ? first(Object.keys(value), (key) => flawOf(table, parts[0] as Shape, value[key], [...path, key])) : not('an object');
    case '.': return isMap(value) ? ofFields(table, parts[1] as Fields, value, path) : not(drawn(parts as [string, Fields]));
    case '#': return isMap(value) ? ofFields(table, parts[1] as Fields, value, path) : not(called(parts[0] as string));
    case '&': return (parts as Shape[]).map((part) => flawOf(table, part, value, path)).find((flaw) => flaw !== null) ?? null;
    case '|': return ofChoice(table, parts as Shape[], value, path);
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

/** An expression of Terraform is of any form, once it is known. */
function isFormed(value: unknown, [, pattern]: readonly [string, string?]): boolean {
  return typeof value === 'string' && value !== '' && (pattern === undefined || value.includes('${') || new RegExp(pattern).test(value));
}

function ofList(table: Shapes, [of, least]: readonly [Shape, number], value: unknown, path: readonly string[]): Flaw | null {
  if (!Array.isArray(value)) return { path, found: named(value), expected: ['a list'] };
  const isToken = value.length === 1 && typeof value[0] === 'string' && value[0].includes('#{');
  if (!isToken && value.length < least) return { path, found: value.length === 0 ? 'an empty list' : `a list of ${value.length}`, expected: [`a list of ${least} or more`] };
  return first(value.keys(), (i) => flawOf(table, of, value[i], [...path, String(i)]));
}

function ofFields(table: Shapes, fields: Fields, value: Readonly<Record<string, unknown>>, path: readonly string[]): Flaw | null {
  return first(Object.entries(fields), ([field, of]) => {
    const key = field.replace(/\?$/, '');
    const inner = value[key];
    return inner === undefined && field !== key ? null : flawOf(table, of, inner, [...path, key]);
  });
}

/** Says what is wrong with the one that was meant: that which most of the value speaks for. */
function ofChoice(table: Shapes, choices: readonly Shape[], value: unknown, path: readonly string[]): Flaw | null {
  const tried = choices.map((shape) => ({ flaw: flawOf(table, shape, value, path), fit: fit(table, shape, value) }));
  const flaws = tried.map(({ flaw }) => flaw).filter((flaw) => flaw !== null);
  if (flaws.length < tried.length) return null;
  const best = Math.max(...tried.map((one) => one.fit));
  const meant = tried.flatMap(({ flaw, fit: of }) => (flaw !== null && of === best ? [flaw] : []));
  const deepest = Math.max(...meant.map((flaw) => flaw.path.length));
  const [told, ...others] = meant.filter((flaw) => flaw.path.length === deepest);
  const same = others.filter((flaw) => flaw.path.join('.') === told?.path.join('.'));
  return told === undefined ? null : { ...told, expected: [...new Set([told, ...same].flatMap((flaw) => flaw.expected))] };
}

/** How much speaks for a choice: a literal or an object that is as it says counts more than a field anybody may have. */
function fit(table: Shapes, shape: Shape, value: unknown): number {
  const of = typeof shape === 'string' && shape.startsWith('@') ? table[shape.slice(1)] ?? '*' : shape;
  if (typeof of === 'string' || !isMap(value)) return 0;
  if (of[0] === '&') return (of.slice(1) as Shape[]).reduce((sum, part) => sum + fit(table, part, value), 0);
  if (of[0] === '|') return Math.max(...(of.slice(1) as Shape[]).map((part) => fit(table, part, value)));
  if (of[0] !== '.' && of[0] !== '#') return 0;
  return Object.entries(of[2] as Fields).reduce((sum, [field, inner]) => {
    const given = value[field.replace(/\?$/, '')];
    if (given === undefined) return sum;
    if (flawOf(table, inner, given) !== null) return inner === '!' ? sum - 1 : sum;
    return sum + (Array.isArray(inner) && inner[0] === '=' ? 100 : isMap(given) && Object.getPrototypeOf(given) !== Object.prototype ? 10 : 1);
  }, 0);
}

function first<T>(all: Iterable<T>, flaw: (one: T) => Flaw | null): Flaw | null {
  for (const one of all) {
    const found = flaw(one);
    if (found !== null) return found;
  }
  return null;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map) && !(value instanceof Set);
}

/** An object by its name, and by what it must have. */
function drawn([name, fields]: readonly [string, Fields]): string {
  const needed = Object.keys(fields).filter((field) => !field.endsWith('?'));
  const fieldsOf = needed.length === 0 ? '' : `{ ${needed.join(', ')} }`;
  return [name === '' && fieldsOf !== '' ? '' : called(name), fieldsOf].filter((part) => part !== '').join(' ');
}

function called(name: string): string {
  if (name === '') return 'an object';
  return `${/^[AEIOU](?![A-Z])/.test(name) ? 'an' : 'a'} ${name}`;
}

/** What a value is, without what it says: it may be a secret. */
function named(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isNaN(value) ? 'NaN' : 'a number';
  if (typeof value === 'string') return value === '' ? 'empty text' : 'text';
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'a list';
  const { constructor: made } = value as { readonly constructor?: { readonly name?: unknown } };
  return called(typeof made?.name === 'string' ? made.name.replace(/^Object$/, '') : '');
}

/** What a value says where only certain words, or a form, are expected; of an address, not who comes by it. */
function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60).replace(/:\/\/[^/@]*@/, '://…@')) : named(value);
}
