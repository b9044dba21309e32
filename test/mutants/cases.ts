import { laws } from '../../src/laws';
import { fixturesOf, judgeFixture } from '../laws/fixture';
import { outcomeOf, promiseOf } from '../laws/outcome';

/** A fixture as a test without a test framework. */
export interface Case {
  readonly id: string;
  /** What differs from what the fixture promises; `null` when nothing does. A law that crashes throws. */
  run(): string | null;
}

/** Every fixture of every law. */
export const cases: readonly Case[] = laws.flatMap((law) => fixturesOf(law).map((fixture) => {
  const promise = JSON.stringify(promiseOf(fixture));
  return {
    id: `${law.id}/${fixture.name}`,
    run() {
      const outcome = JSON.stringify(outcomeOf(fixture, judgeFixture(fixture)));
      return outcome === promise ? null : outcome;
    },
  };
}));
