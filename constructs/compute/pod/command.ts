import { demand } from '../../refusal';

/** Refuses a command whose program has no name; what the program is told may be empty: `sh -c ''`. */
export function checkCommand(where: string, command: readonly string[] = []): void {
  demand(command[0] !== '', where, 'props', () => ({
    found: 'command: a program without a name', expected: 'a program, then what it is told', remedy: 'write it, such as ["node", "server.js"]; leave command out for the entry point of the image',
  }));
}
