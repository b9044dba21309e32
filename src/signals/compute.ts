import type { AlertRule } from './alert-rule';

const STATE = 'job="kube-state-metrics"';

/** Share of a node's CPU that is booked. Pods that have finished keep their requests in kube-state-metrics, and book nothing. */
export const BOOKED = `sum by (node) (
    kube_pod_container_resource_requests{${STATE},resource="cpu",node!=""}
    * on (namespace, pod) group_left ()
    max by (namespace, pod) (kube_pod_status_phase{${STATE},phase=~"Pending|Running"} == 1)
  )
  / on (node) sum by (node) (kube_node_status_allocatable{${STATE},resource="cpu"})`;
/** Share of it that is used. That instance is the name of the node is the customary relabelling. */
export const USED = 'label_replace(1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])), "node", "$1", "instance", "(.*)")';

/** What of a quota pods ask more of as they grow: compute, and room on disks, of all classes or of one. */
const GROWING = '((requests|limits)\\\\.)?(cpu|memory|ephemeral-storage)|(.+\\\\.storageclass\\\\.storage\\\\.k8s\\\\.io/)?requests\\\\.storage';

/** S2: a budget that is spent, or was never made. */
export const computeAlerts: readonly AlertRule[] = [
  {
    name: 'LoopComputeFragmentation', signature: 'S2', symptom: 'pod-pending', layer: 'infrastructure', severity: 'warning', for: '15m', sources: ['kube-state-metrics', 'node-exporter'],
    summary: 'Node {{ $labels.node }} is booked out and less than half used',
    expr: `(
  ${BOOKED}
) > 0.95
and on (node) (
  ${USED} < 0.5
)`,
  },
  {
    name: 'LoopComputeUnschedulable', signature: 'S2', symptom: 'pod-pending', layer: 'workload', severity: 'warning', for: '10m', sources: ['kube-state-metrics'],
    summary: 'No node takes {{ $labels.namespace }}/{{ $labels.pod }}',
    expr: `sum by (namespace, pod) (kube_pod_status_unschedulable{${STATE}}) > 0`,
  },
  {
    name: 'LoopComputePdbDeadlock', signature: 'S2', symptom: 'drain-hangs', layer: 'workload', severity: 'warning', for: '30m', sources: ['kube-state-metrics'],
    summary: 'Budget {{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} allows no eviction, though all pods are healthy',
    expr: `(kube_poddisruptionbudget_status_pod_disruptions_allowed{${STATE}} == 0)
and (kube_poddisruptionbudget_status_expected_pods{${STATE}} > 0)
and (kube_poddisruptionbudget_status_current_healthy{${STATE}} >= kube_poddisruptionbudget_status_desired_healthy{${STATE}})`,
  },
  {
    name: 'LoopNodeNotReady', signature: 'S2', symptom: 'node-not-ready', layer: 'infrastructure', severity: 'critical', for: '2m', sources: ['kube-state-metrics'],
    summary: 'Node {{ $labels.node }} is not ready; in five minutes its pods are evicted',
    expr: `kube_node_status_condition{${STATE},condition="Ready",status="true"} == 0`,
  },
  {
    name: 'LoopNodePressure', signature: 'S2', symptom: 'node-pressure', layer: 'infrastructure', severity: 'warning', for: '5m', sources: ['kube-state-metrics'],
    summary: 'Node {{ $labels.node }} reports {{ $labels.condition }} and evicts pods',
    expr: `kube_node_status_condition{${STATE},condition=~"MemoryPressure|DiskPressure|PIDPressure",status="true"} == 1`,
  },
  {
    // Counts of objects are granted as many as there shall be: one load balancer of one is no trouble to come. What pods ask more of as they scale is.
    // Extended resources, as GPUs, are bought to be used up, and are left out, too.
    name: 'LoopQuotaAlmostFull', signature: 'S2', symptom: 'quota-full', layer: 'workload', severity: 'warning', for: '15m', sources: ['kube-state-metrics'],
    summary: '{{ $labels.resource }} of quota {{ $labels.namespace }}/{{ $labels.resourcequota }} is used to {{ $value | humanizePercentage }}',
    expr: `kube_resourcequota{${STATE},type="used",resource=~"${GROWING}"}
/ on (namespace, resourcequota, resource) (kube_resourcequota{${STATE},type="hard"} > 0)
> 0.9`,
  },
];
