import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/pod-fits-node',
  title: 'A node that is declared can hold the pod',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A pod larger than every node its rules allow is Pending for certain, however many nodes are added.',
  unproven: true,
  signature: 'S2',
  why: 'Pods are not split. One that requests more than the largest node has to give is Pending for ever, and no autoscaler helps: it would add nodes of the same size.',
  remedy: 'Request less, or add a pool of larger nodes. What a node can give is less than what its machine has: the kubelet and the system keep a part.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/',
    'https://karpenter.sh/docs/concepts/nodeclasses/#specblockdevicemappings',
  ],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    tooLarge: { text: 'a pod of {workload} requests {amount} of {resource}, and the largest node it can run on has {most}', severity: 'error' },
    noneHasAll: { text: 'a pod of {workload} fits no node it can run on: none has all it requests', severity: 'error' },
    tooMany: { text: '{workload} wants {pods} pods, and the nodes it can run on hold {most} of them, empty', severity: 'error' },
  },
  applies: (workload) => workload.placement.areNodesSized,
  judge(workload, { broken }) {
    const { placement } = workload;
    const { oversize } = placement;
    const args = { workload: workload.title };
    const path = [...workload.pod.path, 'spec', 'containers'];
    if (oversize !== null) return broken('tooLarge', { path, at: 'key', args: { ...args, ...oversize } });
    const most = placement.bounds.find(({ rule }) => rule === 'capacity')?.most ?? null;
    if (most === 0) return broken('noneHasAll', { path, at: 'key', args });
    const pods = workload.isReplicated ? workload.maximumScale : 1;
    if (most !== null && most < pods) broken('tooMany', { path: workload.spec.has('replicas') ? ['spec', 'replicas'] : ['metadata', 'name'], args: { ...args, pods, most } });
  },
});
