import { Undecided } from './unknown';

/**
 * Lets a search report what is certain before it admits what it could not see: unknowns are put aside, and the first of them is
 * thrown at the end.
 */
export class Doubts {
  private first: Undecided | undefined;

  /** The answer, or `undefined` where it is undecided. */
  attempt<T>(question: () => T): T | undefined {
    try {
      return question();
    } catch (e) {
      this.put(e);
      return undefined;
    }
  }

  /** What a search finds before it admits a doubt of its own. */
  *certain<T>(search: Iterable<T>): Generator<T> {
    try {
      yield* search;
    } catch (e) {
      this.put(e);
    }
  }

  /** Throws the first unknown, if there was one. */
  settle(): void {
    if (this.first) throw this.first;
  }

  private put(e: unknown): void {
    if (!(e instanceof Undecided)) throw e;
    this.first ??= e;
  }
}
