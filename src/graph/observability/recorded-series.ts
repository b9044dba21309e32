import type { Graph } from '../graph';
import type { Join } from '../join';
import { Undecided, answered } from '../reading/unknown';
import { allRuleSets } from './rule-set';

/** What recording rules of the set make. */
interface Recorded {
  /** By name: `null` = it is made, else why that is not certain. */
  readonly byName: ReadonlyMap<string, Undecided | null>;
  /** Why others may be made, too; `null` = none is. */
  readonly unread: Undecided | null;
}

/** Does a recording rule of the set make such a series? It may bring back a name that nothing else gives any more. Undecided where one may. */
export function isRecorded(graph: Graph, name: string): boolean {
  const { byName, unread } = graph.join(recordedSeries);
  const known = byName.get(name);
  if (known === null) return true;
  const doubt = known ?? unread;
  if (doubt !== null) throw doubt;
  return false;
}

const recordedSeries: Join<Recorded> = (graph) => {
  const byName = new Map<string, Undecided | null>();
  let unread: Undecided | null = null;
  for (const set of allRuleSets(graph)) {
    const asked = <T>(question: () => T): T | Undecided => {
      const answer = answered(question);
      return answer instanceof Undecided ? new Undecided(`in ${set.holder.title} ${answer.because}`) : answer;
    };
    const rules = asked(() => set.rules);
    if (rules instanceof Undecided) unread ??= rules;
    else for (const rule of rules) {
      const name = asked(() => rule.string('record'));
      if (name instanceof Undecided) unread ??= name;
      else if (name !== undefined && byName.get(name) !== null) {
        const isOn = asked(() => rule.isOn);
        byName.set(name, isOn instanceof Undecided ? isOn : null);
      }
    }
  }
  return { byName, unread };
};
