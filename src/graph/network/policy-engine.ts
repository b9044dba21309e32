import { cloud } from '../cloud/cloud';
import type { Graph } from '../graph';
import { maybe } from '../reading/unknown';
import { text } from '../cloud/argument';
import { Workload } from '../workload/workload';

const ENGINES = /^(?:cilium|calico|tigera|antrea|kube-router|canal|romana|kube-ovn)/;

/** Does the set install something that enforces NetworkPolicies: its agents, its configuration, or its chart? */
export function installsPolicyEngine(graph: Graph): boolean {
  if (graph.all(Workload).some(({ name }) => ENGINES.test(name))) return true;
  if (graph.ofKind('Installation', 'operator.tigera.io').length > 0 || graph.object('', 'ConfigMap', 'kube-system', 'cilium-config') !== null) return true;
  if (graph.objects.some((object) => ENGINES.test(maybe(() => object.installedChart)?.name ?? ''))) return true;
  return graph.join(cloud).of('helm_release').some((release) => ENGINES.test(maybe(() => text(release, 'chart')) ?? ''));
}
