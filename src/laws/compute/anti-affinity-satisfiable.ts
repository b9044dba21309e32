import type { Bound } from '../../graph/placement/bound';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/anti-affinity-satisfiable',
  title: 'Hard placement rules can be satisfied at maximum scale',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'nodes, zones, labels and noPeer are errors: on the pools and workloads that are declared to be all, pods stay Pending for certain. Where nothing is declared it informs only.',
  signature: 'S2',
  why: 'Required rules are never bent. When the autoscaler asks for a replica more than there are nodes or zones to keep apart, that replica is Pending, and so is the load it was meant for.',
  remedy: 'Move the term to preferredDuringSchedulingIgnoredDuringExecution, use a topologySpreadConstraint with ScheduleAnyway, or bound the replicas by the nodes there are.',
  waiveWhen: 'Pending replicas are meant to make the autoscaler add nodes, and it always can.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity'],
  needs: 'cluster',
  on: 'Workload',
  params: { assumed: { default: 3, description: 'Nodes and zones a cluster has for certain where none are declared.' } },
  messages: {
    nodes: { text: '{workload} wants {pods} pods on a node each, and the nodes it can run on are {most}', severity: 'error' },
    zones: { text: '{workload} wants {pods} pods in a zone each, and the zones it can run in are {most}', severity: 'error' },
    labels: { text: 'pods of {workload} stay Pending: no declared node pool has the labels they ask for', severity: 'error' },
    noPeer: { text: 'pods of {workload} stay Pending: they want to run beside pods that nobody makes', severity: 'error' },
    unknown: {
      text: '{workload} wants each of {pods} pods {place}, and how many there are is not declared: pods beyond stay Pending',
      severity: { recommended: 'info', strict: 'warning' },
    },
  },
  applies: (workload) => !workload.isSystem && workload.placement.hasHardRules,
  judge(workload, { graph, params, broken }) {
    const { placement } = workload;
    const pods = workload.isReplicated ? workload.maximumScale : 1;
    const args = { workload: workload.title, pods };
    let doubtful: Bound | undefined;
    for (const bound of placement.bounds) {
      const { rule, at, most } = bound;
      if (rule !== 'node' && rule !== 'zone') continue;
      const place = { path: [...at.path, 'topologyKey'] };
      if (most === null) doubtful ??= bound;
      if (most === null && pods > params.assumed) broken('unknown', { ...place, args: { ...args, place: rule === 'node' ? 'on a node of its own' : 'in a zone of its own' } });
      if (most !== null && most > 0 && most < pods) broken(rule === 'node' ? 'nodes' : 'zones', { ...place, args: { ...args, most } });
    }
    const { lonelyTerm } = placement;
    if (lonelyTerm !== null) {
      for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod']) graph.assertComplete(kind, `beside ${workload.name}`);
      return broken('noPeer', { path: lonelyTerm.at.path, args });
    }
    if (placement.refusal === 'labels') return broken('labels', { path: placement.selectionPath, at: 'key', args });
    if (doubtful && pods > 1) placement.roomUnder(doubtful);
    if (pods > 1 && placement.bounds.length > 0 && placement.areNodesCounted) placement.assertRoomFor(pods);
  },
});
