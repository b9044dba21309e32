import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/guaranteed-when-critical',
  title: 'Critical pods are Guaranteed',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It breaks under node pressure, not at once; databases outside of a critical class are told in strict only as a warning, elsewhere as advice.',
  signature: 'S2',
  why: 'Under memory pressure the kubelet evicts pods that use more than they request. A critical pod whose limits are above its requests is among them.',
  remedy: 'Set limits equal to requests for CPU and memory on every container, init containers and sidecars included.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/#guaranteed'],
  needs: 'cluster',
  on: 'Pod',
  params: {
    criticalValue: { default: 1_000_000, description: 'Value of a PriorityClass from which on its pods are critical.' },
  },
  messages: {
    critical: { text: 'pods of {workload} are critical (class {class}) and {qos}, not Guaranteed: {container} has {resource} limit {limit} and request {request}', severity: 'warning' },
    database: { text: 'pods of {workload} keep data and are {qos}, not Guaranteed: {container} has {resource} limit {limit} and request {request}', severity: { recommended: 'info', strict: 'warning' } },
  },
  waiveWhen: 'The team measured that a CPU limit throttles it and accepts Burstable.',
  applies: (pod, { params }) => !pod.workload.isJob && ((pod.priority ?? 0) >= params.criticalValue || pod.workload.isDatabase),
  judge(pod, { params, broken }) {
    const { budget, workload } = pod;
    const { qosClass, unequal } = budget;
    if (unequal === null) return;
    pod.assertWhole();
    const { container, resource, request, limit } = unequal;
    const isCritical = (pod.priority ?? 0) >= params.criticalValue;
    broken(isCritical ? 'critical' : 'database', {
      path: container === null ? ['spec', 'resources'] : [...container.steps, ...(container.has('resources') ? ['resources'] : ['name'])],
      at: 'key',
      args: {
        workload: workload.title, qos: qosClass, resource, limit: limit ?? 'none', request: request ?? 'none',
        container: container === null ? 'the pod' : `container ${container.name}`,
        class: pod.spec.string('priorityClassName') ?? '',
      },
    });
  },
});
