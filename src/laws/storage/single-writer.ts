import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/single-writer',
  title: 'The claim of a database is for one pod',
  owner: 'app',
  presets: ['strict'],
  unproven: true,
  signature: 'S4',
  why: 'ReadWriteOnce lets every pod of the node mount the volume: a second server, started by mistake or during a partition, opens the same files. ReadWriteOncePod lets one.',
  remedy: 'Write accessModes: [ReadWriteOncePod] for the claim, with a CSI driver and Kubernetes 1.29 or later. Claims that exist keep their mode.',
  because: 'Information, in strict only: a StatefulSet seldom runs two pods of one name.',
  keptBy: 'StatefulStore claims ReadWriteOncePod where the version has it.',
  waiveWhen: 'A pod of the same node reads the volume on purpose, such as a backup.',
  sources: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes', 'https://kubernetes.io/blog/2023/12/18/read-write-once-pod-access-mode-ga/'],
  on: 'Workload',
  messages: {
    oneNode: { text: 'claim {claim} of database {workload} may be mounted by every pod of one node', severity: 'info' },
  },
  applies: (workload, { graph }) => graph.isAtLeast('1.29') && workload.isDatabase && workload.storage.ownClaims.length > 0,
  judge(workload, { broken }) {
    for (const { claim, name } of workload.storage.ownClaims) {
      if (!claim.isSingleNode || claim.isSinglePod || !claim.mayBeSinglePod) continue;
      broken('oneNode', { path: [...claim.path, 'spec', 'accessModes'], args: { claim: name, workload: workload.title } });
    }
  },
});
