import type { AlertRule } from './alert-rule';

/** S6: log lines nobody can follow. */
export const logAlerts: readonly AlertRule[] = [
  {
    name: 'LoopLogContextMissing', signature: 'S6', symptom: 'no-correlation', layer: 'workload', severity: 'info', for: '30m', sources: ['log-lines'],
    summary: '{{ $value | humanizePercentage }} of the log lines of {{ $labels.namespace }} do not say where they come from',
    // Where no line has ever had its context there is no counter of such lines, and that is the worst of it.
    expr: `1 - (
  sum by (namespace) (rate(log_lines_with_context_total[15m]))
  or 0 * sum by (namespace) (rate(log_lines_total[15m]))
)
/ sum by (namespace) (rate(log_lines_total[15m])) > 0.05`,
  },
];
