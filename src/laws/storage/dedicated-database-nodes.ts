import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/dedicated-database-nodes',
  title: 'Databases have nodes of their own',
  owner: 'app',
  presets: ['strict'],
  signature: 'S4',
  why: 'Beside other pods a database loses its page cache to them, waits for their disk writes and is evicted with them under pressure. A label attracts it to its nodes, a taint keeps the rest away; either alone dedicates nothing.',
  remedy: 'Taint the node pool, tolerate the taint and select the label of the pool. That its resources are Guaranteed is compute/guaranteed-when-critical.',
  because: 'Warnings, in strict only: small databases live well beside others.',
  keptBy: 'StatefulStore with a nodePool selects its label and tolerates its taint.',
  waiveWhen: 'The database is small, or the whole cluster is for it.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#example-use-cases'],
  on: 'Workload',
  messages: {
    shared: { text: 'database {workload} shares its nodes: it needs a node label it selects and a taint it tolerates', severity: 'warning' },
  },
  applies: (workload) => workload.kind === 'StatefulSet' && workload.isDatabase,
  judge(workload, { broken }) {
    const { pod, storage } = workload;
    if (!storage.isOnDedicatedNodes) broken('shared', { path: [...pod.path, 'spec'], at: 'key', args: { workload: workload.title } });
  },
});
