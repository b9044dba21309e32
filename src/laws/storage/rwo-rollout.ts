import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/rwo-rollout',
  title: 'Deployments on single-node volumes recreate, not roll',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'A rolling update starts the new pod before the old one is gone. On another node it can not attach a volume the old pod still holds: Multi-Attach error, and the rollout hangs for ever.',
  remedy: 'Set spec.strategy to type: Recreate, or run a StatefulSet with a claim per replica.',
  because: 'An error: the first rollout that finds another node hangs with Multi-Attach, and does not end by itself.',
  keptBy: 'StatefulStore replaces pods one by one, each with its own claim; other workloads mount a SharedVolume or none.',
  waiveWhen: 'All pods of it are kept on one node by other means.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes',
  ],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    rolls: { text: 'a rolling update of {name} surges by {surge} on claim {claim}, which one node at a time can mount', severity: 'error' },
    everyNode: { text: 'every pod of DaemonSet {name} mounts claim {claim}, which one node at a time can mount', severity: 'error' },
  },
  applies: (workload) => (workload.kind === 'Deployment' || workload.kind === 'DaemonSet') && workload.pod.claims.length > 0,
  judge(workload, { broken }) {
    const { name, kind, spec } = workload;
    const update = workload.update.step(workload.maximumScale);
    if (kind === 'Deployment' && (update === null || update.surge === 0)) return;
    const use = workload.singleNodeClaim;
    if (use?.claim == null) return;
    const related = [{ message: 'one node at a time', resource: use.claim.object.resource, path: [...use.claim.path, 'spec', 'accessModes'] }];
    const volume = [...use.at.steps, 'persistentVolumeClaim', 'claimName'];
    if (kind === 'DaemonSet') return broken('everyNode', { path: [...workload.pod.steps, 'spec', ...volume], args: { name, claim: use.name }, related });
    const isWritten = spec.has('strategy');
    broken('rolls', {
      path: isWritten ? ['spec', 'strategy'] : [...workload.pod.steps, 'spec', ...volume],
      at: isWritten ? 'key' : 'value',
      args: { name, claim: use.name, surge: update?.surge ?? 0 },
      related,
      repair: { patch: [{ op: isWritten ? 'replace' : 'add', path: ['spec', 'strategy'], value: { type: 'Recreate' } }] },
    });
  },
});
