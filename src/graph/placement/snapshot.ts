import { collide } from './host-port';
import { interPodFilter } from './inter-pod';
import type { SchedulableNode, SchedulablePod } from './schedulable';
import { spreadFilter } from './spread-filter';
import { CORDONED, tolerates, untolerated } from './taint';

/** The plugin of the scheduler that turns a pod away from a node. */
export type Plugin =
  | 'NodeUnschedulable' | 'NodeName' | 'TaintToleration' | 'NodeAffinity' | 'NodePorts' | 'NodeResourcesFit' | 'PodTopologySpread' | 'InterPodAffinity';

/** A node and the pods that are on it. */
export interface Occupied {
  readonly node: SchedulableNode;
  readonly pods: SchedulablePod[];
}

/**
 * Nodes with pods on them, as the scheduler sees them at the moment it looks for a place. Its filters are those of kube-scheduler that
 * depend on nothing but nodes and pods; volumes are asked elsewhere.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/scheduling-framework/
 */
export class Snapshot {
  private readonly nodes: readonly Occupied[];

  constructor(nodes: readonly SchedulableNode[]) {
    this.nodes = nodes.map((node) => ({ node, pods: [] }));
  }

  /** Puts a pod on a node. */
  place(pod: SchedulablePod, node: SchedulableNode): void {
    this.nodes.find((n) => n.node === node)?.pods.push(pod);
  }

  /** Takes a pod away. */
  remove(pod: SchedulablePod): void {
    for (const { pods } of this.nodes) if (pods.includes(pod)) pods.splice(pods.indexOf(pod), 1);
  }

  /** Why each node turns the pod away, in the order of the nodes: the first plugin to do so; `null` = it would take it. */
  rejections(pod: SchedulablePod): readonly (Plugin | null)[] {
    const breaksSpread = spreadFilter(pod, this.nodes);
    const breaksAffinity = interPodFilter(pod, this.nodes);
    return this.nodes.map((at) => rejectionOf(pod, at) ?? (breaksSpread(at.node) ? 'PodTopologySpread' : breaksAffinity(at.node) ? 'InterPodAffinity' : null));
  }

  /** How many pods are on each node, in the order of the nodes. */
  get load(): readonly number[] {
    return this.nodes.map(({ pods }) => pods.length);
  }
}

/** What a node says by itself, whatever pods are on others. */
function rejectionOf(pod: SchedulablePod, { node, pods }: Occupied): Plugin | null {
  if (node.isCordoned && !pod.tolerations.some((t) => tolerates(t, CORDONED))) return 'NodeUnschedulable';
  if (pod.nodeName !== null && pod.nodeName !== node.name) return 'NodeName';
  if (untolerated(node.taints, pod.tolerations) !== null) return 'TaintToleration';
  if (pod.selection.test(node.labels, node.name) !== true) return 'NodeAffinity';
  if (pods.some((other) => other.ports.some((a) => pod.ports.some((b) => collide(a, b))))) return 'NodePorts';
  return fits(pod, node, pods) ? null : 'NodeResourcesFit';
}

/** Only what is asked for is compared, so a pod without requests fits a node that has given away more than it has. */
function fits({ request }: SchedulablePod, { allocatable }: SchedulableNode, pods: readonly SchedulablePod[]): boolean {
  if (allocatable === null) return true;
  const slots = allocatable.get('pods');
  if (slots !== undefined && BigInt(pods.length + 1) > slots) return false;
  return [...request].every(([name, amount]) => {
    if (amount <= 0n) return true;
    const used = pods.reduce((total, other) => total + (other.request.get(name) ?? 0n), 0n);
    return amount <= (allocatable.get(name) ?? 0n) - used;
  });
}
