import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/promql-current',
  title: 'Rules and dashboards ask for metrics that still exist',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Warns: nothing is rejected and nothing stops, but the alert can never fire. Strict takes a dead alert for an error.',
  signature: 'S6',
  why: 'Prometheus answers a query for a series that does not exist with nothing, and nothing is not above any threshold. The alert stays green through the incident it was written for.',
  remedy: 'Ask for the metric that took its place. kube-state-metrics 2 tells cpu and memory apart by the label resource, and says horizontalpodautoscaler for hpa.',
  waiveWhen: 'An exporter of your own still gives the old name.',
  sources: [
    'mission',
    'https://github.com/kubernetes/kube-state-metrics/blob/main/CHANGELOG.md',
    'https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apiserver/pkg/endpoints/metrics/metrics.go',
  ],
  needs: 'cluster',
  on: 'Query',
  messages: {
    retired: { text: '{metric} is in no answer: {since}; ask for {instead}', severity: { recommended: 'warning', strict: 'error' } },
  },
  judge(query, { broken }) {
    const { renewed } = query;
    for (const { name, since, instead } of query.retired) {
      broken('retired', {
        path: query.place,
        args: { metric: name, since, instead },
        ...(renewed !== null && { repair: { patch: [{ op: 'replace', path: [...query.path, ...query.place], value: renewed }] } }),
      });
    }
    query.assertWhole();
  },
});
