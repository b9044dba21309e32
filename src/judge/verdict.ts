import type { Finding, UndecidedAnswer, WaivedFinding } from '../finding';
import type { InputError, Skipped } from '../load/resource';
import type { Profile } from '../profile';
import type { Baseline } from './baseline';

/** How often a law was asked and what it answered. `examined = kept + broken + undecided + waived`, counted in subjects. */
export interface LawCount {
  examined: number;
  kept: number;
  broken: number;
  undecided: number;
  waived: number;
}

/** What was read and what became of it. `documents` = examined documents + skipped documents + documents with an error. */
export interface Accounting {
  readonly files: number;
  readonly documents: number;
  /** Objects found, items of lists counted one by one. */
  readonly resources: number;
  /** Objects every enabled law was asked of. */
  readonly examined: number;
  readonly skipped: readonly Skipped[];
  readonly errors: readonly InputError[];
}

/** One cluster of the run: its objects were joined with each other and with nothing else. */
export interface ClusterSummary {
  readonly name: string;
  readonly resources: number;
  /** Why the run was split, in one sentence; `null` when it was asked for or there is only one. */
  readonly note: string | null;
}

/** The answer of a run. */
export interface Verdict {
  /** `error`: something was not examined; else `fail`: a finding at or above `failOn`; else `pass`. */
  readonly verdict: 'pass' | 'fail' | 'error';
  readonly profile: Profile;
  readonly preset: 'recommended' | 'strict';
  readonly clusters: readonly ClusterSummary[];
  /** Sorted by file, document, position, law and message. */
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  /** Findings the baseline accepts; their subjects count as broken. */
  readonly baselined: readonly Finding[];
  /** Entries of the baseline that match nothing any more. */
  readonly stale: Baseline;
  readonly undecided: readonly UndecidedAnswer[];
  readonly accounting: Accounting;
  readonly laws: Readonly<Record<string, Readonly<LawCount>>>;
}
