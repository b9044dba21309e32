import { shortagesOf } from '../../graph/budget/quota-usage';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/quota-fits',
  title: 'What a namespace may grow to fits its quota',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It breaks when the load comes or a rollout surges, and not before.',
  signature: 'S2',
  shows: { symptom: 'an autoscaler or a rollout stops half way; "exceeded quota" is in the events of the ReplicaSet only', metric: 'kube_resourcequota{type="used"} against kube_resourcequota{type="hard"}' },
  why: 'Autoscalers and the surge of a rollout want more pods than run now. Where the quota is smaller, the last pods are refused in the hour they are needed.',
  remedy: 'Raise the quota, or lower maxReplicas, requests or maxSurge until the sum fits.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  on: 'ResourceQuota',
  messages: {
    short: { text: 'quota {quota} allows {hard} {resource}; at full scale and in a rollout the namespace wants {wanted}', severity: 'warning' },
  },
  keptBy: '`GuardedNamespace` keeps a ledger of what its workloads may grow to, and refuses the one that is too much.',
  judge(quota, { broken }) {
    for (const { resource, wanted, hard, by } of shortagesOf(quota)) {
      broken('short', {
        path: ['spec', 'hard', resource],
        args: { quota: quota.name, resource, hard: String(hard), wanted: String(wanted) },
        related: by.map((object) => ({ message: 'wants a share', resource: object.resource, path: ['metadata', 'name'] })),
      });
    }
  },
});
