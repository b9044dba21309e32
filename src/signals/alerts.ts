import { LAYERS, type AlertRule } from './alert-rule';
import { computeAlerts } from './compute';
import { controlPlaneAlerts } from './control-plane';
import { identityAlerts } from './identity';
import { logAlerts } from './log-lines';
import { networkAlerts } from './network';
import { sourceAlerts } from './source-gone';
import { storageAlerts } from './storage';

/** The alerts of all signatures, the control plane first. */
export const ALERTS: readonly AlertRule[] = [...controlPlaneAlerts, ...identityAlerts, ...computeAlerts, ...networkAlerts, ...storageAlerts, ...logAlerts, ...sourceAlerts]
  .sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
