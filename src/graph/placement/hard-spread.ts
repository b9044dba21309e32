import type { Subject } from '../reading/subject';
import { Selector } from '../selection/selector';
import { HOSTNAME } from './node-selection';
import { shares, type LabelledPod } from './pod-term';
import { ZONE } from './zone';

/** A topology spread constraint that holds a pod back rather than break its promise (`DoNotSchedule`). */
export interface HardSpread {
  readonly at: Subject;
  readonly topologyKey: string;
  readonly isOverZones: boolean;
  readonly isOverNodes: boolean;
  readonly maxSkew: number;
  readonly minDomains: number;
  /** Do nodes the pod can't choose count as domains? Default no. */
  readonly honorsAffinity: boolean;
  /** Do nodes whose taints keep the pod away not count as domains? By default they do count. */
  readonly honorsTaints: boolean;
  /** Is this pod counted when `owner` has the constraint? */
  counts(pod: LabelledPod, owner: LabelledPod): boolean;
  /** Does its owner add itself to the count of the place it goes to? An empty selector adds itself, though it counts nobody. */
  countsOwner(owner: LabelledPod): boolean;
}

/** The hard constraints of a pod spec. */
export function hardSpreads(spec: Subject): readonly HardSpread[] {
  return spec.list('topologySpreadConstraints').filter((at) => at.string('whenUnsatisfiable') === 'DoNotSchedule').map((at) => {
    const selector = Selector.fromLabelSelector(at.raw('labelSelector'));
    const keys = at.strings('matchLabelKeys');
    const topologyKey = at.string('topologyKey') ?? '';
    return {
      at,
      topologyKey,
      isOverZones: topologyKey === ZONE,
      isOverNodes: topologyKey === HOSTNAME,
      maxSkew: at.number('maxSkew') ?? 1,
      minDomains: at.number('minDomains') ?? 1,
      honorsAffinity: at.string('nodeAffinityPolicy') !== 'Ignore',
      honorsTaints: at.string('nodeTaintsPolicy') === 'Honor',
      counts: (pod, owner) => pod.namespace === owner.namespace && !(selector.isEmpty && !keys.some((key) => owner.labels.has(key)))
        && selector.matches(pod.labels) && shares(pod, owner, keys),
      countsOwner: (owner) => selector.matches(owner.labels),
    };
  });
}
