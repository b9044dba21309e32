import { LAYERS, type AlertRule } from './alert-rule';
import { computeAlerts } from './compute';
import { controlPlaneAlerts } from './control-plane';
import { identityAlerts } from './identity';
import { networkAlerts } from './network';
import { storageAlerts } from './storage';

const logAlerts: readonly AlertRule[] = [
  {
    name: 'LoopLogContextMissing', signature: 'S6', symptom: 'no-correlation', layer: 'workload', severity: 'info', for: '30m', sources: ['log-lines'],
    summary: '{{ $value | humanizePercentage }} of the log lines of {{ $labels.namespace }} do not say where they come from',
    expr: `1 - sum by (namespace) (rate(log_lines_with_context_total[15m]))
/ sum by (namespace) (rate(log_lines_total[15m])) > 0.05`,
  },
];

/** The alerts of all signatures, the control plane first. */
export const ALERTS: readonly AlertRule[] = [...controlPlaneAlerts, ...identityAlerts, ...computeAlerts, ...networkAlerts, ...storageAlerts, ...logAlerts]
  .sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
