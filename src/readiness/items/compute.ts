import type { Item } from '../claim';

/** Scheduling is a budget. */
export const compute: Item = {
  id: 'compute',
  title: 'Do all pods have requests, limits, disruption budgets and a priority?',
  claims: [
    {
      id: 'requests',
      says: 'Every container requests CPU and memory',
      provenBy: ['compute/budgeted-pod'],
      refutedBy: ['compute/no-best-effort', 'compute/pod-fits-node', 'compute/quota-fits'],
      look: { run: 'kubectl describe nodes | grep -A 8 "Allocated resources"', tells: 'what is requested of what a node can give', alerts: ['LoopComputeFragmentation', 'LoopComputeUnschedulable'] },
    },
    {
      id: 'limits',
      says: 'Every container has its limits',
      provenBy: ['compute/memory-limited'],
      refutedBy: ['compute/cpu-limited', 'compute/request-limit-ratio', 'compute/limitrange-consistent'],
      look: { run: 'kubectl top pods -A --sort-by=memory', tells: 'who uses most', alerts: ['LoopNodePressure'] },
    },
    {
      id: 'budgets',
      says: 'Replicated workloads have a disruption budget that lets one pod go',
      provenBy: ['compute/pdb-present'],
      refutedBy: ['compute/pdb-no-deadlock', 'compute/pdb-selects-pods', 'compute/pdb-single-owner', 'compute/pdb-scalable-target'],
      look: { run: 'kubectl get pdb -A', tells: 'which budgets there are, and which allow 0 disruptions', alerts: ['LoopComputePdbDeadlock'] },
    },
    {
      id: 'priority',
      says: 'It is decided who goes first when the cluster is full',
      provenBy: ['compute/priority-class-assigned'],
      refutedBy: ['compute/priority-class-exists', 'compute/priority-ladder-sane'],
      look: { run: 'kubectl get priorityclasses', tells: 'the ladder there is, and which class is the default', alerts: ['LoopComputeUnschedulable'] },
    },
  ],
};
