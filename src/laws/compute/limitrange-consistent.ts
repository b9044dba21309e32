import { isLimited, limitConflictsOf } from '../../graph/budget/limit-conflicts';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/limitrange-consistent',
  title: 'Pods and claims fit the LimitRanges of their namespace',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Admission rejects such pods and claims. The Deployment is accepted, and stays at zero pods.',
  signature: 'S2',
  shows: { symptom: 'a rollout makes no pods; the reason is in the events of the ReplicaSet only', metric: 'kube_deployment_status_condition{condition="ReplicaFailure"}' },
  why: 'A LimitRange gives defaults, and rejects what is outside of its bounds. What it gives may contradict what the container asks for: the pod is then no valid pod.',
  remedy: 'Write requests and limits within the bounds, or change the LimitRange; where a default limit is below a request, write the limit, too.',
  keptBy: '`GuardedNamespace` writes defaults within the ratios its own workloads keep.',
  sources: ['https://kubernetes.io/docs/concepts/policy/limit-range/', 'https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/limitranger/admission.go'],
  needs: 'cluster',
  on: 'Manifest',
  messages: {
    below: { text: 'LimitRange {range} rejects it: {who} has {amount} {resource}, at least {bound} is demanded', severity: 'error' },
    above: { text: 'LimitRange {range} rejects it: {who} has {amount} {resource}, at most {bound} is allowed', severity: 'error' },
    noRequest: { text: 'LimitRange {range} rejects it: {who} requests no {resource}, at least {bound} is demanded', severity: 'error' },
    noLimit: { text: 'LimitRange {range} rejects it: {who} has no {resource} limit, at most {bound} is allowed', severity: 'error' },
    ratio: { text: 'LimitRange {range} rejects it: {who} may use {amount} {resource}, more than {bound} times its request', severity: 'error' },
    ratioUnset: { text: 'LimitRange {range} rejects it: {who} needs a {resource} request and limit, as their ratio is bounded', severity: 'error' },
    aboveDefault: { text: 'LimitRange {range} gives {who} a {resource} limit of {bound}, below its request of {amount}: the pod is rejected', severity: 'error' },
    defaultAbovePod: { text: 'LimitRange {range} gives {who} a {resource} limit of {amount}, above the {bound} of its pod: the pod is rejected', severity: 'error' },
    defaultsAbovePod: { text: 'LimitRange {range} gives {who} {amount} {resource}; its containers then request more than the {bound} of the pod, which is rejected', severity: 'error' },
  },
  applies: isLimited,
  judge(object, { broken }) {
    for (const { kind, who, at, resource, amount, bound, rule, field } of limitConflictsOf(object)) {
      broken(kind, {
        path: at === null ? ['metadata', 'name'] : [...at.path, ...(at.has('resources') ? ['resources'] : at.has('name') ? ['name'] : ['spec'])],
        at: at === null ? 'value' : 'key',
        args: { range: rule.range.name, who, resource, amount, bound },
        related: [{ message: 'is the bound', resource: rule.range.resource, path: ['spec', 'limits', rule.index, field] }],
      });
    }
  },
});
