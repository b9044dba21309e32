import type { Join } from '../join';
import { maybe } from '../reading/unknown';
import type { Path } from '../../load/resource';
import { allRuleSets, someAlert, type RuleSet } from './rule-set';
import { FSYNC } from './signature-metrics';

/** From which time on a write to etcd's log is an outage, in seconds. */
const OUTAGE = 0.1;

/** The alerts of a cluster on the time etcd waits for its disk. */
export interface FsyncAlerts {
  /** The set that holds the first of them; `null` when there is none that can be read. */
  readonly first: RuleSet | null;
  /** Where the one that fires first stands in it. */
  readonly place: Path | null;
  /** The time it fires above, in seconds. */
  readonly lowest: number | null;
  /** Does another one tell the outage apart, above the lowest and up to 100 ms? */
  readonly isGraded: boolean;
  /** Undecided where there may be another one: its expression, or whether it runs, is not known. */
  readonly assertNoOther: () => void;
}

/** Read together, as they may be in several sets. One whose threshold is no plain number is left out, for nobody knows when it fires. */
export const fsyncAlerts: Join<FsyncAlerts> = (graph) => {
  const found = allRuleSets(graph).flatMap((set) => (maybe(() => set.alerts) ?? []).flatMap((alert) =>
    (maybe(() => (alert.asksFor(FSYNC) && alert.isOn ? alert.thresholdsOf(FSYNC) : [])) ?? []).flatMap((threshold) => (threshold === null ? [] : [{ set, alert, threshold }]))));
  const first = found[0]?.set ?? null;
  const lowest = Math.min(...found.map(({ threshold }) => threshold));
  const alert = found.find(({ set }) => set === first)?.alert;
  return {
    first,
    place: alert === undefined ? null : [...alert.path, alert.field],
    lowest: first && lowest,
    isGraded: found.some(({ threshold }) => threshold > lowest && threshold <= OUTAGE),
    // Each of those that are certain answers no, so that only what is not known is left to throw.
    assertNoOther: () => { someAlert(graph, (other) => other.asksFor(FSYNC) && !other.isOn); },
  };
};
