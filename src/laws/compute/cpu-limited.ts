import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/cpu-limited',
  title: 'Every container has the CPU limit the team decided on',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Whether a CPU limit helps or hurts is contested, so recommended warns; the method demands it, so strict is an error.',
  signature: 'S2',
  shows: {
    symptom: 'a neighbour is slow for no reason of its own, or thread pools are sized for the whole node',
    metric: 'container_cpu_cfs_throttled_periods_total against container_cpu_cfs_periods_total',
  },
  why: 'A limit makes a pod behave on an empty node as on a full one and bounds a runaway. It also throttles bursts, so whether to have one is a decision, not an accident.',
  remedy: 'Set resources.limits.cpu, or choose cpuLimits: allow for workloads whose latency suffers under throttling and whose request is measured.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run',
    'https://github.com/kubernetes/kubernetes/issues/67577',
  ],
  on: 'Container',
  params: {
    cpuLimits: {
      default: 'require',
      oneOf: ['require', 'allow', 'forbid'],
      description: 'require: every container has a CPU limit. allow: it may have none. forbid: it has none.',
    },
  },
  messages: {
    missing: { text: 'container {container} has no CPU limit (cpuLimits: require)', severity: { recommended: 'warning', strict: 'error' } },
    forbidden: { text: 'container {container} has a CPU limit (cpuLimits: forbid)', severity: { recommended: 'warning', strict: 'error' } },
  },
  curedBy: ['LimitRange'],
  applies: (_, { params }) => params.cpuLimits !== 'allow',
  judge(container, { graph, params, broken }) {
    const limit = container.limit('cpu');
    const args = { container: container.name };
    if (params.cpuLimits === 'forbid') {
      if (limit?.from === 'container') return broken('forbidden', { path: ['resources', 'limits', 'cpu'], args });
      if (limit !== null) broken('forbidden', { path: ['name'], args });
      return;
    }
    if (limit !== null) return;
    graph.assertNotProvided('limit-range');
    broken('missing', { path: container.has('resources') ? ['resources'] : ['name'], at: 'key', args });
  },
});
