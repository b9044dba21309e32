import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/selector-matches-template',
  title: 'A workload selects the pods it makes',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects each of the three.',
  signature: null,
  why: 'The selector is how a controller knows its own pods. The API server refuses one that is missing, empty, or does not match the labels of the template, and nothing is deployed.',
  remedy: 'Make spec.selector.matchLabels equal to labels in spec.template.metadata.labels. It cannot be changed later: choose labels that stay.',
  keptBy: 'Every workload construct writes one label into selector and template alike.',
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector', 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/apps/validation/validation.go'],
  on: 'Workload',
  messages: {
    mismatch: { text: 'the selector of {workload} does not match the labels of its own pods', severity: 'error' },
    empty: { text: 'the selector of {workload} is empty', severity: 'error' },
    missing: { text: '{workload} has no selector', severity: 'error' },
  },
  applies: (workload) => workload.group === 'apps' && workload.version === 'v1',
  judge(workload, { broken }) {
    const { pod, ownSelector } = workload;
    const args = { workload: workload.title };
    if (workload.lacksSelector) {
      pod.assertDescribed();
      return broken('missing', { path: ['spec'], at: 'key', args });
    }
    if (ownSelector.isEmpty) return broken('empty', { path: ['spec', 'selector'], at: 'key', args });
    if (ownSelector.matches(pod.labels)) return;
    pod.assertWhole();
    broken('mismatch', {
      path: ['spec', 'selector'],
      at: 'key',
      args,
      related: [{ message: 'are the labels of the pods', resource: workload.resource, path: [...pod.path, ...(pod.has('metadata') ? ['metadata'] : [])] }],
    });
  },
});
