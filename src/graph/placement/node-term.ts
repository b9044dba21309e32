import type { Path } from '../../load/resource';
import type { Subject } from '../reading/subject';

/** A condition on one label, or on the name, of a node. */
export interface NodeRequirement {
  /** Where it is written, from the place its reader names. */
  readonly path: Path;
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** An alternative of a NodeSelector: all of its conditions must hold, and one without a condition fits no node. */
export interface NodeTerm {
  readonly labels: readonly NodeRequirement[];
  readonly fields: readonly NodeRequirement[];
}

/**
 * The alternatives of a NodeSelector, as pods and volumes write it. Throws `Undecided` where a part is not known.
 * @param from The path that leads to the selector from where places are counted.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export function termsOf(selector: Subject, from: Path = []): readonly NodeTerm[] {
  return selector.list('nodeSelectorTerms').map((term, i) => {
    const requirements = (list: string) => term.list(list).map((at): NodeRequirement => ({
      path: [...from, 'nodeSelectorTerms', i, ...at.steps],
      key: at.string('key') ?? '',
      operator: at.string('operator') ?? '',
      values: at.strings('values'),
    }));
    return { labels: requirements('matchExpressions'), fields: requirements('matchFields') };
  });
}
