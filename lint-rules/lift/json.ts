import type { Piece } from './piece';

/** The text that `JSON.stringify` makes of a piece; `null` where a part of it is not known. */
export function jsonOf(piece: Piece): string | null {
  const value = dataOf(piece);
  return value === null || value.data === undefined ? null : JSON.stringify(value.data);
}

/** Is a module the library of cdktf, or that of its fork? */
export function isFork(module: string): boolean {
  return module === 'cdktf' || module === 'cdktn';
}

function dataOf(piece: Piece): { readonly data: unknown } | null {
  switch (piece.is) {
    case 'known': return { data: piece.value };
    case 'reference': return { data: piece.text };
    case 'absent': return { data: undefined };
    case 'list': {
      const items = piece.items.map(dataOf);
      return items.includes(null) ? null : { data: items.map((item) => item?.data) };
    }
    case 'map': {
      const entries = [...piece.entries].map(([name, entry]) => [name, dataOf(entry.piece)] as const);
      return piece.isOpen || entries.some(([, value]) => value === null) ? null : { data: Object.fromEntries(entries.map(([name, value]) => [name, value?.data])) };
    }
    default: return null;
  }
}
