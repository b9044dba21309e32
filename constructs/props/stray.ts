import { nearestName } from '../../src/graph/schema/nearest';
import { flawOf } from './flaw';
import { dereferenced, type Fields, type Flaw, type Shape, type Shapes } from './shape';

/**
 * A field that nothing reads, and that is spelt nearly as one that is not there: `replica` for `replicas`. Other fields that nothing reads are let
 * through, for objects are made of other objects. `null` = none is misspelt.
 */
export function strayOf(table: Shapes, shapes: readonly Shape[], value: unknown, path: readonly string[] = []): Flaw | null {
  if (Array.isArray(value)) {
    const items = partsOf(table, shapes).flatMap((part) => (part[0] === '[' ? [part[1] as Shape] : []));
    // Where no list is expected, nothing in it is known, and it may hold itself.
    return items.length === 0 ? null : first(value.entries(), ([i, item]) => strayOf(table, items, item, [...path, String(i)]));
  }
  if (!isWritten(value)) return null;
  const all = partsOf(table, shapes);
  const known = fieldsOf(all);
  const isOpen = all.some(([code]) => code !== '.');
  const meant = fieldsOf(partsOf(table, shapes, value));
  const absent = [...meant].filter(([key, of]) => value[key] === undefined && of.some((shape) => shape !== '!')).map(([key]) => key);
  return first(Object.entries(value), ([key, inner]) => {
    if (inner === undefined) return null;
    const read = known.get(key) ?? all.flatMap((part) => (part[0] === '{' ? [part[1] as Shape] : []));
    if (known.has(key) || isOpen) return strayOf(table, read, inner, [...path, key]);
    const nearest = nearestName(key, absent, key.length > 7 ? 2 : 1);
    return nearest === null ? null : { path: [...path, key], found: 'a field that is not known', expected: [nearest], meant: nearest };
  });
}

type Part = Exclude<Shape, string>;

/** What shapes are made of; with a value, of several kinds only those it is of, where it is of any. */
function partsOf(table: Shapes, shapes: readonly Shape[], value?: unknown): readonly Part[] {
  return shapes.flatMap((shape) => {
    const of = dereferenced(table, shape);
    if (typeof of === 'string') return of === '*' ? [['#'] as const] : [];
    const parts = of.slice(1) as Shape[];
    if (of[0] === '&') return partsOf(table, parts, value);
    if (of[0] !== '|') return [of];
    const own = value === undefined ? [] : parts.filter((part) => flawOf(table, part, value) === null);
    return partsOf(table, own.length > 0 ? own : parts, value);
  });
}

function fieldsOf(parts: readonly Part[]): ReadonlyMap<string, readonly Shape[]> {
  const fields = new Map<string, Shape[]>();
  for (const [code, , of] of parts) {
    if (code !== '.') continue;
    for (const [field, shape] of Object.entries(of as Fields)) {
      const key = field.replace(/\?$/, '');
      fields.set(key, [...(fields.get(key) ?? []), shape]);
    }
  }
  return fields;
}

function first<T>(all: Iterable<T>, flaw: (one: T) => Flaw | null): Flaw | null {
  for (const one of all) {
    const found = flaw(one);
    if (found !== null) return found;
  }
  return null;
}

/** Was it written as it is, or is it an object with a life of its own? */
function isWritten(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}
