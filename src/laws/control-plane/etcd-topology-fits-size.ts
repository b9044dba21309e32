import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-topology-fits-size',
  title: 'etcd of a large cluster runs on machines of its own',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended, for the limit is one of experience; strict makes the far one an error.',
  unproven: true,
  signature: 'S5',
  why: 'Beside the API server etcd shares CPU, memory and disk with what loads it most. The more nodes, the more watches and leases, and a slow API server then takes its own storage down.',
  remedy: 'Run three to five members on machines of their own, and name them under etcd.external.endpoints.',
  keptBy: '`KubeadmConfiguration` writes it.',
  waiveWhen: 'The machines of the control plane are large and fsync p99 stays below 10 ms at peak.',
  sources: ['mission', 'https://kubernetes.io/docs/setup/best-practices/cluster-large/#etcd-storage'],
  on: 'EtcdCluster',
  params: {
    stackedMaxNodes: { default: 100, description: 'Nodes from which etcd beside the API server is warned of.' },
    dedicatedFromNodes: { default: 500, description: 'Nodes from which it is grave.' },
  },
  messages: {
    stacked: { text: '{etcd} runs beside the API server of a cluster of {nodes} nodes', severity: 'warning' },
    overgrown: { text: '{etcd} runs beside the API server of a cluster of {nodes} nodes', severity: { recommended: 'warning', strict: 'error' } },
    few: { text: '{etcd} has {members} for a cluster of {nodes} nodes; three to five carry one of this size', severity: 'warning' },
  },
  applies: ({ servesKubernetes }) => servesKubernetes,
  judge(etcd, { params, broken }) {
    const { nodes, isStacked, place } = etcd;
    if (nodes < params.stackedMaxNodes) return;
    const breach = { path: place, args: { etcd: etcd.title, nodes, members: isStacked ? '' : etcd.count } };
    if (isStacked) broken(nodes >= params.dedicatedFromNodes ? 'overgrown' : 'stacked', breach);
    else if (etcd.members < 3) broken('few', breach);
  },
});
