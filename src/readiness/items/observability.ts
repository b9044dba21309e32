import type { Claim, Item } from '../claim';

/** Shared with the ladder: who sees rate, errors and duration is operational. */
export const redSignals: Claim = {
  id: 'red',
  says: 'Every workload behind a Service shows rate, errors and duration (RED)',
  provenBy: ['observability/red-signals'],
  refutedBy: ['observability/monitor-selects', 'observability/promql-current'],
  look: { run: 'kubectl get servicemonitors,podmonitors,prometheusrules -A', tells: 'what is collected, and which rules there are' },
};

/** Shared with the ladder: who can correlate log lines is operational. */
export const logContext: Claim = {
  id: 'log-context',
  says: 'Containers know the pod, namespace and node to log',
  provenBy: ['observability/log-context'],
  look: { run: 'kubectl -n "$NS" logs "$POD" --tail=5', tells: 'whether a line carries pod_name, namespace and node_name', alerts: ['LoopLogContextMissing'] },
};

/** What nobody can see nobody can fix. */
export const observability: Item = {
  id: 'observability',
  title: 'Do logs carry trace_id, node_name and zone? Are RED and USE active?',
  claims: [
    logContext,
    {
      id: 'log-zone',
      says: 'Log lines carry the zone, and it is the true one',
      provenBy: ['observability/zone-context'],
      look: { run: 'kubectl -n "$NS" logs "$POD" --tail=5', tells: 'whether a line carries the zone; a collector may add it', alerts: ['LoopLogContextMissing'] },
    },
    {
      id: 'traces',
      says: 'A request can be followed from one container to the next',
      provenBy: ['observability/trace-context'],
      look: { run: 'kubectl -n "$NS" get pod "$POD" -o jsonpath=\'{range .spec.containers[*].env[*]}{.name}{"\\n"}{end}\'', tells: 'whether OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_SERVICE_NAME are set' },
    },
    {
      id: 'log-trace-id',
      says: 'Every log line carries its trace_id',
      provenBy: [],
      refutedBy: ['observability/trace-context'],
      look: { run: 'kubectl -n "$NS" logs "$POD" --tail=5', tells: 'whether a line carries trace_id; the logger of looplaw and its rules for ESLint see to that in source code', alerts: ['LoopLogContextMissing'] },
    },
    redSignals,
    {
      id: 'use',
      says: 'Every node shows utilisation, saturation and errors (USE)',
      provenBy: ['observability/use-signals'],
      look: { run: 'kubectl get pods -A -o wide | grep -E "node-exporter|cloudwatch-agent|ama-metrics-node|gke-metrics-agent"', tells: 'whether an exporter runs on every node' },
    },
  ],
};
