import { verticalAutoscalersOf } from '../../graph/scaling/vertical-autoscaler';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/single-autoscaler',
  title: 'One autoscaler scales a workload',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Two that set one number undo each other for as long as both are there; the HPA controller stops with AmbiguousSelector. Two files may be two ways to scale, of which one is applied, so recommended warns there.',
  signature: 'S2',
  shows: { symptom: 'replicas go up and down without end, or never; AmbiguousSelector is in the events of the autoscaler' },
  why: 'Two autoscalers of one workload each set the replicas to what their own metric says. A VerticalPodAutoscaler that changes the request changes what utilization means.',
  remedy: 'Put all metrics into one HorizontalPodAutoscaler or ScaledObject; run the VerticalPodAutoscaler with updateMode: Off, or on the other resource.',
  keptBy: 'A scale is one autoscaler, and what `recommend` adds changes nothing.',
  sources: [
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
    'https://keda.sh/docs/latest/faq/',
    'https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/known-limitations.md',
  ],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    several: { text: '{workload} has {count} autoscalers, which undo each other: {names}', severity: 'error' },
    apart: { text: '{workload} has {count} autoscalers, which undo each other where all are applied: {names}', severity: { recommended: 'warning', strict: 'error' } },
    vertical: { text: '{vertical} changes the {resource} requests that {names} scales {workload} by', severity: 'error' },
    verticalAtStart: { text: '{vertical} sets the {resource} requests of new pods, by whose utilization {names} scales {workload}', severity: 'warning' },
  },
  applies: (workload) => workload.autoscalers.length > 0,
  judge(workload, { broken }) {
    const { autoscalers, title } = workload;
    const names = autoscalers.map((a) => a.title).join(' and ');
    const related = autoscalers.map(({ resource }) => ({ message: 'sets the replicas', resource, path: ['spec', 'scaleTargetRef'] }));
    const place = { path: ['metadata', 'name'], related };
    // Files may be alternatives, of which one is applied; what stands in one file is applied together.
    const isOneFile = autoscalers.every((a) => a.shares(autoscalers[0]!) === 'file');
    if (autoscalers.length > 1) broken(isOneFile ? 'several' : 'apart', { ...place, args: { workload: title, count: autoscalers.length, names } });
    const scaledBy = new Set(autoscalers.flatMap((a) => a.utilizationMetrics.map(({ resource }) => resource)));
    for (const vertical of verticalAutoscalersOf(workload)) {
      const resource = [...scaledBy].find((r) => vertical.sets(r));
      if (vertical.mode === 'never' || resource === undefined) continue;
      broken(vertical.mode === 'running' ? 'vertical' : 'verticalAtStart', {
        ...place,
        args: { vertical: vertical.title, resource: resource === 'cpu' ? 'CPU' : resource, workload: title, names },
        related: [...related, { message: 'sets the requests', resource: vertical.resource, path: ['spec', 'targetRef'] }],
      });
    }
  },
});
