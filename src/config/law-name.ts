import { nearestName } from '../graph/schema/nearest';

/** The law that was probably meant: the one of this name in another loop, else the one spelt nearly so; `null` when there is none. */
export function nearestLaw(written: string, known: Iterable<string>): string | null {
  const ids = [...known];
  const name = `/${written.slice(written.indexOf('/') + 1)}`;
  return ids.find((id) => id.endsWith(name)) ?? nearestName(written, ids);
}

/** `; did you mean …?`, or nothing where nobody can tell. */
export function meant(nearest: string | null): string {
  return nearest === null ? '' : `; did you mean ${nearest}?`;
}
