import { priorityLadder } from '../../graph/priority/priority-ladder';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/priority-class-assigned',
  title: 'Long-running pods have a priority',
  owner: 'app',
  presets: ['strict'],
  because: 'Clusters without a ladder of priorities are common and work until they are full; only strict asks for one.',
  signature: 'S2',
  why: 'When nodes are full, priority decides who waits and who is preempted. Pods without a class all rank the same, the shop and its nightly report.',
  remedy: 'Set priorityClassName to a class of the ladder the platform offers.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
  on: 'Workload',
  messages: {
    none: { text: '{workload} has no priorityClassName', severity: 'warning' },
  },
  keptBy: 'Every workload construct, and `keepLaws`, takes a priority of the `PriorityLadder`.',
  curedBy: ['PriorityClass'],
  applies: (workload) => !workload.isJob && !workload.isSystem && !workload.isStaticPod,
  judge({ pod, title, graph }, { broken }) {
    if ((pod.spec.string('priorityClassName') ?? '') !== '') return;
    pod.assertWhole();
    graph.assertNotProvided('priority-class');
    if (graph.join(priorityLadder).some((c) => c.isDefault)) return;
    broken('none', { path: [...pod.path, 'spec'], at: 'key', args: { workload: title } });
  },
});
