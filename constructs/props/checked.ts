import { demand } from '../refusal';
import { flawOf } from './flaw';
import type { Shapes } from './shape';

/** Where props were given: a path or a call, or the scope and the id of what is about to be made. */
type Where = string | readonly [scope: { readonly node: { readonly path: string } } | undefined, id: string];

/**
 * Props as they were given, once they are of their type: the compiler says so to those who have one, this to all others. What a type cannot say,
 * the construct asks itself.
 * @throws Refusal for a field that is missing, or no value of its type
 */
export function checked<T, Asked extends string>(table: Shapes<Asked>, type: Asked, where: Where, props: T): T {
  const flaw = flawOf(table, table[type], props);
  demand(flaw === null, placeOf(where), 'props', () => {
    const field = flaw?.path.join('.') ?? '';
    return {
      found: `${field === '' ? 'props' : field}: ${flaw?.found}`,
      expected: listed(flaw?.expected ?? []),
      remedy: `${flaw?.found === 'nothing' ? 'write it' : 'correct it'}; an editor shows what ${type} takes, in JavaScript below a line "// @ts-check"`,
    };
  });
  return props;
}

function placeOf(where: Where): string {
  if (typeof where === 'string') return where;
  const [scope, id] = where;
  return [scope?.node.path, id].filter((part) => part !== undefined && part !== '').join('/');
}

function listed(expected: readonly string[]): string {
  return expected.length < 2 ? expected.join() : `${expected.slice(0, -1).join(', ')} or ${expected.at(-1)}`;
}
