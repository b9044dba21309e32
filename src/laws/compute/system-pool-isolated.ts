import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/system-pool-isolated',
  title: 'The pool of system pods is left to them',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Apps on the system pool run well until it is full; then name resolution fails for everybody. A risk, not yet an outage: a warning, an error in strict.',
  signature: 'S2',
  shows: { symptom: 'CoreDNS and metrics-server are evicted or Pending when an app grows', blamed: 'DNS' },
  why: 'The taint CriticalAddonsOnly keeps a small pool free for DNS and the other pods that all apps depend on. An app that tolerates it takes their room, and when it grows, theirs is the memory that is reclaimed.',
  remedy: 'Remove the toleration of CriticalAddonsOnly and the selection of the system pool; give the app a pool of its own.',
  waiveWhen: 'The workload is an add-on that all apps depend on, and your own build.',
  sources: ['mission', 'https://learn.microsoft.com/azure/aks/use-system-pools', 'https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html'],
  carriedBy: 'For the node pools themselves (only_critical_addons_enabled, a user pool): the laws on Terraform.',
  on: 'Workload',
  messages: {
    tolerated: { text: '{workload} tolerates CriticalAddonsOnly, the taint of the pool for system pods', severity: { recommended: 'warning', strict: 'error' } },
    selected: { text: '{workload} asks for the pool of system pods: {label}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (workload) => workload.kind !== 'DaemonSet' && !workload.isSystem && workload.placement.namesNodes,
  judge(workload, { broken }) {
    const { systemPoolUse } = workload.placement;
    if (systemPoolUse === null) return;
    if (workload.pod.isAddOn) return;
    const args = { workload: workload.title, label: systemPoolUse.by };
    broken(systemPoolUse.how, { path: [...workload.pod.path, ...systemPoolUse.path], args });
  },
});
