import { quotasOf } from '../../graph/budget/quotas';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/quota-requires-budget',
  title: 'Pods say what the quota of their namespace counts',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Admission rejects every such pod with 403. The Deployment is accepted, and stays at zero pods.',
  signature: 'S2',
  shows: { symptom: 'a rollout makes no pods; "must specify requests.cpu" is in the events of the ReplicaSet only', metric: 'kube_deployment_status_condition{condition="ReplicaFailure"}' },
  why: 'A ResourceQuota on CPU or memory refuses pods with a container that does not say how much it takes. Nothing shows on the Deployment but a missing replica.',
  remedy: 'Set what the quota names on every container, init containers included, or add a LimitRange with defaults.',
  sources: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/#requests-vs-limits'],
  needs: 'cluster',
  on: 'Container',
  messages: {
    unsaid: { text: 'quota {quota} refuses its pods: container {container} has no {missing}', severity: 'error' },
  },
  curedBy: ['LimitRange'],
  keptBy: 'Every workload construct demands a budget; `GuardedNamespace` adds a LimitRange beside its quota.',
  applies: (container) => quotasOf(container.pod.workload).length > 0,
  judge(container, { graph, broken }) {
    const { workload, budget } = container.pod;
    for (const quota of quotasOf(workload)) {
      const missing = quota.demands.filter(({ kind, resource }) => budget.lacks(container, kind, resource)).map(({ key }) => key);
      if (missing.length === 0 || !quota.counts(budget)) continue;
      container.pod.assertWhole();
      graph.assertNotProvided('limit-range');
      broken('unsaid', {
        path: container.has('resources') ? ['resources'] : ['name'],
        at: 'key',
        args: { quota: quota.name, container: container.name, missing: missing.join(' and no ') },
        related: [{ message: 'counts it', resource: quota.resource, path: ['spec', 'hard'] }],
      });
    }
  },
});
