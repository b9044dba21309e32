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

/** An object by its name, with an article. */
export function called(name: string): string {
  if (name === '') return 'an object';
  if (/(?:Props|Facts|Options)$/.test(name)) return name;
  return `${/^[AEIOU](?![A-Z])/.test(name) ? 'an' : 'a'} ${name}`;
}

/** What a value is, without what it says: it may be a secret. */
export function named(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isNaN(value) ? 'NaN' : 'a number';
  if (typeof value === 'string') return value === '' ? 'empty text' : 'text';
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'a list';
  const { constructor: made } = value as { readonly constructor?: { readonly name?: unknown } };
  return called(typeof made?.name === 'string' ? made.name.replace(/^Object$/, '') : '');
}

/** What a value says where only certain words, or a form, are expected; of an address, not who comes by it. */
export function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 60).replace(/:\/\/[^/@]*@/, '://…@')) : named(value);
}
