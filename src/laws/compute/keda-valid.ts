import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/keda-valid',
  title: 'KEDA can scale what its objects say',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The admission webhook of KEDA rejects some of these, its operator gives up on the others: nothing is scaled.',
  signature: 'S2',
  shows: { symptom: 'replicas never change, or stay at zero while messages pile up', metric: 'keda_scaledobject_errors_total' },
  why: 'A ScaledObject is read by an operator. What that one can not do shows in its log and in a condition, not on the workload.',
  remedy: 'Give it triggers that are there while no pod runs, bounds that fit, and KEDA itself: in the set, or as platformProvides: [keda].',
  keptBy: '`Worker` and `StatelessService` take triggers of KEDA with bounds that fit; a cloud is asked without a key.',
  sources: ['mission', 'https://keda.sh/docs/latest/reference/scaledobject-spec/', 'https://keda.sh/docs/latest/scalers/cpu/'],
  on: 'Autoscaler',
  messages: {
    noTriggers: { text: '{autoscaler} has no triggers', severity: 'error' },
    idle: { text: '{autoscaler}: idleReplicaCount must be 0, and below minReplicaCount', severity: 'error' },
    ownLoad: { text: '{autoscaler} scales to zero by the load of its own pods: with none left nothing wakes it', severity: 'error' },
    fallback: { text: '{autoscaler}: fallback does not work with cpu and memory triggers', severity: 'warning' },
    asleep: { text: '{autoscaler} takes {workload} to zero by default, and Service {service} answers 503 until it wakes', severity: 'warning' },
    noKeda: { text: 'nothing reads {autoscaler}: KEDA is not installed', severity: 'error' },
  },
  applies: (autoscaler) => autoscaler.isKeda,
  judge(autoscaler, { graph, profile, broken }) {
    const { spec, title, workload, minimum } = autoscaler;
    const args = { autoscaler: title };
    const triggers = spec.list('triggers');
    if (triggers.length === 0) broken('noTriggers', { path: ['spec', 'triggers'], args });
    const idle = spec.number('idleReplicaCount');
    if (idle !== undefined && (idle !== 0 || idle >= minimum)) broken('idle', { path: ['spec', 'idleReplicaCount'], args });
    const isAsleep = minimum === 0 || idle === 0;
    if (triggers.length > 0 && isAsleep && !autoscaler.hasOutsideMetric) broken('ownLoad', { path: ['spec', 'triggers'], at: 'key', args });
    if (triggers.length > 0 && spec.has('fallback') && !autoscaler.hasOutsideMetric) broken('fallback', { path: ['spec', 'fallback'], at: 'key', args });
    const [service] = !spec.has('minReplicaCount') ? (workload?.routedServices ?? []) : [];
    if (service) broken('asleep', { path: ['spec'], at: 'key', args: { ...args, workload: workload?.title ?? '', service: service.name } });
    if (graph.object('apiextensions.k8s.io', 'CustomResourceDefinition', '', 'scaledobjects.keda.sh') !== null) return;
    if (profile.platformProvides.includes('keda')) return;
    graph.assertComplete('CustomResourceDefinition', 'scaledobjects.keda.sh');
    broken('noKeda', { path: ['apiVersion'], args });
  },
});
