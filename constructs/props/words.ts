import { called, named } from '../../src/argument/named';

/** One of several: `a, b or c`. */
export function listed(expected: readonly string[]): string {
  return expected.length < 2 ? expected.join() : `${expected.slice(0, -1).join(', ')} or ${expected.at(-1)}`;
}

/** Fields that lead to a value; one that is no plain word is quoted, for it may hold anything. */
export function placed(path: readonly string[]): string {
  return path.map((field) => (/^[\w./:@-]+$/.test(field) ? field : JSON.stringify(field))).join('.');
}

/** An object by its name, and by what it must have. */
export function drawn(name: string, needed: readonly string[]): string {
  const fieldsOf = needed.length === 0 ? '' : `{ ${needed.join(', ')} }`;
  return [name === '' && fieldsOf !== '' ? '' : called(name), fieldsOf].filter((part) => part !== '').join(' ');
}

/** What a value says where only certain words, or a form, are expected; of an address, neither who comes by it nor what it is asked. */
export function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(masked(value).slice(0, 60)) : named(value);
}

/** Text without what stands before its last `@`, and without what a `?` or a `#` begins: there may be passwords and keys. */
function masked(text: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(text)?.[0] ?? '';
  const rest = text.slice(scheme.length);
  const behind = rest.lastIndexOf('@') + 1;
  const asked = rest.search(/[?#]/);
  // Which of both ends what is secret can't be told, where a password may hold either.
  if (asked >= 0 && asked < behind) return `${scheme}…`;
  return `${scheme}${behind > 0 ? '…@' : ''}${asked < 0 ? rest.slice(behind) : `${rest.slice(behind, asked)}${rest[asked]}…`}`;
}

/** The same, and numbers as they are: for what is no secret. */
export function told(value: unknown): string {
  return typeof value === 'number' ? String(value) : quoted(value);
}
