import { KubeObject } from '../object/kube-object';

/** Highest value the API server takes; above it only the two built-in classes are. */
export const HIGHEST_VALUE = 1_000_000_000;

/** Classes every cluster has. */
export const BUILT_IN_VALUES: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);

/** What a class is for, by its name; `null` = the name does not say. */
export type Tier = 'critical' | 'batch' | null;

/** A PriorityClass. */
export class PriorityClass extends KubeObject {
  get value(): number {
    return this.number('value') ?? 0;
  }

  get isDefault(): boolean {
    return this.boolean('globalDefault') === true;
  }

  /** Does a pod of this class wait for room instead of taking that of others? */
  get neverPreempts(): boolean {
    return this.string('preemptionPolicy') === 'Never';
  }

  /** Is it made before the other one, as the set is applied in order? */
  isBefore(other: PriorityClass): boolean {
    return this.graph.objects.indexOf(this) < this.graph.objects.indexOf(other);
  }

  get tier(): Tier {
    if (/(?:^|-)(?:batch|background|best-?effort|bulk)(?:-|$)/.test(this.name)) return 'batch';
    return /(?:^|-)critical(?:-|$)/.test(this.name) ? 'critical' : null;
  }
}
