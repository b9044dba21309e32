import { named } from './named';

/** A call with what it does not take, made by a program that no compiler has read. The message says which call, what was found and what was expected. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';

  constructor(readonly call: string, readonly argument: string, value: unknown, expected: string) {
    super(`${call}: ${argument} is ${named(value)}; expected ${expected}`);
  }
}
