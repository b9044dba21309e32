import { identityAlerts } from '../../identity';
import { named, panel, watched, type Panel } from './panel';

const of = named.bind(null, identityAlerts);
const STATE = 'job="kube-state-metrics"';
const SKEW = of('LoopNodeClockSkew');

/** S1: what restarts and how it ended, what is not pulled, what tokens hang on. */
export const identityPanels: readonly Panel[] = [
  panel('Restarts in a quarter of an hour', 'short', ['kube-state-metrics'], [
    { expr: `increase(kube_pod_container_status_restarts_total{${STATE}}[15m]) > 0`, legend: '{{namespace}}/{{pod}} {{container}}' },
  ], { alert: of('LoopIdentityCrashLoop'), side: 'above', at: 3 }),
  panel('Last exit code of what restarts', 'short', ['kube-state-metrics'], [
    {
      expr: `kube_pod_container_status_last_terminated_exitcode{${STATE}} > 0
and on (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{${STATE}}[15m]) > 0)`,
      legend: '{{namespace}}/{{pod}} {{container}}',
    },
  ]),
  watched('Images that are not pulled', 'short', '{{namespace}}/{{pod}} {{container}}', of('LoopIdentityImagePull')),
  watched('Token endpoints that answer', 'percentunit', '{{instance}}', of('LoopTokenEndpointUnreachable')),
  panel('How far clocks are off', 's', SKEW.sources, [{ expr: 'abs(node_timex_offset_seconds)', legend: '{{instance}}' }], { alert: SKEW, side: 'above', at: 0.05 }),
  panel('Clocks that are kept in step', 'short', SKEW.sources, [{ expr: 'node_timex_sync_status', legend: '{{instance}}' }], { alert: SKEW, side: 'below', at: 1 }),
  watched('Bindings that make somebody cluster-admin', 'short', 'bindings', of('LoopClusterAdminCount')),
];
