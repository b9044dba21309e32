import { SIGNATURE_METRICS } from '../../graph/observability/signature-metrics';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/signature-alerts',
  title: 'Each of the five failure signatures has an alert',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: an alert that is missing breaks nothing until the incident it would have told of.',
  signature: 'S6',
  why: 'Each loop fails in its own way, long before users see it: exit codes, pods nobody can place, packets dropped in the overlay, claims that stay Pending, a disk etcd waits for. What no alert watches is found by users.',
  remedy: 'Add an alert on the metric of each signature; looplaw explain tells the metric of a law. A label looplaw_signature: S3 says that an alert is for it, whatever it asks for.',
  keptBy: 'LoopSignals writes the alerts of all signatures its sources can feed, and lists the others.',
  waiveWhen: 'Alerts are kept outside of the cluster.',
  carriedBy: 'platformProvides: [signature-alerts], where the rules are installed apart from this set.',
  sources: ['mission', 'https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule'],
  needs: 'cluster',
  on: 'Monitoring',
  messages: {
    untold: { text: 'no alert tells of {signatures}', severity: 'warning' },
    silenced: { text: 'no alert tells of {signatures}; switched off: {silenced}', severity: 'warning' },
  },
  judge(monitoring, { graph, broken }) {
    const untold = monitoring.untoldSignatures;
    if (untold.length === 0) return;
    graph.assertNotProvided('signature-alerts');
    monitoring.assertIsOfThisSet();
    const silenced = monitoring.silenced(untold.map((id) => SIGNATURE_METRICS[id]));
    broken(silenced === null ? 'untold' : 'silenced', { path: ['metadata', 'name'], args: { signatures: untold.join(', '), silenced: silenced ?? '' } });
  },
});
