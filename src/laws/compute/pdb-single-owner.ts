import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/pdb-single-owner',
  title: 'A pod is protected by one disruption budget only',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The eviction API answers HTTP 500 for such a pod, always: drains of its node never end. Drains leave the pods of DaemonSets alone, so there it warns.',
  signature: 'S2',
  why: 'The eviction API answers HTTP 500 for a pod that two budgets select. The drain of its node tries again until it is given up.',
  remedy: 'Narrow the selectors until each pod has one budget; an empty selector takes in the whole namespace.',
  sources: ['mission', 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors'],
  on: 'Workload',
  messages: {
    several: { text: 'pods of {workload} can never be evicted: budgets {budgets} select them all', severity: 'error' },
    // A drain leaves the pods of DaemonSets alone; only those who ask for their eviction by name meet the answer.
    daemons: { text: 'pods of {workload} can not be evicted: budgets {budgets} select them all', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (workload) => !workload.isSystem && workload.budgets.certain.length + workload.budgets.possible.length > 0,
  judge(workload, { broken }) {
    const { certain, possible } = workload.budgets;
    if (certain.length < 2) {
      if (certain.length + possible.length >= 2) throw workload.pod.unknown('metadata');
      return;
    }
    const shown = certain.slice(0, 10);
    const hidden = certain.length - shown.length;
    broken(workload.kind === 'DaemonSet' ? 'daemons' : 'several', {
      path: [...workload.pod.path, 'metadata', 'labels'],
      at: 'key',
      args: { workload: workload.title, budgets: `${shown.map((budget) => budget.name).join(' and ')}${hidden > 0 ? ` and ${hidden} more` : ''}` },
      related: shown.map(({ resource }) => ({ message: 'selects the pods', resource, path: ['spec', 'selector'] })),
    });
  },
});
