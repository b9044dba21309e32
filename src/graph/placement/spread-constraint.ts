import type { Subject } from '../reading/subject';
import { some } from '../reading/unknown';
import { Selector } from '../selection/selector';
import type { Pod } from '../workload/pod';
import { isZoneKey } from './zone';

/** Whom a constraint counts: the pods that have it, others only, or nobody, for it has no selector or an empty one. */
export type Counted = 'own' | 'others' | 'unselected' | 'empty';

/** One of the `topologySpreadConstraints` of a pod. */
export class SpreadConstraint {
  constructor(private readonly pod: Pod, readonly at: Subject) {}

  get topologyKey(): string {
    return this.at.string('topologyKey') ?? '';
  }

  /** Does it hold a pod back rather than break its promise? */
  get isHard(): boolean {
    return this.at.string('whenUnsatisfiable') === 'DoNotSchedule';
  }

  get isOverZones(): boolean {
    return isZoneKey(this.topologyKey);
  }

  /** An empty selector counts nobody unless `matchLabelKeys` gives it conditions: the scheduler adds the pod's own values of these labels. */
  get counted(): Counted {
    const selector = this.selector;
    const { labels } = this.pod;
    if (selector.selectsNothing) return 'unselected';
    if (selector.isEmpty) return some(this.matchLabelKeys, (key) => labels.has(key)) ? 'own' : 'empty';
    return selector.matches(labels) ? 'own' : 'others';
  }

  /** Labels whose values the scheduler takes from the pod itself. */
  get matchLabelKeys(): readonly string[] {
    return this.at.strings('matchLabelKeys');
  }

  /** Why the API server refuses its `matchLabelKeys`: there is no selector beside them, or it names this label, too. `null` = it does not. */
  get refusedKeys(): 'alone' | { readonly twice: string } | null {
    if (this.matchLabelKeys.length === 0) return null;
    if (!this.at.has('labelSelector')) return 'alone';
    const twice = this.matchLabelKeys.find((key) => this.selector.requirements.some((r) => r.key === key));
    return twice === undefined ? null : { twice };
  }

  private get selector(): Selector {
    return Selector.fromLabelSelector(this.at.raw('labelSelector'));
  }
}

/** The spread constraints of a pod, in order. */
export function spreadConstraintsOf(pod: Pod): readonly SpreadConstraint[] {
  return pod.spec.list('topologySpreadConstraints').map((at) => new SpreadConstraint(pod, at));
}
