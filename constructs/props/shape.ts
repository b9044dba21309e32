/**
 * What a value may be, as a code. Text `s`, text that may be empty `t`, number `n`, boolean `b`, function `f`, anything `*`, anything that is there `+`, nothing at all `!`,
 * or `@Name`: what the table has under that name. A list begins with what it is:
 * `=` one of these literals · `~` text, as in this example, and of this pattern · `[` list of a shape, of this many at least · `{` map of a shape · `.` object by its name and fields, `?` behind those that may be left out ·
 * `#` an object with a life of its own, known by its members · `|` one of these · `&` all of these · `?` a shape that may be known later: in parts as a `Lazy` of cdk8s, for cdktf as a token, as a whole, too; with `token` behind it, as text with a token of cdktf.
 */
export type Shape = string | readonly [code: '=' | '~' | '[' | '{' | '.' | '#' | '|' | '&' | '?', ...parts: readonly unknown[]];

/** Shapes by name: those that are asked for, and those they refer to. */
export type Shapes<Asked extends string = string> = Readonly<Record<Asked, Shape>> & Readonly<Record<string, Shape>>;

/** Stands in tables of constructs of cdktf: their texts may hold tokens. */
export const TOKENS = '#tokens';

/** Shapes of fields, `?` behind those that may be left out. */
export type Fields = Readonly<Record<string, Shape>>;

/** Why a value that is known later will not do. */
export interface Late {
  readonly found: string;
  /** What is added to what is expected. */
  readonly expected: string;
  readonly remedy: string;
}

/** Where a value is not what it may be. */
export interface Flaw {
  /** Fields that lead there; none = the value itself. */
  readonly path: readonly string[];
  readonly found: string;
  readonly expected: readonly string[];
  /** What is said of it, where it is known later and may not be. */
  readonly late?: Late;
  /** The field that was meant, where the name of one is misspelt. */
  readonly meant?: string;
}

/** What stands behind a name. */
export function dereferenced(table: Shapes, shape: Shape): Shape {
  if (typeof shape === 'string') return shape.startsWith('@') ? dereferenced(table, table[shape.slice(1)] ?? '*') : shape;
  return shape[0] === '?' ? dereferenced(table, shape[1] as Shape) : shape;
}

/** Fields an object must have, whichever of several it is. */
export function neededOf(table: Shapes, shape: Shape): readonly string[] {
  const of = dereferenced(table, shape);
  if (typeof of === 'string') return [];
  const parts = of.slice(1) as Shape[];
  switch (of[0]) {
    case '.': return Object.keys(of[2] as Fields).filter((field) => !field.endsWith('?'));
    case '&': return [...new Set(parts.flatMap((part) => neededOf(table, part)))];
    case '|': return parts.map((part) => neededOf(table, part)).reduce((all, some) => all.filter((field) => some.includes(field)));
    default: return [];
  }
}
