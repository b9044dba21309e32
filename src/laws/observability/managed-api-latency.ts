import { API_LATENCY } from '../../graph/observability/signature-metrics';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/managed-api-latency',
  title: 'On a managed cluster an alert watches the latency of the API server',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended, as nothing is refused; an error in strict, for on a managed cluster there is no other sight of etcd.',
  clouds: ['aws', 'azure', 'gcp'],
  signature: 'S5',
  why: 'EKS, AKS and GKE hide etcd. What is left to see of a control plane that drowns is how long the API server takes to answer while traffic is as ever.',
  remedy: 'Alert on the 99th percentile of apiserver_request_sli_duration_seconds_bucket, without WATCH, CONNECT and LIST, above one second for ten minutes.',
  keptBy: 'LoopSignals, with apiserver among its sources.',
  waiveWhen: 'The cloud\'s own monitoring alerts on it.',
  carriedBy: 'platformProvides: [signature-alerts], where the rules are installed apart from this set.',
  sources: ['mission', 'https://docs.aws.amazon.com/eks/latest/best-practices/control-plane.html'],
  needs: 'cluster',
  on: 'Monitoring',
  messages: {
    unwatched: { text: 'no alert watches how long the API server takes, on {cloud} the only sight of etcd', severity: { recommended: 'warning', strict: 'error' } },
    silenced: { text: 'no alert watches how long the API server takes, on {cloud} the only sight of etcd; switched off: {silenced}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (_, { profile }) => profile.cloud !== null,
  judge(monitoring, { graph, profile, broken }) {
    if (monitoring.watches(API_LATENCY)) return;
    graph.assertNotProvided('signature-alerts');
    monitoring.assertIsOfThisSet();
    const silenced = monitoring.silenced([API_LATENCY]);
    broken(silenced === null ? 'unwatched' : 'silenced', { path: ['metadata', 'name'], args: { cloud: profile.cloud ?? '', silenced: silenced ?? '' } });
  },
});
