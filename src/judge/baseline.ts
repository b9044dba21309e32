import type { Finding } from '../finding';
import type { Severity } from '../law';

/** A finding a team lives with for now: enough to know it again and to read a diff, with no message and no value. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly law: string;
  readonly severity: Severity;
  /** The object it is on, as `Deployment shop/api`. */
  readonly object: string;
}

/** The findings a baseline holds. Order has no meaning. */
export type Baseline = readonly BaselineEntry[];

/** Findings parted by a baseline. */
export interface Parted {
  readonly open: readonly Finding[];
  readonly baselined: readonly Finding[];
  /** Entries of laws this run asked that no finding matches any more. */
  readonly stale: Baseline;
}

/**
 * Parts findings into what is new and what the baseline accepts. Only the fingerprint counts: a law that is made graver does not
 * bring back what was accepted. An entry accepts one finding, for the environments of a run share their fingerprints. A finding about
 * a waiver is always open, because it says that another record is wrong.
 *
 * @param asked ids of the laws of this run; of the others nothing is known
 */
export function partedBy(baseline: Baseline, findings: readonly Finding[], asked: ReadonlySet<string>): Parted {
  const unmet = new Map<string, BaselineEntry[]>();
  for (const entry of baseline) {
    const equals = unmet.get(entry.fingerprint);
    if (equals) equals.push(entry);
    else unmet.set(entry.fingerprint, [entry]);
  }
  const open: Finding[] = [];
  const baselined: Finding[] = [];
  for (const finding of findings) {
    const isAccepted = isAcceptable(finding) && unmet.get(finding.fingerprint)?.pop() !== undefined;
    (isAccepted ? baselined : open).push(finding);
  }
  return { open, baselined, stale: [...unmet.values()].flat().filter((entry) => asked.has(entry.law)) };
}

/** Whether a baseline may hold a finding. */
export function isAcceptable({ law }: Pick<Finding, 'law'>): boolean {
  return law !== 'manifest/waiver';
}
