import type { Finding, WaivedFinding } from '../finding';
import type { Verdict } from '../judge/verdict';
import { loopOf, LOOPS, type Loop } from '../loop';
import { placeIn, placeText } from './place';
import { plain, titleOf } from './words';

/** One step of a cascade, in words that are fit to be printed. */
export interface Step {
  /** `HH:MM`. */
  readonly at: string;
  readonly loop: Loop;
  readonly law: string;
  readonly event: string;
  readonly place: string;
}

/** A failure that passes from loop to loop, as one object carries it. */
export interface Chain {
  readonly title: string;
  /** In the order in which they strike. */
  readonly steps: readonly Step[];
  /** Why it is accepted; `null` where nobody said so. */
  readonly accepted: string | null;
}

/** Cascades of a run: those that are open first, then those in the baseline, then those that are waived. */
export function chainsOf({ findings, baselined, waived }: Verdict): readonly Chain[] {
  return [
    ...findings.flatMap((finding) => chainOf(finding, null)),
    ...baselined.flatMap((finding) => chainOf(finding, 'in the baseline')),
    ...waived.flatMap((finding: WaivedFinding) => chainOf(finding, `waived: ${plain(finding.reason)}`)),
  ];
}

function chainOf({ resource, related }: Finding, accepted: string | null): readonly Chain[] {
  const steps = related.flatMap(({ step, resource: { origin }, path }): Step[] => (step === undefined ? [] : [{
    at: plain(step.at), loop: LOOPS.find((loop) => loop === loopOf(step.law)) ?? 'cross', law: plain(step.law), event: plain(step.event), place: placeText(placeIn(origin, path)),
  }]));
  return steps.length === 0 ? [] : [{ title: titleOf(resource), steps, accepted }];
}
