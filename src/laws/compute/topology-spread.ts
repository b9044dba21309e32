import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/topology-spread',
  title: 'Replicas are spread over zones',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The scheduler spreads a little by default, so the lack of a constraint warns, and so does a dead one: the deprecated label is on no node. Where disks bind to the zone the pods landed in it can not be mended later, an error in strict.',
  signature: 'S2',
  why: 'What the scheduler is not asked to spread it may put into one zone, and the loss of that zone is then the loss of the service, or of its disks.',
  remedy: 'Add a topologySpreadConstraint over topology.kubernetes.io/zone whose labelSelector matches the pod template; ScheduleAnyway never blocks.',
  keptBy: '`StatelessService`, `Worker` and `keepLaws` spread over zones and hosts, `StatefulStore` over zones before it claims a disk.',
  waiveWhen: 'The replicas share something that lives in one zone.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  on: 'Workload',
  messages: {
    missing: { text: 'all {replicas} replicas of {workload} may land in one zone', severity: 'warning' },
    stateful: { text: 'all {replicas} replicas of {workload}, and their data, may land in one zone', severity: { recommended: 'warning', strict: 'error' } },
    deprecated: { text: '{workload} spreads by failure-domain.beta.kubernetes.io/zone, which Kubernetes 1.17 replaced', severity: { recommended: 'warning', strict: 'error' } },
  },
  curedBy: ['HorizontalPodAutoscaler', 'ScaledObject'],
  applies: (workload, { profile }) => workload.isReplicated && workload.minimumScale >= 2
    && profile.zones?.length !== 1 && workload.pod.allowedZones?.length !== 1 && !workload.isPlaceholder,
  judge(workload, { broken }) {
    const { pod } = workload;
    const args = { workload: workload.title, replicas: workload.minimumScale };
    const outdated = pod.spreads.filter((spread) => spread.usesDeprecatedZone);
    for (const { constraint } of outdated) {
      const path = [...constraint.path, 'topologyKey'];
      broken('deprecated', { path, args, repair: { patch: [{ op: 'replace', path, value: 'topology.kubernetes.io/zone' }] } });
    }
    if (outdated.length > 0 || pod.isSpreadOverZones) return;
    // Pods that share a disk can run nowhere but where it is.
    if (workload.singleNodeClaim !== null) return;
    const field = [...pod.path, 'spec', 'topologySpreadConstraints'];
    const related = pod.spreads.filter((spread) => spread.isOverZones)
      .map(({ constraint }) => ({ message: 'does not count these pods', resource: workload.resource, path: constraint.path }));
    const hasConstraints = pod.spec.has('topologySpreadConstraints');
    const labelSelector = workload.knownSelector;
    const over = (topologyKey: string) => ({ maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway', labelSelector });
    const value = [over('topology.kubernetes.io/zone'), over('kubernetes.io/hostname')];
    // What elects a leader has to be forced apart, and disks that are in one zone already would leave its pods Pending: no repair knows where they are.
    const isRepairable = labelSelector !== null && !hasConstraints && !workload.storage.mayElectOnDisks;
    broken(workload.isStateful ? 'stateful' : 'missing', {
      path: hasConstraints ? field : [...pod.path, 'spec'],
      at: 'key',
      args,
      related,
      ...(isRepairable && { repair: { patch: [{ op: 'add', path: field, value }] } }),
    });
  },
});
