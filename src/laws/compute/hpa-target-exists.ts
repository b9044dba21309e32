import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/hpa-target-exists',
  title: 'An autoscaler names a workload that exists',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects a target without a group from 1.36 on; before, the autoscaler is stored and never finds it.',
  signature: 'S2',
  shows: { symptom: 'replicas never change under load; FailedGetScale is in the events of the autoscaler', metric: 'kube_horizontalpodautoscaler_status_condition{condition="AbleToScale"}' },
  why: 'An autoscaler that does not find what it scales does nothing, and nothing else says so.',
  remedy: 'Write apiVersion (apps/v1 for a Deployment), kind and name of a workload of the same namespace in spec.scaleTargetRef.',
  sources: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/', 'https://github.com/kubernetes/kubernetes/pull/132537'],
  on: 'Autoscaler',
  messages: {
    ungrouped: { text: '{autoscaler} never finds {kind} {name}: its apiVersion names no API group', severity: 'error' },
    missing: { text: '{autoscaler} scales {kind} {name}, which does not exist in its namespace', severity: 'error' },
  },
  keptBy: '`StatelessService` and `Worker` make the autoscaler of their own Deployment.',
  judge(autoscaler, { graph, broken }) {
    const { target: { kind, name }, targetGroup, namespace, title } = autoscaler;
    const args = { autoscaler: title, kind, name };
    if (targetGroup === null) {
      // KEDA asks the cluster which group a kind of its own belongs to.
      if (autoscaler.isKeda) return;
      return broken('ungrouped', { path: ['spec', 'scaleTargetRef', 'apiVersion'], args });
    }
    if (graph.object(targetGroup, kind, namespace, name) !== null) return;
    graph.assertComplete(kind, name);
    broken('missing', { path: ['spec', 'scaleTargetRef', 'name'], args });
  },
});
