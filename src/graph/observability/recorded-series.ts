import type { Join } from '../join';
import { maybe } from '../reading/unknown';
import { allRuleSets } from './rule-set';

/** The series that recording rules of the set make; a rule may bring back a name that nothing else gives any more. */
export const recordedSeries: Join<ReadonlySet<string>> = (graph) => new Set(
  allRuleSets(graph).flatMap((set) => maybe(() => set.rules) ?? []).flatMap((rule) => maybe(() => rule.string('record')) ?? []),
);
