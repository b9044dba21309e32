import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/memory-limited',
  title: 'Every container has a memory limit',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Memory can not be throttled: one leak without a limit evicts its neighbours. Until something leaks it works, so recommended warns.',
  signature: 'S2',
  why: 'Memory can not be throttled. A container without a limit that leaks takes the memory of its node, and the kubelet evicts its neighbours.',
  remedy: 'Set resources.limits.memory above the measured peak, or let a LimitRange of the namespace supply a default.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  on: 'Container',
  messages: {
    missing: { text: 'container {container} has no memory limit and may take all memory of its node', severity: { recommended: 'warning', strict: 'error' } },
    zero: { text: 'container {container} may take all memory of its node: a limit of zero is none', severity: { recommended: 'warning', strict: 'error' } },
  },
  curedBy: ['LimitRange'],
  judge(container, { graph, broken }) {
    if (container.limit('memory') !== null) return;
    const limits = container.in('resources').in('limits');
    const args = { container: container.name };
    if (limits.has('memory')) return broken('zero', { path: ['resources', 'limits', 'memory'], args });
    graph.assertNotProvided('limit-range');
    broken('missing', { path: container.has('resources') ? ['resources'] : ['name'], at: 'key', args });
  },
});
