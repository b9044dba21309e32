import type { Verdict } from '../judge/verdict';
import { loopOf, LOOPS, type Loop } from '../loop';
import { countOf } from './severity';
import { count } from './words';

/** The last line: everything that was found and everything that was read, including what could not be judged. */
export function lastLine({ findings, waived, baselined, stale, undecided, accounting }: Verdict, separator: string): string {
  const { files, examined, skipped, errors } = accounting;
  return [
    [count(countOf(findings, 'error'), 'error'), count(countOf(findings, 'warning'), 'warning'), `${countOf(findings, 'info')} info`],
    [`${undecided.length} undecided`, `${waived.length} waived`, ...(baselined.length > 0 ? [`${baselined.length} in the baseline`] : []), ...(stale.length > 0 ? [`${stale.length} stale in the baseline`] : [])],
    [
      `${count(examined, 'object')} in ${count(files, 'file')} examined`,
      ...(skipped.length > 0 ? [skippedText(skipped)] : []),
      `${errors.length} not examined`,
    ],
  ].map((part) => part.join(', ')).join(separator);
}

/** How much was skipped, and how much of it because someone said so. */
function skippedText(skipped: Verdict['accounting']['skipped']): string {
  const chosen = (['excluded', 'gitignored'] as const).flatMap((reason) => {
    const n = skipped.filter((entry) => entry.reason === reason).length;
    return n > 0 ? [`${n} ${reason}`] : [];
  });
  return `${skipped.length} skipped${chosen.length > 0 ? ` (${chosen.join(', ')})` : ''}`;
}

/** What the laws of a loop answered. */
export interface LoopTally {
  readonly loop: Loop;
  readonly laws: number;
  readonly examined: number;
  readonly kept: number;
  readonly broken: number;
  readonly undecided: number;
  readonly waived: number;
}

/** The answers of a run by loop, in the order of the loops; only loops of which a law was asked. */
export function loopTallies({ laws }: Verdict): readonly LoopTally[] {
  return LOOPS.flatMap((loop) => {
    const counts = Object.entries(laws).filter(([id]) => loopOf(id) === loop).map(([, tally]) => tally);
    if (counts.length === 0) return [];
    const sum = (field: 'examined' | 'kept' | 'broken' | 'undecided' | 'waived') => counts.reduce((n, c) => n + c[field], 0);
    return [{
      loop, laws: counts.length,
      examined: sum('examined'), kept: sum('kept'), broken: sum('broken'), undecided: sum('undecided'), waived: sum('waived'),
    }];
  });
}
