import { concernsSystemPool, systemPoolFlaws } from '../../graph/placement/system-pooled';
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
  remedy: 'Remove the toleration of CriticalAddonsOnly and the selection of the system pool; give apps a pool of their own, and set only_critical_addons_enabled on the default one.',
  waiveWhen: 'The workload is an add-on that all apps depend on, and your own build.',
  sources: ['mission', 'https://learn.microsoft.com/azure/aks/use-system-pools', 'https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html'],
  on: 'SystemPooled',
  messages: {
    tolerated: { text: '{workload} tolerates CriticalAddonsOnly, the taint of the pool for system pods', severity: { recommended: 'warning', strict: 'error' } },
    open: { text: 'apps run beside system pods in {cluster}: the default pool takes them, though {pool} is there for them', severity: 'warning' },
    tainted: { text: '{pool} is for apps and keeps them away with the taint CriticalAddonsOnly, which AKS removes', severity: { recommended: 'warning', strict: 'error' } },
    alone: { text: 'no pool of {cluster} takes apps: its only one is kept for system pods', severity: { recommended: 'warning', strict: 'error' } },
    selected: { text: '{workload} asks for the pool of system pods: {label}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: concernsSystemPool,
  judge(at, { broken }) {
    for (const { is, ...breach } of systemPoolFlaws(at)) broken(is, breach);
  },
});
