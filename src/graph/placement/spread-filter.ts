import type { HardSpread } from './hard-spread';
import type { SchedulableNode, SchedulablePod } from './schedulable';
import type { Occupied } from './snapshot';
import { domainOf } from './topology';
import { untolerated } from './taint';

/** One constraint, counted over the nodes as they are. */
interface Counted {
  readonly spread: HardSpread;
  /** Pods in each domain that counts. */
  readonly counts: ReadonlyMap<string, number>;
  readonly minimum: number;
  readonly self: number;
}

/** Would the pod break a hard spread constraint of its own on the node? */
export function spreadFilter(pod: SchedulablePod, nodes: readonly Occupied[]): (node: SchedulableNode) => boolean {
  const counted = pod.spreads.map((spread) => count(spread, pod, nodes));
  return (node) => counted.some(({ spread, counts, minimum, self }) => {
    const domain = domainOf(node, spread.topologyKey);
    return domain === undefined || (counts.get(domain) ?? 0) + self - minimum > spread.maxSkew;
  });
}

function count(spread: HardSpread, pod: SchedulablePod, nodes: readonly Occupied[]): Counted {
  const counts = new Map<string, number>();
  for (const { node, pods } of nodes) {
    const domain = domainOf(node, spread.topologyKey);
    if (domain === undefined || !isDomain(spread, pod, node)) continue;
    counts.set(domain, (counts.get(domain) ?? 0) + pods.filter((other) => spread.counts(other, pod)).length);
  }
  const minimum = counts.size < spread.minDomains ? 0 : Math.min(...counts.values());
  return { spread, counts, minimum, self: spread.countsOwner(pod) ? 1 : 0 };
}

/** A node is part of a domain when it has the labels of all constraints, and is not left out by the policies of this one. */
function isDomain(spread: HardSpread, pod: SchedulablePod, node: SchedulableNode): boolean {
  if (pod.spreads.some(({ topologyKey }) => domainOf(node, topologyKey) === undefined)) return false;
  if (spread.honorsAffinity && pod.selection.test(node.labels, node.name) !== true) return false;
  return !spread.honorsTaints || untolerated(node.taints, pod.tolerations) === null;
}
