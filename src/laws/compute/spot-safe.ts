import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/spot-safe',
  title: 'Only what may be interrupted runs on spot nodes',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A cloud takes spot nodes back when it likes, so nothing here is certain: warnings, an error in strict where data is at stake.',
  signature: 'S2',
  shows: { symptom: 'pods vanish with their node at the hours when capacity is scarce', blamed: 'the node, or the autoscaler' },
  why: 'A spot node is gone minutes or seconds after its notice, together with all spot nodes of its kind. A single replica is an outage then, a database a recovery, and a pod that needs longer to stop is killed.',
  remedy: 'Run two replicas or more under a disruption budget, stop within the notice, and keep databases on nodes that stay.',
  keptBy: '`placement: { spot: true }` stops pods within the notice; it does not compile for a StatefulStore, and a single Worker pod is refused.',
  waiveWhen: 'The work may be lost and done again: queues, caches, development.',
  sources: [
    'mission',
    'https://learn.microsoft.com/azure/aks/spot-node-pool',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/spot-vms',
    'https://karpenter.sh/docs/concepts/disruption/#interruption',
  ],
  on: 'Workload',
  messages: {
    database: { text: '{workload} keeps data and may run on spot nodes ({by})', severity: { recommended: 'warning', strict: 'error' } },
    single: { text: '{workload} runs one pod, and may run it on spot nodes ({by})', severity: 'warning' },
    unprotected: { text: '{workload} may run on spot nodes ({by}), and no disruption budget staggers their loss', severity: { recommended: 'info', strict: 'warning' } },
    slow: { text: '{workload} takes up to {seconds} s to stop, and a spot node of this cloud leaves it {notice}', severity: 'warning' },
  },
  applies: (workload) => !workload.isSystem && workload.placement.spotUse !== null,
  judge(workload, { graph, broken }) {
    const { spotUse } = workload.placement;
    if (spotUse === null) return;
    const { by, notice } = spotUse;
    const path = [...workload.pod.path, ...spotUse.path];
    const args = { workload: workload.title, by };
    const { spec } = workload.pod;
    const seconds = spec.has('terminationGracePeriodSeconds') ? (spec.number('terminationGracePeriodSeconds') ?? 0) : 0;
    if (notice !== null && seconds > notice) {
      broken('slow', { path: [...workload.pod.path, 'spec', 'terminationGracePeriodSeconds'], args: { ...args, seconds, notice: `${notice} s` } });
    }
    if (workload.isStateful) return broken('database', { path, args });
    if (!workload.isReplicated || workload.minimumScale === 0) return;
    if (workload.minimumScale === 1) return broken('single', { path, args });
    const { certain, possible } = workload.budgets;
    if (certain.length > 0) return;
    if (possible.length > 0) throw workload.pod.unknown('metadata');
    workload.pod.assertWhole();
    graph.assertNotProvided('pdb');
    broken('unprotected', { path, args });
  },
});
