import type { TypeName } from '../schema/schema';
import { OPEN, Undecided, isUnresolved } from '../reading/unknown';

/** A map as it is written. */
export type Written = Readonly<Record<string | symbol, unknown>>;

/** How the API server fills one field. */
export interface Rule {
  /** The value it stores: a constant, or what follows from the fields beside it (`undefined` = nothing). */
  readonly value: unknown;
  /** Is an empty value (`""`, `0`, an empty list) replaced as well? So it is where Go cannot tell it from an absent one. */
  readonly replacesEmpty: boolean;
}

/** Rules by field; a field that is filled with a map gets `{}` where its own structure's rules do the rest. */
export type Rules = Readonly<Record<TypeName, Readonly<Record<string, Rule>>>>;

/** Fills a field that is absent or `null`; an empty value is kept (a pointer in Go). */
export function whenAbsent(value: unknown): Rule {
  return { value, replacesEmpty: false };
}

/** Fills a field that is absent or empty (a plain value in Go). */
export function whenEmpty(value: unknown): Rule {
  return { value, replacesEmpty: true };
}

/** A map that is stored though nobody wrote it; its fields have their own defaults. Shared and frozen. */
export const STORED: Readonly<Record<string, never>> = Object.freeze({});

/** What is written beside the field at hand. @throws Undecided where that is not known. */
export function beside(node: Written, field: string): unknown {
  const value = node[field] ?? undefined;
  if (isUnresolved(value) || (value === undefined && node[OPEN] === true)) throw new Undecided(`${field} is not known`);
  return value;
}

/** The text written beside the field at hand; absent reads as empty. @throws Undecided where it is not known, or no text. */
export function textBeside(node: Written, field: string): string {
  const value = beside(node, field) ?? '';
  if (typeof value !== 'string') throw new Undecided(`${field} is not text`);
  return value;
}

/** Does a list hold something? @throws Undecided where that is not known. */
export function anyBeside(node: Written, field: string): boolean {
  const value = beside(node, field) ?? [];
  if (!Array.isArray(value)) throw new Undecided(`${field} is no list`);
  return value.length > 0;
}
