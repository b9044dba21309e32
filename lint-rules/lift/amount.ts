import { MAYBE, SOME } from '../../src/graph/reading/unknown';
import { isThere } from './expression';
import type { Piece } from './piece';

/** Mebibytes and seconds per unit, by the factory of the class. */
const MEBIBYTES: Readonly<Record<string, number>> = { kibibytes: 1 / 1024, mebibytes: 1, gibibytes: 1024, tebibytes: 1024 ** 2, pebibytes: 1024 ** 3 };
const SECONDS: Readonly<Record<string, number>> = { millis: 1 / 1000, seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** The number a factory of a class such as `Size` was called with, and the name of the factory; `null` where that is not known. */
function call(piece: Piece, type: string): { readonly factory: string; readonly amount: number } | null {
  if (piece.is !== 'made') return null;
  const [name, factory = ''] = piece.by.names.slice(-2);
  const [argument] = piece.args;
  if (name !== type || argument?.is !== 'known' || typeof argument.value !== 'number') return null;
  return { factory, amount: argument.value };
}

/** `Size.gibibytes(1)` in Mi, as cdk8s-plus writes memory. A mark where it is not known. */
export function memoryOf(piece: Piece): unknown {
  return scaled(piece, 'Size', MEBIBYTES, (mebibytes) => `${mebibytes}Mi`);
}

/** `Size.gibibytes(1)` in Gi, as cdk8s-plus writes ephemeral storage. A mark where it is not known. */
export function diskOf(piece: Piece): unknown {
  return scaled(piece, 'Size', MEBIBYTES, (mebibytes) => `${mebibytes / 1024}Gi`);
}

/** `Duration.minutes(1)` in seconds. A mark where it is not known. */
export function secondsOf(piece: Piece): unknown {
  return scaled(piece, 'Duration', SECONDS, (seconds) => seconds);
}

/** `Cpu.millis(500)`, `Cpu.units(1)`. A mark where it is not known. */
export function cpuOf(piece: Piece): unknown {
  const found = call(piece, 'Cpu');
  if (found?.factory === 'millis') return `${found.amount}m`;
  return found?.factory === 'units' ? String(found.amount) : unknownOf(piece);
}

/** What is known of a piece whose value is not. */
export function unknownOf(piece: Piece): unknown {
  return piece.is === 'absent' ? undefined : isThere(piece) ? SOME : MAYBE;
}

/** Amounts cdk8s would have to round are refused by it, and unknown here. */
function scaled(piece: Piece, type: string, units: Readonly<Record<string, number>>, write: (amount: number) => string | number): unknown {
  const found = call(piece, type);
  const unit = found === null ? undefined : units[found.factory];
  return found === null || unit === undefined || !Number.isInteger(found.amount * unit) ? unknownOf(piece) : write(found.amount * unit);
}
