import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/statefulset-zone-spread',
  title: 'Replicas with disks are spread over zones before they bind',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'A disk is made where its pod lands first, and the pod comes back there for ever. Replicas that began in one zone stay in it, and a store that needs a majority stops with that zone.',
  remedy: 'Add a topologySpreadConstraint over topology.kubernetes.io/zone, for stores that elect a leader with whenUnsatisfiable: DoNotSchedule and minDomains: 3. Replicas that have disks already must be moved by hand.',
  because: 'Warnings: nothing fails until a zone does.',
  keptBy: 'StatefulStore spreads its replicas over the zones of the platform by force, with minDomains.',
  waiveWhen: 'The disks reach every zone by other means, or all of this is in one zone by decision.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/', 'https://kubernetes.io/docs/tutorials/stateful-application/zookeeper/#tolerating-node-failure'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    missing: { text: 'all {replicas} replicas of {workload}, and their disks, may land in one zone', severity: { recommended: 'warning', strict: 'error' } },
    soft: { text: '{replicas} replicas of {workload} elect a leader by majority, and nothing forces them into several zones', severity: { recommended: 'warning', strict: 'error' } },
    noMinDomains: { text: 'the spread of {workload} counts only zones that have nodes; without minDomains all replicas may begin in one', severity: 'info' },
  },
  applies: (workload, { profile }) => workload.storage.ownClaims.length > 0 && workload.minimumScale >= 2
    && profile.zones?.length !== 1 && workload.pod.allowedZones?.length !== 1,
  judge(workload, { broken }) {
    const { pod, storage } = workload;
    if (storage.ownClaims.every(({ claim }) => claim.volumeClass?.reach === 'everywhere')) return;
    const args = { workload: workload.title, replicas: workload.minimumScale };
    const place = { path: [...pod.path, 'spec', 'topologySpreadConstraints'], at: 'key', args } as const;
    // compute/topology-spread knows the repair of what need not be forced.
    if (!pod.isSpreadOverZones) return broken('missing', place);
    if (!storage.isQuorum) return;
    const hard = storage.hardZoneSpread;
    if (hard === null) return broken('soft', place);
    if (hard.has('whenUnsatisfiable') && !hard.has('minDomains')) broken('noMinDomains', { path: hard.path, args });
  },
});
