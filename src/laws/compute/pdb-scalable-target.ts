import { defineLaw } from '../../law';
import type { Edit } from '../../finding';

export default defineLaw({
  id: 'compute/pdb-scalable-target',
  title: 'Budgets that count by scale protect pods that have one',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'unscalable and unmanaged are errors: the disruption controller allows no eviction, so every drain of their nodes hangs. Drains leave the pods of DaemonSets alone: daemons warns.',
  unproven: true,
  signature: 'S2',
  shows: { metric: 'kube_poddisruptionbudget_status_pod_disruptions_allowed == 0', symptom: 'a node drain repeats "Cannot evict pod" for ever; the budget has the condition SyncFailed' },
  why: 'Percentages and maxUnavailable are shares of what a controller is asked to run. Jobs, DaemonSets and bare pods have no such number, and without it no pod may go.',
  remedy: 'Write minAvailable as a number, which counts pods, or take these pods out of the selector.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/#arbitrary-controllers-and-selectors',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/disruption/disruption.go',
  ],
  on: 'PodDisruptionBudget',
  messages: {
    unscalable: { text: 'budget {budget} never lets a pod go: {demand} needs a scale, and {workload} has none', severity: 'error' },
    unmanaged: { text: 'budget {budget} never lets a pod go: {demand} needs a scale, and {workload} has no controller', severity: 'error' },
    daemons: { text: 'budget {budget} lets no pod go: {demand} needs a scale, and {workload} has none', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (budget) => !budget.isSystem && budget.needsScale,
  judge(budget, { broken }) {
    const { unscalable, demand } = budget;
    if (unscalable === null) return budget.assertScaleKnown();
    const { kind, workload } = unscalable;
    const countOne: Edit = { op: 'add', path: ['spec', 'minAvailable'], value: 1 };
    const patch: readonly Edit[] = budget.spec.has('maxUnavailable') ? [{ op: 'remove', path: ['spec', 'maxUnavailable'] }, countOne] : [{ ...countOne, op: 'replace' }];
    broken(kind, {
      path: ['spec', budget.spec.has('maxUnavailable') ? 'maxUnavailable' : 'minAvailable'],
      args: { budget: budget.name, demand, workload: workload.title },
      related: [{ message: 'is protected by it', resource: workload.resource, path: ['metadata', 'name'] }],
      ...(budget.protects().certain.length > 1 && kind === 'unmanaged' && { repair: { patch } }),
    });
  },
});
