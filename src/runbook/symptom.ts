import type { LawId } from '../laws';
import type { SignatureId } from '../signature';

/** A command to begin with, and what its output tells. */
export interface Command {
  /** One line of shell that changes nothing. `$NS`, `$POD`, `$NODE` … are set by whoever runs it. */
  readonly run: string;
  readonly tells: string;
  /** Where it runs, when that is not where kubectl is. */
  readonly on?: 'the node' | 'a node of etcd' | 'a node of the control plane';
}

/** One way out of the first commands: what was seen, what it means, and what to do. */
export interface Decision {
  readonly seen: string;
  readonly means: string;
  readonly fix: string;
  /** Laws that keep it from happening again. */
  readonly laws?: readonly LawId[];
}

/** Something people see in an incident, and the way from there to the cause. */
export interface Symptom {
  /** Anchor of its part of the runbook; alerts link to it, so it never changes. */
  readonly id: string;
  /** `null`: no signature of the method explains it, and none is claimed. */
  readonly signature: SignatureId | null;
  readonly title: string;
  /** What people and components say when they mean it: words of events, conditions, status columns. */
  readonly words: readonly string[];
  readonly commands: readonly Command[];
  readonly decisions: readonly Decision[];
}
