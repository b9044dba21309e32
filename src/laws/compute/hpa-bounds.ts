import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/hpa-bounds',
  title: 'An autoscaler has room between two sound bounds',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects bounds that cross, and zero replicas without a metric from outside. The rest costs availability or does nothing.',
  signature: 'S2',
  why: 'An autoscaler between wrong bounds is rejected, never scales, or leaves one pod in front of all users.',
  remedy: 'Set minReplicas to 2 or more for what serves users, and maxReplicas to what the quota and the nodes hold.',
  keptBy: 'Scales refuse a max that is not above min, and a min of zero that no event ends.',
  sources: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/', 'https://keda.sh/docs/latest/reference/scaledobject-spec/'],
  on: 'Autoscaler',
  messages: {
    crossed: { text: '{autoscaler} is rejected: its minimum {minimum} is above its maximum {maximum}', severity: 'error' },
    none: { text: '{autoscaler} is rejected: its maximum is {maximum}', severity: 'error' },
    zero: { text: '{autoscaler} is rejected: scaling to zero takes feature HPAScaleToZero and an Object or External metric', severity: 'error' },
    fixed: { text: '{autoscaler} has no room: its minimum and maximum are both {minimum}', severity: 'info' },
    single: { text: '{autoscaler} leaves {workload} one pod, which a Service leads users to', severity: { recommended: 'info', strict: 'warning' } },
  },
  judge(autoscaler, { profile, broken }) {
    const { minimum, maximum, isKeda, title, fields } = autoscaler;
    const args = { autoscaler: title, minimum, maximum, workload: autoscaler.workload?.title ?? '' };
    const [low, high] = [['spec', fields.minimum], ['spec', fields.maximum]];
    if (!isKeda && maximum < 1) return broken('none', { path: high, args });
    if (minimum > maximum) return broken('crossed', { path: low, args });
    if (!isKeda && minimum === 0 && !autoscaler.hasOutsideMetric) return broken('zero', { path: low, args });
    if (minimum === maximum) broken('fixed', { path: high, args });
    else if (minimum === 1 && profile.environment === 'prod' && autoscaler.workload !== null && autoscaler.workload.routedServices.length > 0) {
      broken('single', { path: autoscaler.spec.has(fields.minimum) ? low : ['metadata', 'name'], args });
    }
  },
});
