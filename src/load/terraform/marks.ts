import { isMapping, newMapping } from '../mapping';
import type { Path } from '../resource';

/** Finds what an argument that is not known yet is made of, at its path: an expression of references, or `null`. */
export type ExpressionOf = (path: Path) => string | null;

const UNKNOWN = '${unknown}';

/** Values with an expression in the place of each that a plan marks as known only after it is applied. */
export function known(values: Record<string, unknown>, unknown: unknown, expressionOf: ExpressionOf): Record<string, unknown> {
  if (!isMapping(unknown)) return values;
  const all = newMapping();
  for (const [key, value] of Object.entries(values)) all[key] = value;
  for (const [key, mark] of Object.entries(unknown)) if (marks(mark)) all[key] = filled(values[key], mark, [key], expressionOf([key]), expressionOf);
  return all;
}

function filled(value: unknown, mark: unknown, path: Path, expression: string | null, expressionOf: ExpressionOf): unknown {
  if (mark === true) return expression ?? UNKNOWN;
  if (Array.isArray(mark)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    // One of several unknown items is made of any of the references.
    const inner = mark.length === 1 ? expression : null;
    const ofItems = mark.length === 1 ? expressionOf : () => null;
    return Array.from({ length: Math.max(items.length, mark.length) }, (_, i) => (marks(mark[i]) ? filled(items[i], mark[i], [...path, i], inner, ofItems) : items[i]));
  }
  const map = newMapping();
  for (const [key, inner] of Object.entries(isMapping(value) ? value : {})) map[key] = inner;
  for (const [key, inner] of Object.entries(isMapping(mark) ? mark : {})) if (marks(inner)) map[key] = filled(map[key], inner, [...path, key], expressionOf([...path, key]), expressionOf);
  return map;
}

/** Whether something below a mark is marked. */
export function marks(mark: unknown): boolean {
  if (Array.isArray(mark)) return mark.some(marks);
  return isMapping(mark) ? Object.values(mark).some(marks) : mark === true;
}

/** Paths of the values that are marked as sensitive. */
export function sensitivePaths(mark: unknown): readonly Path[] {
  if (mark === true) return [[]];
  if (Array.isArray(mark)) return mark.flatMap((inner: unknown, i) => sensitivePaths(inner).map((path) => [i, ...path]));
  return isMapping(mark) ? Object.entries(mark).flatMap(([key, inner]) => sensitivePaths(inner).map((path) => [key, ...path])) : [];
}
