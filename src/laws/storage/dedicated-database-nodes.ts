import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/dedicated-database-nodes',
  title: 'Databases have nodes and resources of their own',
  owner: 'app',
  presets: ['strict'],
  signature: 'S4',
  why: 'Beside other pods a database loses its page cache to them, waits for their disk writes and is evicted with them under pressure. A label attracts it to its nodes, a taint keeps the rest away; either alone dedicates nothing.',
  remedy: 'Taint the node pool, tolerate the taint and select the label of the pool; set requests equal to limits for cpu and memory.',
  because: 'Warnings, in strict only: small databases live well beside others.',
  keptBy: 'StatefulStore has requests equal to limits, and with a nodePool both halves of the dedication.',
  waiveWhen: 'The database is small, or the whole cluster is for it.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#example-use-cases', 'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#guaranteed'],
  on: 'Workload',
  messages: {
    shared: { text: 'database {workload} shares its nodes: it needs a node label it selects and a taint it tolerates', severity: 'warning' },
    evictable: { text: 'database {workload} is not Guaranteed: container {container} has no limits equal to its requests', severity: 'warning' },
  },
  applies: (workload) => workload.kind === 'StatefulSet' && workload.isDatabase,
  judge(workload, { broken }) {
    const { pod, storage } = workload;
    const args = { workload: workload.title };
    if (!storage.isOnDedicatedNodes) broken('shared', { path: [...pod.path, 'spec'], at: 'key', args });
    const loose = storage.evictableContainer;
    if (loose !== null) broken('evictable', { path: [...loose.path, loose.has('resources') ? 'resources' : 'name'], args: { ...args, container: loose.name } });
  },
});
