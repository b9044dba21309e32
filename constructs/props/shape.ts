/**
 * What a value may be, as a code. Text `s`, text that may be empty `t`, number `n`, boolean `b`, function `f`, anything `*`, anything that is there `+`, nothing at all `!`,
 * or `@Name`: what the table has under that name. A list begins with what it is:
 * `=` one of these literals · `~` text, as in this example, and of this pattern · `[` list of a shape, of this many at least · `{` map of a shape · `.` object by its name and fields, `?` behind those that may be left out ·
 * `#` an object with a life of its own, known by its members · `|` one of these · `&` all of these.
 */
export type Shape = string | readonly [code: '=' | '~' | '[' | '{' | '.' | '#' | '|' | '&', ...parts: readonly unknown[]];

/** Shapes by name: those that are asked for, and those they refer to. */
export type Shapes<Asked extends string = string> = Readonly<Record<Asked, Shape>> & Readonly<Record<string, Shape>>;
