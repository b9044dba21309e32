import { KNOWN } from '../refusal';
import { isLazy, isResolvable, tokenFormOf } from './later';
import type { Late, Shape } from './shape';

/** Whether a value, or what it holds, may be known once the program has run: never, as it may in its half, or as a token in text. */
export type Later = 'never' | 'value' | 'token';

/** What a value is written as. `other`: an object, one of several, one of some words. */
type Form = 'text' | 'number' | 'boolean' | 'list' | 'map' | 'other';

const UNKNOWN: Late = { found: 'a value that is known later', ...KNOWN };
const TORN: Late = { found: 'a part of a list or a map that is known later', expected: '', remedy: 'hand the list or the map over as it is, or join it with others by a function of Terraform, such as Token.asList(Fn.concat([…]))' };
const UNTYPED: Partial<Record<Form, Late>> = {
  text: untyped('write stringValue of the variable, or Token.asString(…) of cdktf'),
  number: untyped('write numberValue of the variable, or Token.asNumber(…) of cdktf'),
  list: untyped('write listValue of the variable, or Token.asList(…) of cdktf'),
  map: untyped('write Token.asStringMap(…) of cdktf'),
};

function untyped(remedy: string): Late {
  return { found: 'a token without a type', expected: ', or a token of that type', remedy };
}

/**
 * Asks whether a value is known later, and whether it may be. In the cluster half a `Lazy` stands for a single value; in that of cdktf, a token
 * for a value of its own type.
 * @param isCloud whether the value is for cdktf
 */
export function latenessOf(shape: Shape, value: unknown, mayBe: Later, isCloud: boolean): 'known' | 'taken' | Late {
  const form = formOf(shape);
  if (form === null) return 'known';
  if (isLazy(value)) return isCloud || mayBe !== 'value' ? UNKNOWN : lazyAs(form);
  const isWritten = mayBe === 'value' || form === 'text';
  if (isResolvable(value)) return ((isCloud ? isWritten : mayBe === 'token') ? UNTYPED[form] : undefined) ?? UNKNOWN;
  const token = tokenFormOf(value);
  if (token === null) return 'known';
  if (token === 'text' && (form === 'text' || form === 'other')) return isCloud || mayBe === 'token' ? 'known' : UNKNOWN;
  if (isCloud && token === 'entry') return TORN;
  if (!isCloud || mayBe !== 'value') return UNKNOWN;
  const meant = UNTYPED[form];
  return token === form ? 'taken' : meant === undefined ? UNKNOWN : { ...meant, found: 'a token of another type' };
}

function lazyAs(form: Form): 'taken' | Late {
  if (form === 'other') return UNKNOWN;
  if (form !== 'list' && form !== 'map') return 'taken';
  return { found: 'a Lazy', expected: '; a Lazy stands for single values only', remedy: `write the ${form}, with a Lazy for each value that is known later` };
}

/** How a value of a shape is written by hand; `null` = it is not. */
function formOf(shape: Shape): Form | null {
  switch (shape[0]) {
    case 's': case 't': case '~': return 'text';
    case 'n': return 'number';
    case 'b': return 'boolean';
    case '[': return 'list';
    case '{': return 'map';
    case '=': case '.': case '|': return 'other';
    default: return null;
  }
}
