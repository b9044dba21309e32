import { called, named } from '../../src/load/named';

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

/** What a value says where only certain words, or a form, are expected; of an address, not who comes by it. */
export function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60).replace(/:\/\/[^/@]*@/, '://…@')) : named(value);
}

/** The same, and numbers as they are: for what is no secret. */
export function told(value: unknown): string {
  return typeof value === 'number' ? String(value) : quoted(value);
}
