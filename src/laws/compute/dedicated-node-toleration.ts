import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/dedicated-node-toleration',
  title: 'Dedicated pools are asked for by label and tolerated by taint',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'tainted and repelled are errors: every pool the pods may choose is declared with a taint they do not tolerate, so they stay Pending for certain. Tolerating too much breaks nothing by itself.',
  signature: 'S2',
  why: 'A dedicated pool needs both: the taint keeps others out, the label brings its own pods in. With the label alone they are Pending; with the toleration alone they land anywhere; one that tolerates everything stays on nodes that are failing.',
  remedy: 'Write the toleration of the pool and its nodeSelector side by side; name the key of each taint.',
  keptBy: '`placement: { dedicatedPool }` writes the label and the toleration together.',
  waiveWhen: 'An agent that is no DaemonSet has to outlive the taints of failing nodes.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#example-use-cases', 'https://learn.microsoft.com/azure/aks/spot-node-pool'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    tainted: { text: 'pods of {workload} stay Pending: {pool} has the labels they ask for, and the taint {taint}', severity: 'error' },
    repelled: { text: 'pods of {workload} stay Pending: every declared node pool is tainted against them, {pool} by {taint}', severity: 'error' },
    spot: { text: 'pods of {workload} ask for nodes that AKS taints {taint}, and do not tolerate it', severity: { recommended: 'warning', strict: 'error' } },
    everything: { text: 'pods of {workload} tolerate {scope}', severity: { recommended: 'warning', strict: 'error' } },
    elsewhere: { text: 'pods of {workload} tolerate {key} and ask for no node by label, so they may as well land elsewhere', severity: { recommended: 'info', strict: 'warning' } },
  },
  applies: (workload) => workload.kind !== 'DaemonSet' && !workload.isSystem && !workload.isStaticPod && (workload.placement.namesNodes || workload.placement.areListed),
  judge(workload, { broken }) {
    const { placement } = workload;
    const { everything, stray, spotTaint, repulsion } = placement.tolerance;
    const args = { workload: workload.title };
    if (everything !== null) {
      const scope = everything.effect === '' ? 'every taint, those of failing nodes and of the control plane included' : `every ${everything.effect} taint`;
      broken('everything', { path: everything.at.path, args: { ...args, scope } });
    }
    if (stray !== null) broken('elsewhere', { path: [...stray.at.path, 'key'], args: { ...args, key: stray.key } });
    const at = { path: placement.selectionPath, at: 'key' } as const;
    if (spotTaint !== null) return broken('spot', { ...at, args: { ...args, taint: spotTaint } });
    if (placement.refusal !== 'taints' || repulsion === null) return;
    const { pool, taint } = repulsion;
    broken(placement.pod.selection.path === null ? 'repelled' : 'tainted', {
      ...at,
      args: { ...args, pool: pool.title, taint },
      related: pool.facts.object ? [{ message: 'is tainted', resource: pool.facts.object.resource, path: ['spec', 'template', 'spec', 'taints'] }] : [],
    });
  },
});
