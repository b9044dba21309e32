import type { Pod } from '../workload/pod';
import { Selector } from '../selection/selector';
import type { Subject } from '../reading/subject';
import { Undecided, some } from '../reading/unknown';
import { SpreadConstraint } from './spread-constraint';
import { DEPRECATED_ZONE, isZoneKey } from './zone';

/** A wish that keeps pods apart: a topology spread constraint or a term of pod anti-affinity. */
export interface Spread {
  /** Where it is written. */
  readonly constraint: Subject;
  /** Is it a spread constraint, and no anti-affinity? */
  readonly isConstraint: boolean;
  readonly isOverZones: boolean;
  /** Does it go by the label that zones had up to Kubernetes 1.17? */
  readonly usesDeprecatedZone: boolean;
  /** Does it keep the pod apart from its own like, and not from others or from nobody? Throws `Undecided` where that is not known. */
  countsOwn(): boolean;
}

/** Labels that no two pods of a StatefulSet share: what counts by them counts one pod. */
const UNIQUE = new Set(['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index']);

/** Everything that keeps these pods apart from some pods. */
export function spreadsOf(pod: Pod): readonly Spread[] {
  const antiAffinity = pod.spec.in('affinity').in('podAntiAffinity');
  const terms = [
    ...antiAffinity.list('requiredDuringSchedulingIgnoredDuringExecution'),
    ...antiAffinity.list('preferredDuringSchedulingIgnoredDuringExecution').map((preference) => preference.in('podAffinityTerm')),
  ];
  const spread = (constraint: Subject, isConstraint: boolean, countsOwn: () => boolean): Spread => {
    const topologyKey = constraint.string('topologyKey') ?? '';
    return { constraint, isConstraint, isOverZones: isZoneKey(topologyKey), usesDeprecatedZone: topologyKey === DEPRECATED_ZONE, countsOwn };
  };
  return [
    ...pod.spec.list('topologySpreadConstraints').map((constraint) => spread(constraint, true, () => constraintCountsOwn(constraint, pod))),
    ...terms.map((term) => spread(term, false, () => termCountsOwn(term, pod))),
  ];
}

function constraintCountsOwn(at: Subject, pod: Pod): boolean {
  const constraint = new SpreadConstraint(pod, at);
  return !constraint.matchLabelKeys.some((key) => UNIQUE.has(key)) && constraint.counted === 'own';
}

/** In anti-affinity an empty selector means all pods, those of the same kind among them. */
function termCountsOwn(term: Subject, pod: Pod): boolean {
  const selector = Selector.fromLabelSelector(term.raw('labelSelector'));
  const differs = some(term.strings('mismatchLabelKeys'), (key) => pod.labels.has(key));
  const isApart = term.strings('matchLabelKeys').some((key) => UNIQUE.has(key));
  return !differs && !isApart && selector.matches(pod.labels) && reachesOwnNamespace(term, pod);
}

function reachesOwnNamespace(term: Subject, { workload }: Pod): boolean {
  const namespaces = term.strings('namespaces');
  const bySelector = Selector.fromLabelSelector(term.raw('namespaceSelector'));
  if (bySelector.selectsNothing) return namespaces.length === 0 || namespaces.includes(workload.namespace);
  if (bySelector.isEmpty || namespaces.includes(workload.namespace)) return true;
  throw new Undecided('which namespaces a term of anti-affinity reaches is not known', term.path);
}
