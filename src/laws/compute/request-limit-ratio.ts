import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/request-limit-ratio',
  title: 'Limits stay near requests',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects a request above its limit. A wide gap is a promise the node keeps only while the neighbours sleep.',
  signature: 'S2',
  why: 'The scheduler fills nodes by requests. Where limits are many times higher, pods that are busy together take what is not there: CPU is throttled, memory ends in evictions.',
  remedy: 'Raise the request to what the container uses when busy, or lower the limit; recommendations of a VerticalPodAutoscaler in mode Off give the figures.',
  keptBy: 'Budgets refuse a limit beyond four times the CPU request or twice the memory request.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits'],
  on: 'Container',
  params: {
    cpu: { default: 4, description: 'Highest CPU limit, as a multiple of the request.' },
    memory: { default: 2, description: 'Highest memory limit, as a multiple of the request.' },
  },
  messages: {
    above: { text: 'the API server rejects container {container}: it requests {request} {resource}, more than its limit of {limit}', severity: 'error' },
    wide: { text: 'container {container} may use {limit} {resource} and requests {request}: more than {ratio} times as much', severity: { recommended: 'info', strict: 'warning' } },
  },
  waiveWhen: 'The load comes in short, rare bursts, and the nodes keep room for them.',
  judge(container, { params, broken }) {
    for (const resource of ['cpu', 'memory'] as const) {
      const [request, limit] = [container.request(resource), container.limit(resource)];
      if (request === null || limit?.from !== 'container') continue;
      const ratio = params[resource];
      const args = { container: container.name, resource: resource === 'cpu' ? 'CPU' : resource, request: String(request.amount), limit: String(limit.amount), ratio };
      const path = ['resources', 'limits', resource];
      if (request.amount.compare(limit.amount) > 0) broken('above', { path: ['resources', 'requests', resource], args });
      else if (limit.amount.compare(request.amount.times(ratio)) > 0) broken('wide', { path, args });
    }
  },
});
