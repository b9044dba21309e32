import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/budgeted-pod',
  title: 'Every container requests CPU and memory',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Scheduling goes by requests alone: without them nodes fill up unseen and pods are evicted, on the first busy day for certain.',
  signature: 'S2',
  why: 'The scheduler places pods by their requests. A container without one is a guess: its node fills up unseen, and the kubelet evicts it first.',
  remedy: 'Set resources.requests.cpu and resources.requests.memory from measured use, or let a LimitRange of the namespace supply them.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  on: 'Container',
  messages: {
    missing: { text: 'container {container} requests no {resources}', severity: 'error' },
    fromLimitRange: { text: 'container {container} has no request of its own; it relies on LimitRange {range} for {resources}', severity: 'info' },
  },
  curedBy: ['LimitRange'],
  keptBy: 'Every workload construct demands a budget.',
  judge(container, { graph, broken }) {
    const requests = (['cpu', 'memory'] as const).map((resource) => ({ resource, request: container.request(resource) }));
    const place = { path: container.has('resources') ? ['resources'] : ['name'], at: 'key' } as const;
    const missing = requests.filter((r) => r.request === null).map((r) => r.resource);
    if (missing.length > 0) {
      graph.assertNotProvided('limit-range');
      return broken('missing', { ...place, args: { container: container.name, resources: missing.join(' or ') } });
    }
    const supplied = requests.filter((r) => r.request?.from === 'LimitRange');
    const range = supplied[0]?.request?.by;
    if (!range) return;
    broken('fromLimitRange', {
      ...place,
      args: { container: container.name, resources: supplied.map((r) => r.resource).join(' and '), range: range.name },
      related: [{ message: 'supplies the requests', resource: range.resource, path: ['spec', 'limits'] }],
    });
  },
});
