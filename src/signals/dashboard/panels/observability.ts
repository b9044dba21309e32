import { RECORDINGS } from '../../recordings';
import { logAlerts } from '../../log-lines';
import { LASTING, sourceAlerts } from '../../source-gone';
import { named, panel, watched, type Panel, type Unit } from './panel';

const of = named.bind(null, logAlerts);

/** S6: whether lines can be followed, RED of services and USE of nodes. */
export const observabilityPanels: readonly Panel[] = [
  watched('Log lines without context', 'percentunit', '{{namespace}}', of('LoopLogContextMissing')),
  panel(
    'Series by which a source is seen', 'short', [], LASTING.map(({ source, series }) => ({ expr: `count(${series})`, legend: source, source })),
    ...sourceAlerts.map((alert) => ({ alert, side: 'below', at: 1 } as const)),
  ),
  recorded('Requests of services', 'reqps', 'service:looplaw_requests:rate5m'),
  recorded('Errors of services', 'percentunit', 'service:looplaw_errors:ratio_rate5m'),
  recorded('Duration of requests (99 of 100)', 's', 'service:looplaw_duration_seconds:p99_rate5m'),
  recorded('CPU of nodes in use', 'percentunit', 'instance:looplaw_cpu_utilisation:rate5m'),
  recorded('CPU of nodes, load for each core', 'short', 'instance:looplaw_cpu_saturation:ratio'),
  recorded('Memory of nodes in use', 'percentunit', 'instance:looplaw_memory_utilisation:ratio'),
  recorded('Disks of nodes that are busy', 'percentunit', 'instance:looplaw_disk_saturation:rate5m'),
  recorded('Errors of network cards', 'pps', 'instance:looplaw_network_errors:rate5m'),
];

function recorded(title: string, unit: Unit, record: string): Panel {
  const { source } = RECORDINGS.find((each) => each.record === record)!;
  return panel(title, unit, [source], [{ expr: record, legend: source === 'http-server' ? '{{namespace}}/{{job}}' : '{{instance}}' }]);
}
