import { demand } from '../../refusal';
import { textOf } from './produced';

/** What a container runs; `undefined` = what its image says. */
export interface Command {
  readonly command?: readonly string[];
  readonly args?: readonly string[];
}

/** The program of a container and what it is told. That may be empty (`sh -c ''`); a program without a name is refused. */
export function commandOf(where: string, { command, args }: Command): Command {
  const all = (field: string, parts: readonly string[]) => parts.map((part, i) => textOf(where, `${field}.${i}`, part, (text) => {
    demand(field !== 'command' || i > 0 || text !== '', where, 'props', () => ({
      found: 'command: a program without a name', expected: 'a program, then what it is told', remedy: 'write it, such as ["node", "server.js"]; leave command out for the entry point of the image',
    }));
  }));
  return { ...(command && { command: all('command', command) }), ...(args && { args: all('args', args) }) };
}
