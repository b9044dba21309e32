import { Selector, type Labels } from '../selection/selector';
import type { Subject } from '../reading/subject';
import { every } from '../reading/unknown';
import type { Selected } from '../selection/selection-index';
import type { Workload } from '../workload/workload';
import type { Graph } from '../graph';
import { namespaces as namespacesOf } from '../namespace/namespaces';
import { namespaceLabels } from '../namespace/namespace-labels';

/** A pod as rules between pods see it. */
export interface LabelledPod {
  readonly namespace: string;
  readonly labels: Labels;
}

/** A required term of pod affinity or anti-affinity. */
export interface PodTerm {
  readonly at: Subject;
  readonly topologyKey: string;
  /** Is it about this pod, when `owner` has it? Throws `Undecided` where that is not known. */
  matches(pod: LabelledPod, owner: LabelledPod): boolean;
  /** Workloads of the set whose pods it may be about. */
  peers(owner: LabelledPod): Selected<Workload>;
}

/** The required terms of `podAffinity` or `podAntiAffinity`. */
export function requiredTerms(spec: Subject, kind: 'podAffinity' | 'podAntiAffinity', graph: Graph): readonly PodTerm[] {
  return spec.in('affinity').in(kind).list('requiredDuringSchedulingIgnoredDuringExecution').map((at) => {
    const selector = Selector.fromLabelSelector(at.raw('labelSelector'));
    const namespaces = at.strings('namespaces');
    const byLabel = Selector.fromLabelSelector(at.raw('namespaceSelector'));
    const [same, different] = [at.strings('matchLabelKeys'), at.strings('mismatchLabelKeys')];
    const reaches = (namespace: string, own: string): boolean => {
      if (byLabel.selectsNothing && namespaces.length === 0) return namespace === own;
      return namespaces.includes(namespace) || byLabel.matches(namespaceLabels(graph, namespace));
    };
    const peers = ({ namespace }: LabelledPod): Selected<Workload> => {
      const named = byLabel.selectsNothing && namespaces.length === 0 ? [namespace] : namespaces;
      const all = byLabel.selectsNothing ? named : graph.join(namespacesOf).map(({ name }) => name).filter((name) => reaches(name, namespace));
      const found = all.map((name) => graph.selectWorkloads(selector, name));
      return { certain: found.flatMap(({ certain }) => certain), possible: found.flatMap(({ possible }) => possible) };
    };
    return {
      at,
      peers,
      topologyKey: at.string('topologyKey') ?? '',
      matches: (pod, owner) => selector.matches(pod.labels) && shares(pod, owner, same)
        && every(different, (key) => !owner.labels.has(key) || !shares(pod, owner, [key]))
        && reaches(pod.namespace, owner.namespace),
    };
  });
}

/** Labels that no two pods of a StatefulSet share. */
const UNIQUE: ReadonlySet<string> = new Set(['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index']);

/** Has the pod the owner's values of these labels, of those it has? A pod and itself stand for two replicas of one revision. */
export function shares(pod: LabelledPod, owner: LabelledPod, keys: readonly string[]): boolean {
  if (pod === owner) return !keys.some((key) => UNIQUE.has(key));
  return every(keys, (key) => !owner.labels.has(key) || pod.labels.get(key) === owner.labels.get(key));
}
