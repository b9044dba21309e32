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
 * bring back what was accepted. A finding about a waiver is always open, because it says that another record is wrong.
 *
 * @param asked ids of the laws of this run; of the others nothing is known
 */
export function partedBy(baseline: Baseline, findings: readonly Finding[], asked: ReadonlySet<string>): Parted {
  const accepted = new Set(baseline.map((entry) => entry.fingerprint));
  const isBaselined = (finding: Finding): boolean => isAcceptable(finding) && accepted.has(finding.fingerprint);
  const baselined = findings.filter(isBaselined);
  const met = new Set(baselined.map((finding) => finding.fingerprint));
  return {
    open: findings.filter((finding) => !isBaselined(finding)),
    baselined,
    stale: baseline.filter((entry) => asked.has(entry.law) && !met.has(entry.fingerprint)),
  };
}

/** Whether a baseline may hold a finding. */
export function isAcceptable({ law }: Pick<Finding, 'law'>): boolean {
  return law !== 'manifest/waiver';
}
