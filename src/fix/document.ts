import type { Edit } from '../finding';
import { loadText } from '../load/load';
import type { TextOrigin } from '../load/origin';
import { edited, Uneditable } from './edit';
import { finest, isSame, patched } from './patch';

/** The same guards the document was first read with. */
const LIMITS = { maxDepth: 100, maxAliasedNodes: 1_000_000 };

/**
 * The text of a document with a patch of one of its objects carried out. What is written is read again: that object is then what
 * the patch makes of it, and every other one is what it was. Throws {@link Uneditable}.
 *
 * @param text the document as it is now
 * @param origin where the object stands in it
 */
export function repaired(text: string, { item, base }: TextOrigin, patch: readonly Edit[]): string {
  const before = objectsIn(text);
  const value = before.get(item);
  const wanted = patched(value, patch);
  let after = text;
  for (const edit of finest(value, patch)) after = edited(after, { ...edit, path: [...base, ...edit.path] }, LIMITS);
  const found = objectsIn(after);
  const isRight = found.size === before.size && [...before].every(([index, old]) => isSame(found.get(index), index === item ? wanted : old));
  if (!isRight) throw new Uneditable('written here it would change more, or something else');
  return after;
}

/** Objects of a document by their running index; `null` is the document itself. */
function objectsIn(text: string): ReadonlyMap<number | null, unknown> {
  const { resources, errors } = loadText('', text);
  if (errors.length > 0) throw new Uneditable('the document has an error');
  return new Map(resources.map(({ origin, value }) => [origin.item, value]));
}
