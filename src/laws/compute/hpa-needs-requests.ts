import { Undecided, find } from '../../graph/reading/unknown';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/hpa-needs-requests',
  title: 'What scales by utilization has requests to be utilized',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Utilization is a share of the request: without one the autoscaler fails for certain, and leaves the replicas as they are.',
  signature: 'S2',
  shows: { symptom: 'replicas never change under load; FailedGetResourceMetric is in the events of the autoscaler', metric: 'kube_horizontalpodautoscaler_status_condition{condition="ScalingActive"}' },
  why: 'One container without a request, a sidecar too, leaves the utilization of the whole pod undefined, and the autoscaler stands still while the load grows.',
  remedy: 'Give every container a request of the resource, or scale by a ContainerResource metric of the one that counts.',
  sources: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/podautoscaler/replica_calculator.go',
  ],
  on: 'Autoscaler',
  messages: {
    unrequested: { text: '{autoscaler} scales by {resource} utilization, and container {container} of {workload} requests no {resource}', severity: 'error' },
    noContainer: { text: '{autoscaler} scales by {resource} of container {container}, which {workload} does not have', severity: 'error' },
  },
  curedBy: ['LimitRange'],
  keptBy: 'Every workload construct demands a budget.',
  applies: (autoscaler) => autoscaler.utilizationMetrics.length > 0,
  judge(autoscaler, { graph, broken }) {
    const { workload, target, title } = autoscaler;
    if (workload === null) throw new Undecided(`${target.kind} ${target.name} is not in this set`);
    workload.pod.assertWhole();
    for (const { at, resource, container: only } of autoscaler.utilizationMetrics) {
      const args = { autoscaler: title, workload: workload.title, resource: resource === 'cpu' ? 'CPU' : resource };
      const watched = workload.pod.containers.filter(({ role, name }) => role !== 'init' && (only === null || name === only));
      if (watched.length === 0) broken('noContainer', { path: at.path, args: { ...args, container: only ?? '' } });
      const lacking = find(watched, (c) => workload.pod.budget.ownRequest(c, resource, only === null) === null);
      if (lacking === undefined) continue;
      graph.assertNotProvided('limit-range');
      broken('unrequested', {
        path: at.path,
        args: { ...args, container: lacking.name },
        related: [{ message: 'has no request', resource: workload.resource, path: lacking.path }],
      });
    }
  },
});
