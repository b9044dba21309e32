import type { Path } from '../../load/resource';
import type { Subject } from '../reading/subject';
import type { Container } from '../workload/container';

/** A field of a security context as it holds for a container, and where a finding about it stands. */
export interface Effective<T> {
  readonly value: T | undefined;
  readonly path: Path;
}

/**
 * What holds for a container: its own field, else that of its pod.
 * @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#securitycontext-v1-core
 */
export class SecurityContext {
  constructor(private readonly container: Container) {}

  /** A field by its steps below `securityContext`. */
  field<T>(steps: readonly string[], read: (map: Subject, key: string) => T | undefined): Effective<T> {
    const own = valueAt(this.container.in('securityContext'), steps, read);
    if (own !== undefined) return { value: own, path: ['securityContext', ...steps] };
    const value = valueAt(this.container.pod.spec.in('securityContext'), steps, read);
    return { value, path: ['name'] };
  }

  string(...steps: readonly string[]): Effective<string> {
    return this.field(steps, (map, key) => map.string(key));
  }

  number(...steps: readonly string[]): Effective<number> {
    return this.field(steps, (map, key) => map.number(key));
  }

  boolean(...steps: readonly string[]): Effective<boolean> {
    return this.field(steps, (map, key) => map.boolean(key));
  }
}

function valueAt<T>(root: Subject, steps: readonly string[], read: (map: Subject, key: string) => T | undefined): T | undefined {
  const [last = '', ...above] = steps.toReversed();
  const map = above.toReversed().reduce((at, step) => at.in(step), root);
  return read(map, last);
}
