import type { GivenBy } from './graph/object/waiver';
import type { Path, Range, Resource } from './load/resource';
import type { Severity } from './law';

/** A place that explains a finding: the budget that selects the pod, the first of two twins. */
export interface Related {
  readonly message: string;
  readonly resource: Resource;
  readonly path: Path;
  /** Where it is one step of a cascade, which step; the message says the same in words. */
  readonly step?: CascadeStep;
}

/** What happens in one step of a cascade: a failure that passes from loop to loop. */
export interface CascadeStep {
  /** When it strikes, `HH:MM`. */
  readonly at: string;
  readonly event: string;
  /** The law that would have broken the cascade here. */
  readonly law: string;
}

/** A safe change that makes the finding go away: JSON-patch-like edits of the object it is on, or one more object. */
export type Repair =
  | { readonly patch: readonly Edit[] }
  | { readonly add: Readonly<Record<string, unknown>> };

/** One edit; `path` starts at the root of the object. `add` creates missing parents. */
export type Edit =
  | { readonly op: 'add' | 'replace'; readonly path: Path; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: Path };

/** A broken law on one subject, as data. Line, column and prose are made by the reports. */
export interface Finding {
  /** Id of the law, `<loop>/<name>`. */
  readonly law: string;
  /** Key into the law's `messages`. */
  readonly messageId: string;
  /** Values for the placeholders of the message. Never a secret. */
  readonly args: Readonly<Record<string, string | number>>;
  readonly severity: Severity;
  readonly cluster: string;
  readonly resource: Resource;
  /** Name of the container the finding is about; `null` when it is about the object. */
  readonly container: string | null;
  /** From the root of the object to the offending node, which need not be written. */
  readonly path: Path;
  /** Whether the key or the value at `path` is the place to point at. */
  readonly at: 'key' | 'value';
  /** That place in the source text; `null` for a live construct. */
  readonly range: Range | null;
  readonly related: readonly Related[];
  readonly repair: Repair | null;
  /** Stable identity for baselines and code hosts: survives line moves, file renames and reordered lists. Hex, 64 digits. */
  readonly fingerprint: string;
}

/** A finding that a waiver accepts. */
export interface WaivedFinding extends Finding {
  readonly reason: string;
  /** Last day the waiver holds, `YYYY-MM-DD`; `null` = no expiry. */
  readonly until: string | null;
  readonly given: GivenBy;
}

/** A law that could not be answered for a subject, and why. */
export interface UndecidedAnswer {
  readonly law: string;
  readonly cluster: string;
  readonly resource: Resource;
  readonly container: string | null;
  readonly path: Path | null;
  readonly because: string;
}
