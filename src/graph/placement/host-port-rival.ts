import type { Join } from '../join';
import { maybe } from '../reading/unknown';
import { Workload } from '../workload/workload';
import { collide, type HostPort } from './host-port';

/** Workloads with a pod on every node that bears no taint, by each port of the host they take. */
const everywhere: Join<ReadonlyMap<number, readonly Workload[]>> = (graph) => {
  const byPort = new Map<number, Workload[]>();
  for (const workload of graph.all(Workload)) {
    if (workload.kind !== 'DaemonSet' || !graph.isApplied(workload)) continue;
    const pod = maybe(() => workload.placement.pod);
    if (pod?.selection.path !== null) continue;
    for (const port of new Set(pod.ports.map((p) => p.port))) byPort.set(port, [...(byPort.get(port) ?? []), workload]);
  }
  return byPort;
};

/** A workload whose pods hold a port of the host on all nodes that the pods of this one can run on. */
export interface PortRival {
  readonly port: HostPort;
  readonly other: Workload;
}

/** The first such rival; `null` = there is none. Of two agents that want a port on every node, the one that is written later loses. */
export function portRivalOf(workload: Workload): PortRival | null {
  const { graph, placement: { pod } } = workload;
  if (pod.tolerations.length > 0 || !graph.isApplied(workload)) return null;
  const holders = graph.join(everywhere);
  for (const port of pod.ports) {
    const other = (holders.get(port.port) ?? []).find((holder) => holder !== workload && comesFirst(holder, workload)
      && holder.placement.pod.ports.some((held) => collide(held, port)));
    if (other) return { port, other };
  }
  return null;
}

function comesFirst(holder: Workload, workload: Workload): boolean {
  const { objects } = workload.graph;
  return workload.kind !== 'DaemonSet' || objects.indexOf(holder) < objects.indexOf(workload);
}
