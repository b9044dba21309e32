import type { Path } from '../../load/resource';
import { isMap } from './subject';
import { isUnresolved } from './unknown';

/** Where a value is wholly an unresolved `${…}`, in the order in which they are written. Recursion is as deep as the object; the loader bounds that. */
export function unresolvedValues(value: unknown): readonly Path[] {
  const found: Path[] = [];
  collect(value, [], found);
  return found;
}

function collect(value: unknown, at: (string | number)[], found: Path[]): void {
  if (typeof value === 'string') {
    if (isUnresolved(value)) found.push([...at]);
  } else if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) step(i, value[i], at, found);
  } else if (isMap(value)) {
    for (const key of Object.keys(value)) step(key, value[key], at, found);
  }
}

function step(key: string | number, value: unknown, at: (string | number)[], found: Path[]): void {
  if (typeof value !== 'object' && typeof value !== 'string') return;
  at.push(key);
  collect(value, at, found);
  at.pop();
}
