import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/topology-spread-satisfiable',
  title: 'Hard spread constraints leave every replica a place',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'refused and stuck are errors: the API server rejects the pod, or on the declared zones and nodes replicas stay Pending for certain. The rest may do harm one day, and warns.',
  signature: 'S2',
  why: 'DoNotSchedule counts the places there are, those the pods can not use among them. One that stays empty, because its nodes are tainted, full or cordoned, holds all others down to maxSkew, and the rest of the replicas is Pending.',
  remedy: 'Use whenUnsatisfiable: ScheduleAnyway, or nodeTaintsPolicy: Honor and a minDomains no larger than the number of zones.',
  waiveWhen: 'Balance is worth more than a replica: quorum stores that must never have two members in one zone.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#known-limitations',
    'https://github.com/kubernetes/kubernetes/issues/116978',
  ],
  on: 'Workload',
  messages: {
    refused: { text: 'the API server refuses pods of {workload}: minDomains goes with DoNotSchedule only', severity: 'error' },
    stuck: { text: '{workload} wants {pods} pods, and its spread over {topology} leaves room for {most}', severity: 'error' },
    domains: { text: 'the spread over {topology} asks for {domains} domains, and {zones} zones are declared: each takes maxSkew pods at most', severity: 'warning' },
    oneZone: { text: 'the spread over {topology} spreads nothing: the pods may run in zone {zone} only', severity: 'warning' },
    emptyPool: { text: 'the spread over {topology} counts the nodes of {pool}, which take none of the pods of {workload}', severity: 'warning' },
    taints: {
      text: 'the spread over nodes counts tainted ones, which stay empty: nodeTaintsPolicy is Ignore unless written',
      severity: { recommended: 'info', strict: 'warning' },
    },
  },
  applies: (workload) => workload.pod.spreadConstraints.length > 0,
  judge(workload, { profile, broken }) {
    const { placement, pod } = workload;
    const title = { workload: workload.title };
    for (const { at, isHard } of pod.spreadConstraints) {
      const path = [...at.path, 'minDomains'];
      if (at.has('minDomains') && !isHard) broken('refused', { path, args: title, repair: { patch: [{ op: 'remove', path }] } });
    }
    const pods = workload.isReplicated ? workload.maximumScale : 1;
    for (const { spread, most, emptyPool } of placement.spreads) {
      const { at, topologyKey: topology, minDomains } = spread;
      const args = { ...title, pods, topology };
      const zones = profile.zones?.length ?? null;
      const allowed = pod.allowedZones;
      if (most !== null && most < pods) {
        broken('stuck', { path: at.path, args: { ...args, most }, related: emptyPool?.facts.object ? [{ message: 'is counted', resource: emptyPool.facts.object.resource, path: ['metadata', 'name'] }] : [] });
      } else if (emptyPool !== null) broken('emptyPool', { path: at.path, args: { ...args, pool: emptyPool.title } });
      else if (spread.isOverZones && zones !== null && minDomains > zones) broken('domains', { path: [...at.path, 'minDomains'], args: { ...args, domains: minDomains, zones } });
      else if (spread.isOverZones && allowed?.length === 1) broken('oneZone', { path: [...at.path, 'topologyKey'], args: { ...args, zone: allowed[0] ?? '' } });
      else if (spread.isOverNodes && !spread.honorsTaints && !placement.areDeclared) {
        broken('taints', { path: at.path, args, repair: { patch: [{ op: 'add', path: [...at.path, 'nodeTaintsPolicy'], value: 'Honor' }] } });
      }
    }
    if (pods > 1 && placement.spreads.length > 0 && placement.areNodesCounted) placement.assertRoomFor(pods);
  },
});
