import type { ApiObject } from 'cdk8s';
import type { Written } from './written';

/** A manifest with a `spec`. */
export interface Manifest extends Written {
  readonly spec: Written;
}

/** The manifest as it stands now. */
export function manifestOf(object: ApiObject): Manifest {
  return object.toJson() as Manifest;
}

/**
 * Has every manifest of the object go through `change`, and tries it at once. It stands behind the patches of the object, so containers that
 * are added after the call are changed as well; a patch of our own could only speak of those it has seen.
 */
export function keepWritten(object: ApiObject, change: (manifest: Manifest) => Manifest): void {
  const write = object.toJson.bind(object) as () => Manifest;
  object.toJson = () => plain(change(write()));
  object.toJson();
}

/** Keys in order and nothing shared, as cdk8s itself writes: else YAML is full of anchors. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, plain(entry)]));
}
