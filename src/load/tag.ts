import type { ScalarEvent } from 'js-yaml';
import { integerOf, resolveScalar } from './scalar';

const CORE = /^!!|^!<tag:yaml\.org,2002:(?=.*>$)/;
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;

/** The tag of a scalar: a core tag by its name (`!!int` is `int`), another one as it is written. */
export function tagOf(text: string, { tagStart, tagEnd }: ScalarEvent): string {
  return text.slice(tagStart, tagEnd).replace(CORE, '').replace(/>$/, '');
}

/** What a scalar means under a tag; `undefined` when it cannot be what the tag says. Tags of applications keep the text. */
export function taggedValue(tag: string, text: string): unknown {
  const value = resolveScalar(text);
  switch (tag) {
    case 'int': return integerOf(text) === null ? undefined : value;
    case 'float': return typeof value === 'number' ? value : undefined;
    case 'bool': return typeof value === 'boolean' ? value : undefined;
    case 'null': return value === null ? value : undefined;
    case 'binary': return BASE64.test(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined;
    default: return text;
  }
}
