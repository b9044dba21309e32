import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/no-shared-rwo',
  title: 'A single-node volume has one pod',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'ReadWriteOnce means one node, not one pod: replicas work while they happen to share a node, and hang in ContainerCreating with Multi-Attach errors as soon as they do not. With ReadWriteOncePod the second pod never starts.',
  remedy: 'Run a StatefulSet with a claim per replica, use ReadWriteMany on a file system that can do it, or stay at one replica.',
  because: 'With ReadWriteOncePod an error, for the second pod stays Pending on any cluster. With ReadWriteOnce it depends on where the pods land.',
  keptBy: 'StatefulStore gives each replica a claim of its own; other workloads mount a SharedVolume or none.',
  waiveWhen: 'All pods of the claim are kept on one node by other means.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    manyPods: { text: '{replicas} replicas of {workload} mount claim {claim}, which one node at a time can mount', severity: { recommended: 'warning', strict: 'error' } },
    onePod: { text: '{replicas} replicas of {workload} mount claim {claim}, which one pod at a time can mount', severity: 'error' },
    twoWorkloads: { text: '{workload} mounts claim {claim} beside {other}; one node at a time can', severity: 'warning' },
  },
  applies: (workload) => !workload.isJob && workload.kind !== 'DaemonSet' && workload.pod.claims.some(({ shared }) => shared),
  judge(workload, { broken }) {
    const use = workload.singleNodeClaim;
    if (use?.claim == null) return;
    const { claim, name } = use;
    const related = [{ message: 'its access modes', resource: claim.object.resource, path: [...claim.path, 'spec', 'accessModes'] }];
    const args = { workload: workload.title, claim: name };
    const replicas = workload.maximumScale;
    // Of replicas that should have claims of their own speaks storage/statefulset-claims.
    const mayPart = workload.kind !== 'StatefulSet' && !workload.storage.isOnOneNode;
    if (replicas > 1 && (claim.isSinglePod || mayPart)) {
      broken(claim.isSinglePod ? 'onePod' : 'manyPods', { path: use.field, args: { ...args, replicas }, related });
    }
    const other = workload.storage.otherUser(use);
    if (other !== null && !workload.storage.isOnOneNode && !other.storage.isOnOneNode) {
      broken('twoWorkloads', { path: use.field, args: { ...args, other: other.title }, related: [{ message: 'mounts it too', resource: other.resource, path: ['metadata', 'name'] }] });
    }
  },
});
