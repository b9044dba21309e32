import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/pdb-present',
  title: 'Replicated workloads have a disruption budget',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Without a budget a drain may take every replica of a node at once. That needs all of them on one node, so recommended warns.',
  signature: 'S2',
  why: 'A drain takes every pod of a node at once. Without a budget, one node that holds all replicas takes the service down with it.',
  remedy: 'Add a PodDisruptionBudget with maxUnavailable: 1 that selects the labels of the pod template.',
  keptBy: '`StatelessService`, `Worker` and `StatefulStore` add one, and `keepLaws` does.',
  waiveWhen: 'The service may be gone for the minutes a drain takes.',
  sources: ['mission', 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  on: 'Workload',
  messages: {
    missing: { text: 'no disruption budget protects the {replicas} replicas of {workload}', severity: { recommended: 'warning', strict: 'error' } },
  },
  curedBy: ['PodDisruptionBudget', 'HorizontalPodAutoscaler', 'ScaledObject'],
  applies: (workload) => workload.isReplicated && !workload.isSystem && workload.minimumScale >= 2 && !workload.isPlaceholder,
  judge(workload, { graph, broken }) {
    const { certain, possible } = workload.budgets;
    if (certain.length > 0) return;
    if (possible.length > 0) throw workload.pod.unknown('metadata');
    workload.pod.assertWhole();
    graph.assertNotProvided('pdb');
    const budget = workload.newBudget;
    const { autoscalers } = workload;
    broken('missing', {
      path: autoscalers.length === 0 && workload.spec.has('replicas') ? ['spec', 'replicas'] : ['metadata', 'name'],
      args: { workload: workload.title, replicas: workload.minimumScale },
      related: autoscalers.map(({ resource }) => ({ message: 'sets the replicas', resource, path: ['spec', 'scaleTargetRef'] })),
      ...(budget && { repair: { add: budget } }),
    });
  },
});
