import type { Path } from '../../load/resource';
import { isMap } from '../reading/subject';

/** Fields that hold a pod spec or its template, as controllers name them. */
const TEMPLATE = /template|podspec/i;

/**
 * Where an object of an unknown kind holds what looks like a pod spec: `containers` with names and images, somewhere below a template.
 * The first place, or `null`. Recursion is as deep as the object; the loader bounds that.
 */
export function podShapeIn(value: unknown): Path | null {
  return search(value, [], false);
}

function search(value: unknown, at: Path, isTemplate: boolean): Path | null {
  if (Array.isArray(value)) return firstOf(value.entries(), at, isTemplate);
  if (!isMap(value)) return null;
  if (isTemplate && looksLikeContainers(value['containers'])) return at;
  return firstOf(Object.entries(value), at, isTemplate);
}

function firstOf(entries: Iterable<readonly [string | number, unknown]>, at: Path, isTemplate: boolean): Path | null {
  for (const [step, value] of entries) {
    if (typeof value !== 'object' || value === null) continue;
    const found = search(value, [...at, step], isTemplate || (typeof step === 'string' && TEMPLATE.test(step)));
    if (found !== null) return found;
  }
  return null;
}

function looksLikeContainers(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
    && value.every((item) => isMap(item) && typeof item['name'] === 'string' && typeof item['image'] === 'string');
}
