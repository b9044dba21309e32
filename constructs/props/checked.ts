import { demand } from '../refusal';
import { pathOf } from '../scope';
import { flawOf } from './flaw';
import { neededOf, type Flaw, type Shapes } from './shape';
import { strayOf } from './stray';
import { drawn, listed, placed } from './words';

/** Where props were given: a path or a call, or the scope and the id of what is about to be made. */
type Where = string | readonly [scope: unknown, id: unknown];

/**
 * Props as they were given, once they are of their type: the compiler says so to those who have one, this to all others. What a type cannot say,
 * the construct asks itself.
 * @throws Refusal for a field that is missing, that is misspelt, or no value of its type
 */
export function checked<T, Asked extends string>(table: Shapes<Asked>, type: Asked, where: Where, props: T): T {
  const flaw = strayOf(table, [table[type]], props) ?? flawOf(table, table[type], props);
  demand(flaw === null, placeOf(where), 'props', () => {
    const { path, found, expected, late } = flaw as Flaw;
    return {
      found: `${path.length === 0 ? 'props' : placed(path)}: ${found}`,
      expected: `${path.length === 0 ? drawn(type, neededOf(table, table[type])) : listed(expected)}${late?.expected ?? ''}`,
      remedy: `${remedyOf(flaw as Flaw)}; an editor shows what ${type} takes, in JavaScript below a line "// @ts-check"`,
    };
  });
  return props;
}

function remedyOf({ found, late, meant }: Flaw): string {
  if (meant !== undefined) return `did you mean ${meant}? Write that, or leave it out`;
  if (late !== undefined) return late.remedy;
  return found === 'nothing' ? 'write it' : 'correct it';
}

function placeOf(where: Where): string {
  return typeof where === 'string' ? where : pathOf(...where);
}
