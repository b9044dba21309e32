import { some } from '../../graph/reading/unknown';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/red-signals',
  title: 'Every workload behind a Service counts its requests, errors and their duration',
  owner: 'app',
  presets: ['strict'],
  because: 'In strict only: how metrics are collected differs from team to team, and many a cluster says nothing of it in the manifests of an app.',
  signature: 'S6',
  why: 'Whether users are served is seen in rate, errors and duration, and in no probe. Without them the first sign of a loop that fails is a ticket.',
  remedy: 'Select its Service by a ServiceMonitor (its pods by a PodMonitor, or a PodMonitoring on GKE), and record rate, errors and duration of its requests.',
  keptBy: 'LoopSignals scrapes the servers it is given, and records rate, errors and duration.',
  waiveWhen: 'A mesh, the ingress controller or an agent counts its requests.',
  sources: ['mission', 'https://prometheus-operator.dev/docs/developer/getting-started/', 'https://grafana.com/blog/2018/08/02/the-red-method-how-to-instrument-your-services/'],
  needs: 'cluster',
  on: 'Workload',
  params: {
    annotations: { default: true, description: 'Take the annotation prometheus.io/scrape for collection; the operator does not read it.' },
  },
  messages: {
    uncollected: { text: 'nothing collects metrics of {workload}, which serves behind {service}', severity: 'warning' },
    unruled: { text: '{workload} is scraped, and no rule makes rate, errors and duration of it', severity: 'info' },
  },
  applies: (workload) => !workload.isSystem && !workload.isJob && workload.routedServices.length > 0
    && some(workload.pod.appContainers, (container) => container.isOwnCode),
  judge(workload, { graph, params, broken }) {
    const { redSignals, title, routedServices } = workload;
    graph.assertNotProvided('red');
    if (!redSignals.isMonitored) {
      if ((params.annotations && redSignals.isAnnotated) || redSignals.isPushing) return;
      return broken('uncollected', { path: ['metadata', 'name'], args: { workload: title, service: routedServices[0]?.title ?? '' } });
    }
    if (!redSignals.hasRules) broken('unruled', { path: ['metadata', 'name'], args: { workload: title } });
  },
});
