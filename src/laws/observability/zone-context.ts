import { COPIED_SINCE } from '../../graph/observability/context-fields';
import { some } from '../../graph/reading/unknown';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/zone-context',
  title: 'What log lines say of the zone is true',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A zone that is empty or wrong misleads whoever searches, and breaks no app: it warns in recommended. One that is not told informs.',
  signature: 'S6',
  why: 'An outage of one zone, and traffic that crosses zones, are seen where log lines carry the zone. Before 1.35 no pod has the label, and the variable that reads it is empty without a word; a zone written into the template is a guess.',
  remedy: 'From 1.35 on read metadata.labels[\'topology.kubernetes.io/zone\'] by the downward API. Before, let a collector add it (k8sattributes or resourcedetection of OpenTelemetry) and set logContext: collector.',
  waiveWhen: 'A webhook of yours puts the label on pods.',
  keptBy: 'Workload constructs read the label where the platform is of 1.35 or later, and no label before; ContextCollector adds the zone on every version.',
  sources: ['mission', 'https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4742-node-topology-downward-api', 'https://opentelemetry.io/docs/specs/semconv/resource/cloud/'],
  on: 'Pod',
  messages: {
    early: { text: 'variable {variable} of container {container} is empty on {version}: pods carry label {label} from {since} on', severity: { recommended: 'warning', strict: 'error' } },
    empty: { text: 'variable {variable} of container {container} is empty: nothing puts label {label} on pods', severity: { recommended: 'warning', strict: 'error' } },
    claimed: { text: 'every pod says that it is in zone {zone}, and may run in another', severity: { recommended: 'warning', strict: 'error' } },
    untold: { text: 'container {container} is not told its zone', severity: { recommended: 'info', strict: 'warning' } },
  },
  // Pods the kubelet runs from a file are bound to their node by themselves, and get no label.
  applies: (pod) => !pod.workload.isSystem && some(pod.appContainers, (container) => container.isOwnCode) && pod.zoneContext.isAtStake,
  judge(pod, { graph, profile, broken }) {
    const { claimedZone, emptyVariables } = pod.zoneContext;
    if (claimedZone !== null) broken('claimed', { path: ['metadata', 'labels', 'topology.kubernetes.io/zone'], args: { zone: claimedZone } });
    if (emptyVariables.length > 0) graph.assertNotProvided('zone-label');
    for (const { container, variable, label, isEarly } of emptyVariables) {
      broken(isEarly ? 'early' : 'empty', {
        path: [...container.steps, ...variable.steps, 'valueFrom', 'fieldRef', 'fieldPath'],
        args: { variable: variable.string('name') ?? '', container: container.name, label, version: profile.kubeVersion, since: COPIED_SINCE },
      });
    }
    if (claimedZone !== null || emptyVariables.length > 0) return;
    for (const container of pod.zoneContext.untold) {
      pod.assertWhole();
      broken('untold', { path: [...container.steps, 'name'], args: { container: container.name } });
    }
  },
});
