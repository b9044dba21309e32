import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/pdb-unhealthy-policy',
  title: 'Pods that are not ready do not hold up a drain',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It takes a second fault, pods that crash, before a drain hangs: it informs, and warns in strict.',
  signature: 'S2',
  shows: { symptom: 'the drain of a node waits for pods in CrashLoopBackOff' },
  why: 'By default a budget protects pods that are not ready like those that serve. When an app crashes everywhere, none of its pods may be evicted, and the drain that would bring fresh nodes waits for the app to heal.',
  remedy: 'Set unhealthyPodEvictionPolicy: AlwaysAllow. Stores that need a quorum keep the default, for a member that catches up is not ready and yet not to be lost.',
  keptBy: 'Workload constructs write AlwaysAllow, and keep IfHealthyBudget for stores that vote.',
  waiveWhen: 'A pod that is not ready still holds something: data it recovers, a session it drains.',
  sources: ['mission', 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#unhealthy-pod-eviction-policy', 'https://github.com/kubernetes/enhancements/issues/3017'],
  on: 'PodDisruptionBudget',
  messages: {
    default: { text: 'budget {budget} protects pods that are not ready, so pods that crash can hold up a drain', severity: { recommended: 'info', strict: 'warning' } },
    quorum: { text: 'budget {budget} lets members of {workload} go while they catch up', severity: 'warning' },
  },
  applies: (budget) => !budget.isSystem && !budget.selector.selectsNothing,
  judge(budget, { broken }) {
    const { store } = budget;
    const field = ['spec', 'unhealthyPodEvictionPolicy'];
    const isAllowed = budget.spec.string('unhealthyPodEvictionPolicy') === 'AlwaysAllow';
    const args = { budget: budget.name, workload: store?.workload.title ?? '' };
    if (isAllowed && store?.votes === true) {
      broken('quorum', { path: field, args, related: [{ message: 'needs a quorum', resource: store.workload.resource, path: ['metadata', 'name'] }] });
    } else if (!isAllowed && store === null) {
      const isWritten = budget.spec.has('unhealthyPodEvictionPolicy');
      broken('default', {
        path: isWritten ? field : ['spec'],
        at: isWritten ? 'value' : 'key',
        args,
        repair: { patch: [{ op: isWritten ? 'replace' : 'add', path: field, value: 'AlwaysAllow' }] },
      });
    }
  },
});
