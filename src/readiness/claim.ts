import type { LawId } from '../laws';
import type { Loop } from '../loop';
import type { Cloud } from '../profile';

/** One thing that is true of a cluster or is not, and the laws that tell. */
export interface Claim {
  /** Names it in links and in tests, so it never changes. */
  readonly id: string;
  /** The claim, as it reads when it is true; no full stop. */
  readonly says: string;
  /** Laws whose kept subjects prove it: of one of them at least. Empty: no manifest shows it, and it stays unknown. */
  readonly provenBy: readonly LawId[];
  /** Laws that refute it where they are broken, and leave it open where they are undecided; kept, they prove nothing. */
  readonly refutedBy?: readonly LawId[];
  /** Where to look when it is unknown: a command that only reads, and alerts that tell of the contrary. */
  readonly look: Look;
}

/** Where a cluster shows what manifests do not. */
export interface Look {
  /** One line of shell that changes nothing, and what its output tells. */
  readonly run: string;
  readonly tells: string;
  readonly alerts?: readonly `Loop${string}`[];
}

/** One item of the checklist: what is asked of a loop. */
export interface Item {
  readonly id: Loop | 'azure';
  readonly title: string;
  /** Only asked where this cloud is declared. */
  readonly cloud?: Cloud;
  readonly claims: readonly Claim[];
}
