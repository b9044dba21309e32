import type { Edit } from '../../finding';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/pdb-no-deadlock',
  title: 'A disruption budget lets at least one pod go',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Every message is a certain outage of maintenance: the eviction API refuses each request while all pods are healthy (`refused`: the API server rejects the budget), so drains and upgrades of their nodes never end.',
  signature: 'S2',
  why: 'A budget that spares no pod refuses every eviction. Drains, node upgrades and the autoscaler then wait for ever on a healthy cluster.',
  remedy: 'Set maxUnavailable: 1 and run two replicas or more. Percentages round up: minAvailable 50% of one pod is that pod.',
  keptBy: 'Workload constructs take no budget that allows no eviction.',
  waiveWhen: 'Nobody may move the pod without asking: a person drains its node by hand.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/controller/disruption/disruption.go',
  ],
  on: 'PodDisruptionBudget',
  messages: {
    never: { text: 'budget {budget} never lets a pod go: {demand} keeps {pods} of {pods}', severity: 'error' },
    atMinimum: { text: 'budget {budget} lets no pod go at its minimum scale: {demand} keeps {pods} of {pods}', severity: 'error' },
    forbidden: { text: 'budget {budget} never lets a pod go, however many run: {demand}', severity: 'error' },
    unspecified: { text: 'budget {budget} never lets a pod go: it has neither minAvailable nor maxUnavailable', severity: 'error' },
    refused: { text: 'the API server refuses budget {budget}: {demand}; write one of the two, a number or a percentage up to 100%', severity: 'error' },
  },
  // Budgets over what has no scale are the business of pdb-scalable-target.
  applies: (budget) => !budget.isSystem && budget.unscalable === null,
  judge(budget, { broken }) {
    const { deadlock, demand } = budget;
    if (deadlock === null) return;
    const pods = 'pods' in deadlock ? deadlock.pods : '';
    const [hasMinimum, hasMaximum] = [budget.spec.has('minAvailable'), budget.spec.has('maxUnavailable')];
    const spareOne: Edit = { op: hasMaximum ? 'replace' : 'add', path: ['spec', 'maxUnavailable'], value: 1 };
    const patch: readonly Edit[] = hasMinimum ? [{ op: 'remove', path: ['spec', 'minAvailable'] }, spareOne] : [spareOne];
    broken(deadlock.kind, {
      path: ['spec', hasMaximum ? 'maxUnavailable' : 'minAvailable'],
      args: { budget: budget.name, demand, pods },
      related: budget.protects().certain.slice(0, 10).map(({ resource }) => ({ message: 'is protected by it', resource, path: ['metadata', 'name'] })),
      ...(deadlock.kind !== 'refused' && budget.canSpareOne && { repair: { patch } }),
    });
  },
});
