import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/host-port-free',
  title: 'Each port of a node is taken by one pod',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'twice is rejected by the API server, and with tooFew pods stay Pending for certain. taken warns: of two agents in one folder, one may be the other one’s alternative.',
  signature: 'S2',
  why: 'A host port is free once per node. The second pod that asks for it is not scheduled there, and where all nodes are taken it stays Pending without a word about ports in its logs.',
  remedy: 'Publish the port through a Service, or run the pods as a DaemonSet with one owner per port.',
  waiveWhen: 'The two agents never meet: their nodes are told apart by something that is not in these manifests.',
  sources: ['https://kubernetes.io/docs/concepts/configuration/overview/#services', 'https://kubernetes.io/docs/reference/scheduling/config/#scheduling-plugins'],
  on: 'Workload',
  messages: {
    twice: { text: 'the API server refuses pods of {workload}: host port {port} is taken twice in one pod', severity: 'error' },
    tooFew: { text: '{workload} wants {pods} pods on a node each for host port {port}, and the nodes it can run on are {most}', severity: 'error' },
    taken: { text: 'pods of {workload} find host port {port} taken on every node by {other}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (workload) => workload.placement.pod.ports.length > 0,
  judge(workload, { broken }) {
    const { placement } = workload;
    const { duplicatePort, pod: { ports: [first] } } = placement;
    const args = { workload: workload.title };
    if (duplicatePort !== null) return broken('twice', { path: duplicatePort.at.path, args: { ...args, port: duplicatePort.port } });
    // Asked last: who else is there is not known of a part, and a pod that is refused is refused beside anybody.
    const { portRival } = placement;
    if (portRival !== null) {
      const { other, port } = portRival;
      return broken('taken', {
        path: port.at.path,
        args: { ...args, port: port.port, other: other.title },
        related: [{ message: 'takes the port on every node', resource: other.resource, path: ['metadata', 'name'] }],
      });
    }
    if (!workload.isReplicated || first === undefined || workload.maximumScale < 2) return;
    const pods = workload.maximumScale;
    for (const bound of placement.bounds.filter(({ rule }) => rule === 'port')) {
      const most = placement.roomUnder(bound);
      if (most < pods) broken('tooFew', { path: first.at.path, args: { ...args, pods, port: first.port, most } });
    }
  },
});
