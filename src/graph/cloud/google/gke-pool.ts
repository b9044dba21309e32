import type { PoolFacts } from '../../placement/node-pool';
import { maybe } from '../../reading/unknown';
import { amount, block, blocks, flag, text } from '../argument';
import type { CloudResource } from '../cloud-resource';
import { effectOf, textMap } from '../node-marks';
import { NO_UNITS } from '../../placement/units';

/** A pool of GKE; sizes are per zone, unless they are given as totals. */
export function gkePoolFacts(pool: CloudResource, ofCluster: readonly string[] | null): PoolFacts {
  const config = block(pool, 'node_config');
  const own = maybe(() => pool.strings('node_locations'));
  const zones = own === null ? null : own.length > 0 ? own : ofCluster;
  const isSpot = (flag(config, 'spot') ?? false) || (flag(config, 'preemptible') ?? false);
  const labels = new Map<string, readonly string[]>(textMap(config, 'labels').map(([key, value]) => [key, [value]]));
  if (flag(config, 'spot') === true) labels.set('cloud.google.com/gke-spot', ['true']);
  const name = maybe(() => text(pool, 'name'));
  if (name) labels.set('cloud.google.com/gke-nodepool', [name]);
  const [scaling] = blocks(pool, 'autoscaling');
  const each = (count: number | undefined | null): number | null => (count === undefined || count === null || zones === null ? null : count * zones.length);
  const size = (total: string, perZone: string): number | null => (scaling ? maybe(() => amount(scaling, total)) ?? each(maybe(() => amount(scaling, perZone))) : each(maybe(() => amount(pool, 'node_count'))));
  return {
    title: pool.title,
    zones,
    labels,
    taints: blocks(config, 'taint').map((taint) => ({ key: text(taint, 'key') ?? '', value: text(taint, 'value') ?? '', effect: effectOf(text(taint, 'effect') ?? '') })),
    minNodes: size('total_min_node_count', 'min_node_count') ?? 0,
    maxNodes: size('total_max_node_count', 'max_node_count'),
    isSpot,
    allocatable: null,
    atMost: NO_UNITS,
    object: pool,
  };
}
