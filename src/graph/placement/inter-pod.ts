import type { PodTerm } from './pod-term';
import type { SchedulableNode, SchedulablePod } from './schedulable';
import type { Occupied } from './snapshot';
import { domainOf } from './topology';

/** Would the pod, on the node, break a required affinity or anti-affinity, its own or that of a pod that runs already? */
export function interPodFilter(pod: SchedulablePod, nodes: readonly Occupied[]): (node: SchedulableNode) => boolean {
  const wanted = domains(nodes, (other) => (pod.affinity.every((term) => term.matches(other, pod)) ? pod.affinity : []));
  const shunned = domains(nodes, (other) => pod.antiAffinity.filter((term) => term.matches(other, pod)));
  const shunning = domains(nodes, (other) => other.antiAffinity.filter((term) => term.matches(pod, other)));
  // Were no pod let in that has to be beside its own like, the first of them could never start.
  const mayBeFirst = wanted.size === 0 && pod.affinity.every((term) => term.matches(pod, pod));
  const isAmong = (found: Domains, node: SchedulableNode, topologyKey: string) => found.get(topologyKey)?.has(domainOf(node, topologyKey) ?? NONE) ?? false;
  return (node) => pod.affinity.some(({ topologyKey }) => domainOf(node, topologyKey) === undefined || (!mayBeFirst && !isAmong(wanted, node, topologyKey)))
    || pod.antiAffinity.some(({ topologyKey }) => isAmong(shunned, node, topologyKey))
    || [...shunning.keys()].some((topologyKey) => isAmong(shunning, node, topologyKey));
}

/** Domains by the label that tells them. */
type Domains = ReadonlyMap<string, ReadonlySet<string | typeof NONE>>;
/** Stands for the domain of a node without the label; no pod's domain. */
const NONE = Symbol('no domain');

/** Where the terms that hold of pods that run put them. */
function domains(nodes: readonly Occupied[], termsAbout: (other: SchedulablePod) => readonly PodTerm[]): Domains {
  const found = new Map<string, Set<string | typeof NONE>>();
  for (const { node, pods } of nodes) {
    for (const { topologyKey } of pods.flatMap(termsAbout)) {
      const domain = domainOf(node, topologyKey);
      if (domain === undefined) continue;
      const known = found.get(topologyKey);
      if (known) known.add(domain);
      else found.set(topologyKey, new Set([domain]));
    }
  }
  return found;
}
