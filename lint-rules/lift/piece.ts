import { MAYBE, SOME } from '../../src/graph/reading/unknown';
import type { Imported } from './scope';
import type { Syntax } from './syntax';

/** A value as source code says it, as far as it does, and where it is written. */
export type Piece =
  | { readonly is: 'known'; readonly value: string | number | boolean | null; readonly node: Syntax }
  /** There, or perhaps there, and not known. */
  | { readonly is: 'unknown'; readonly mark: typeof SOME | typeof MAYBE; readonly node: Syntax }
  /** `undefined`, as good as not written. */
  | { readonly is: 'absent'; readonly node: Syntax }
  /** Text with references to blocks of Terraform in it, or one such reference: `${aws_iam_role.nodes.arn}`. */
  | { readonly is: 'reference'; readonly text: string; readonly node: Syntax }
  | MapPiece
  | { readonly is: 'list'; readonly items: readonly Piece[]; readonly node: Syntax }
  /** What a function or a class that was imported makes: `Size.gibibytes(1)`. */
  | { readonly is: 'made'; readonly by: Imported; readonly args: readonly Piece[]; readonly node: Syntax };

/** An object literal, or several spread into one. */
export interface MapPiece {
  readonly is: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  /** May there be entries that are not listed? */
  readonly isOpen: boolean;
  readonly node: Syntax;
}

export interface Entry {
  /** The key as it is written; `null` where none is. */
  readonly key: Syntax | null;
  readonly piece: Piece;
}

/** Something of which it is only known that it is there. */
export function some(node: Syntax): Piece {
  return { is: 'unknown', mark: SOME, node };
}

/** Something of which not even that is known. */
export function maybe(node: Syntax): Piece {
  return { is: 'unknown', mark: MAYBE, node };
}

/** The entry of a map; nothing and `null` are read as absent. */
export function entry(map: MapPiece, name: string): Piece {
  const found = map.entries.get(name)?.piece;
  if (found === undefined) return map.isOpen ? maybe(map.node) : { is: 'absent', node: map.node };
  return found.is === 'known' && found.value === null ? { is: 'absent', node: found.node } : found;
}

/** The text a piece is known to be; `null` for all others. */
export function textOf(piece: Piece): string | null {
  return piece.is === 'known' && typeof piece.value === 'string' ? piece.value : null;
}
