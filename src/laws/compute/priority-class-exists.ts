import { BUILT_IN_VALUES } from '../../graph/priority/priority-class';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/priority-class-exists',
  title: 'The priority a pod names exists',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Admission rejects pods whose class is not there. A class of the system outside of kube-system is accepted, and takes the place of the cluster itself.',
  signature: 'S2',
  shows: { symptom: 'a rollout makes no pods; "no PriorityClass with name" is in the events of the ReplicaSet only' },
  why: 'A pod that names a PriorityClass nobody made is rejected at creation: the Deployment stays at zero pods.',
  remedy: 'Make the PriorityClass first, or name one that exists; leave the system classes to what keeps the cluster alive.',
  sources: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
  on: 'Pod',
  messages: {
    missing: { text: 'the API server rejects pods of {workload}: there is no PriorityClass {class}', severity: 'error' },
    system: { text: '{workload} has priority {class}, which is meant for what keeps the cluster alive', severity: 'warning' },
  },
  keptBy: '`PriorityLadder` makes the classes its workloads name.',
  applies: (pod) => (pod.spec.string('priorityClassName') ?? '') !== '',
  judge(pod, { graph, broken }) {
    const name = pod.spec.string('priorityClassName') ?? '';
    const finding = { path: ['spec', 'priorityClassName'], args: { workload: pod.workload.title, class: name } };
    if (BUILT_IN_VALUES.has(name)) {
      // Agents of the node, such as its network, are what that class is for, wherever they live.
      const isAgent = pod.workload.kind === 'DaemonSet' && name === 'system-node-critical';
      if (!pod.workload.isSystem && pod.workload.namespace !== '' && !isAgent) broken('system', finding);
      return;
    }
    if (pod.priorityClass !== null) return;
    graph.assertComplete('PriorityClass', name);
    broken('missing', finding);
  },
});
