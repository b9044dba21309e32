import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/volume-zone-conflict',
  title: 'A pod may run where its volumes are',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'A disk stays in its zone. A pod that is told to run in another one, or that needs two disks of different zones, has no node to run on: it stays Pending with "volume node affinity conflict".',
  remedy: 'Let pod and volumes name the same zone: correct the nodeSelector or node affinity of the pod, the allowedTopologies of the class, or the node affinity of the volume.',
  because: 'An error: no scheduler finds a node for such a pod. Disks that may land in several zones, and disks that say nothing of theirs, often do no harm.',
  waiveWhen: 'Two disks bind at once, and all nodes that can run the pod are in one zone.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#node-affinity', 'https://kubernetes.io/docs/concepts/storage/storage-classes/#allowed-topologies'],
  on: 'ZoneBound',
  messages: {
    pod: { text: '{workload} may run in {other} only, and {volume} of claim {claim} is in {place}', severity: 'error' },
    nodes: { text: '{volume} of claim {claim} is in {place}, where no node is that {workload} may run on', severity: 'error' },
    volumes: { text: '{volume} of claim {claim} is in {place}, and other volumes of {workload} are in {other}', severity: 'error' },
    scattered: { text: 'claims {claim} and {second} of {workload} bind at once, each in a zone of its own choice', severity: 'warning' },
    unplaced: { text: 'volume {volume} is a disk in one zone and says not in which', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (thing) => thing.isZoneBound,
  judge(thing, { broken }) {
    for (const { is, path, args, related } of thing.zoneFlaws()) broken(is, { path, at: is === 'unplaced' ? 'key' : 'value', args, related });
  },
});
