import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/pod-management',
  title: 'A rollout of a database moves in order, and to its end',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  shows: { symptom: 'a rollout that never ends, or one that takes all replicas at once' },
  why: 'Members started all at once elect a leader from those that happen to be there. With OnDelete, or with a partition left behind from a canary, new pods never come, and the team believes the fix is out.',
  remedy: 'Leave podManagementPolicy at OrderedReady, updateStrategy at RollingUpdate, and set partition back to 0 when the canary is over. Members that find each other unready want publishNotReadyAddresses on their headless Service.',
  because: 'Information, except where a rollout is stuck half way.',
  keptBy: 'StatefulStore starts members of a quorum together and publishes them unready; others in order.',
  waiveWhen: 'An operator deletes the pods in the order it wants.',
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees', 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#rolling-updates'],
  on: 'Workload',
  messages: {
    parallel: { text: 'all replicas of database {workload} start at once, before their peers can find them', severity: 'info' },
    onDelete: { text: 'an update of database {workload} waits until somebody deletes its pods', severity: 'info' },
    partition: { text: 'an update of {workload} stops before ordinal {partition}: the replicas below keep the old version', severity: 'warning' },
  },
  applies: (workload) => workload.kind === 'StatefulSet',
  judge(workload, { broken }) {
    const { spec, isDatabase } = workload;
    const args = { workload: workload.title };
    const strategy = spec.in('updateStrategy');
    const partition = strategy.in('rollingUpdate').number('partition') ?? 0;
    if (strategy.string('type') !== 'OnDelete' && partition > 0) broken('partition', { path: ['spec', 'updateStrategy', 'rollingUpdate', 'partition'], args: { ...args, partition } });
    if (!isDatabase) return;
    if (strategy.string('type') === 'OnDelete') broken('onDelete', { path: ['spec', 'updateStrategy', 'type'], args });
    if (spec.string('podManagementPolicy') === 'Parallel' && workload.maximumScale > 1 && workload.storage.governingService?.publishesNotReady !== true) {
      broken('parallel', { path: ['spec', 'podManagementPolicy'], args });
    }
  },
});
