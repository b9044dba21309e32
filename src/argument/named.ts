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
