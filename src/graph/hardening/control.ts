import type { Path } from '../../load/resource';
import type { Container } from '../workload/container';
import type { Pod } from '../workload/pod';

/** A level of the Pod Security Standards. */
export type PodSecurityLevel = 'baseline' | 'restricted';

/** One thing that a control forbids, as it was found. */
export interface Violation {
  /** From the container or the pod that was asked; of a field that is missing, the nearest one that is written. */
  readonly path: Path;
  readonly at: 'key' | 'value';
  /** What was found, for the message; empty = something that is demanded is missing. */
  readonly found: string;
}

/**
 * A control of the Pod Security Standards, asked of what it governs: a container, or the pod as a whole. Fields of a container win over
 * those of its pod.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export interface Control<S extends Container | Pod> {
  readonly level: PodSecurityLevel;
  /** What it forbids, or demands where that is missing. */
  readonly title: string;
  violations(subject: S): readonly Violation[];
}

/** Something that is written and forbidden. */
export function forbidden(path: Path, found: string): Violation {
  return { path, at: 'value', found };
}

/** Something that is demanded of a container and not written. */
export function missing(container: Container): Violation {
  return { path: [container.has('securityContext') ? 'securityContext' : 'name'], at: 'key', found: '' };
}
