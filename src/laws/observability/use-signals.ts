import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/use-signals',
  title: 'Every node shows its utilisation, saturation and errors',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: nothing stops, but half of the signatures are seen in no other metric.',
  unproven: true,
  signature: 'S6',
  why: 'An app that is slow on a node that swaps, throttles or drops packets looks like a slow app. Without the counters of the node the search begins in the wrong place.',
  remedy: 'Run node-exporter on every node and kube-state-metrics once, and scrape the kubelet and its cAdvisor.',
  waiveWhen: 'An agent of another kind collects the same counters.',
  carriedBy: 'platformProvides: [use], where they are installed apart from this set.',
  sources: ['mission', 'https://github.com/prometheus/node_exporter', 'https://github.com/kubernetes/kube-state-metrics'],
  needs: 'cluster',
  on: 'Monitoring',
  messages: {
    missing: { text: 'nothing in this set gives {sources}, so Prometheus sees no node under strain', severity: 'warning' },
  },
  judge(monitoring, { graph, broken }) {
    graph.assertNotProvided('use');
    monitoring.assertIsOfThisSet();
    const missing = monitoring.missingNodeSources;
    if (missing.length > 0) broken('missing', { path: ['metadata', 'name'], args: { sources: missing.join(', ') } });
  },
});
