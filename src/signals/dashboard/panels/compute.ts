import { BOOKED, USED, computeAlerts } from '../../compute';
import { named, panel, watched, type Panel } from './panel';

const of = named.bind(null, computeAlerts);
const STATE = 'job="kube-state-metrics"';
const FRAGMENTED = of('LoopComputeFragmentation');
const DEADLOCK = of('LoopComputePdbDeadlock');

/** S2: what is booked and what is used, what waits, what may be evicted. */
export const computePanels: readonly Panel[] = [
  panel('CPU of nodes that is booked, and that is used', 'percentunit', FRAGMENTED.sources, [
    { expr: BOOKED, legend: '{{node}} booked' }, { expr: USED, legend: '{{node}} used' },
  ], { alert: FRAGMENTED, side: 'above', at: 0.95 }),
  watched('Pods no node takes', 'short', '{{namespace}}/{{pod}}', of('LoopComputeUnschedulable')),
  panel('Pods that are Pending', 'short', ['kube-state-metrics'], [{ expr: `sum by (namespace) (kube_pod_status_phase{${STATE},phase="Pending"})`, legend: '{{namespace}}' }]),
  panel('Evictions that budgets allow', 'short', DEADLOCK.sources, [
    { expr: `kube_poddisruptionbudget_status_pod_disruptions_allowed{${STATE}}
and (kube_poddisruptionbudget_status_expected_pods{${STATE}} > 0)`, legend: '{{namespace}}/{{poddisruptionbudget}}' },
  ], { alert: DEADLOCK, side: 'below', at: 1 }),
  watched('Nodes that are ready', 'short', '{{node}}', of('LoopNodeNotReady')),
  watched('Nodes under pressure', 'short', '{{node}} {{condition}}', of('LoopNodePressure')),
  watched('Quotas that are used', 'percentunit', '{{namespace}}/{{resourcequota}} {{resource}}', of('LoopQuotaAlmostFull')),
];
