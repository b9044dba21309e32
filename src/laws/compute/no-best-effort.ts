import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/no-best-effort',
  title: 'No pod is BestEffort',
  owner: 'app',
  presets: ['strict'],
  because: 'Only strict asks it: `compute/budgeted-pod` already tells each container of such a pod.',
  signature: 'S2',
  why: 'A pod none of whose containers has a request or limit is the first the kubelet evicts, and the scheduler counts it as nothing: it lands on full nodes.',
  remedy: 'Set requests for CPU and memory on its containers, and a memory limit.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#besteffort'],
  on: 'Pod',
  messages: {
    bestEffort: { text: 'pods of {workload} are BestEffort: no container has a request or limit for CPU or memory', severity: 'error' },
  },
  curedBy: ['LimitRange'],
  keptBy: 'Every workload construct demands a budget.',
  judge(pod, { graph, broken }) {
    if (pod.budget.qosClass !== 'BestEffort') return;
    pod.assertWhole();
    graph.assertNotProvided('limit-range');
    broken('bestEffort', { path: ['spec', 'containers'], at: 'key', args: { workload: pod.workload.title } });
  },
});
