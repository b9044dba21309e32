import { defineLaw } from '../../law';

const RULES = {
  node: 'its anti-affinity wants a node for each pod',
  zone: 'its anti-affinity wants a zone for each pod',
  port: 'each pod takes a port of its node',
  spread: 'its spread constraint holds it back',
  capacity: 'the nodes are full',
};

export default defineLaw({
  id: 'compute/rollout-no-deadlock',
  title: 'A rolling update can make progress',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'refused, both, noPlace and port are errors: the API server rejects the object, or the first update never ends. Where the number of nodes is not declared it warns.',
  signature: 'S2',
  shows: { symptom: 'a rollout stops at its first new pod, which stays Pending', metric: 'kube_deployment_status_replicas_updated against kube_deployment_spec_replicas' },
  why: 'With up to three replicas the default update takes no pod away before a new one is ready. Where the new one finds no node beside the old ones, it is Pending, they stay, and nothing ever moves.',
  remedy: 'Set maxUnavailable: 1, or let the rule count one revision only (matchLabelKeys: [pod-template-hash] in the anti-affinity term).',
  keptBy: '`StatelessService` and `Worker` may always take one pod away in a rollout.',
  waiveWhen: 'A spare node is always there, and nobody declared how many nodes there are.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable',
    'https://github.com/kubernetes/kubernetes/issues/116891',
  ],
  on: 'Workload',
  params: { assumed: { default: 3, description: 'Nodes and zones a cluster may be no larger than where none are declared.' } },
  messages: {
    refused: { text: 'the API server refuses {workload}: its update may neither add a pod nor take one away', severity: 'error' },
    both: { text: 'the API server refuses {workload}: the update of a DaemonSet adds pods or takes them away, not both', severity: 'error' },
    port: { text: 'an update of {workload} never starts: each new pod waits for the host port the old one on its node holds', severity: 'error' },
    noPlace: { text: 'an update of {workload} never ends: it takes none of {pods} pods away before a new one is ready, and {rule}; there is room for {most}', severity: 'error' },
    mayLackPlace: { text: 'an update of {workload} needs a free {place} beside those of its pods: it takes none away first, and {rule}', severity: 'warning' },
    spare: { text: 'an update of {workload} needs room for one more pod: maxUnavailable is 0', severity: 'info' },
  },
  applies: ({ kind }) => kind === 'Deployment' || kind === 'DaemonSet',
  judge(workload, { params, broken }) {
    const args = { workload: workload.title };
    const { refused, heldPort } = workload.update;
    if (refused !== null) return broken(refused.kind === 'neither' ? 'refused' : 'both', { path: refused.path, at: 'key', args });
    if (heldPort !== null) return broken('port', { path: heldPort.path, args });
    const { careful } = workload.update;
    if (careful === null) return;
    const { pods, path, bounds, full } = careful;
    if (full !== null) return broken('noPlace', { path: full.at.path, at: 'key', args: { ...args, pods, rule: RULES[full.rule], most: full.most } });
    for (const bound of bounds) {
      if (bound.rule === 'capacity' || bound.rule === 'spread' || bound.most !== null) continue;
      if (bound.rule !== 'port' && pods < params.assumed) workload.placement.roomUnder(bound);
      const place = bound.rule === 'zone' ? 'zone' : 'node';
      return broken('mayLackPlace', { path: bound.at.path, args: { ...args, place, rule: RULES[bound.rule] } });
    }
    if (path !== null && !bounds.some(({ rule }) => rule === 'capacity')) broken('spare', { path, args });
  },
});
