import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/pdb-selects-pods',
  title: 'A disruption budget selects the pods it is meant for',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A budget that protects nothing harms nothing until the first drain: a warning, an error in strict.',
  signature: 'S2',
  shows: { symptom: 'a node upgrade takes all replicas at once, though there is a disruption budget', metric: 'kube_poddisruptionbudget_status_expected_pods == 0' },
  why: 'Nobody tells that a selector matches no pod. The budget is there, reviews are content, and the drain finds nothing that holds it back.',
  remedy: 'Make spec.selector.matchLabels equal to labels of the pod template, in the namespace of the workload.',
  waiveWhen: 'An operator makes the pods, and they are not in these manifests.',
  sources: ['mission', 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#specifying-a-poddisruptionbudget'],
  on: 'PodDisruptionBudget',
  messages: {
    unselected: { text: 'budget {budget} protects nothing: it has no selector', severity: { recommended: 'warning', strict: 'error' } },
    nothing: { text: 'budget {budget} protects nothing: no pod of its namespace has the labels it selects', severity: { recommended: 'warning', strict: 'error' } },
  },
  judge(budget, { graph, broken }) {
    const args = { budget: budget.name };
    if (budget.selector.selectsNothing) return broken('unselected', { path: ['spec'], at: 'key', args });
    const { certain, possible } = budget.protects();
    if (certain.length > 0) return;
    if (possible.length > 0) throw budget.unknown('spec');
    for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'Pod']) graph.assertComplete(kind, `under budget ${budget.name}`);
    broken('nothing', { path: ['spec', 'selector'], at: 'key', args });
  },
});
