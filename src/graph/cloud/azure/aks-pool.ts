import type { Declared } from '../../object/declared';
import type { PoolFacts } from '../../placement/node-pool';
import type { Taint } from '../../placement/taint';
import type { Subject } from '../../reading/subject';
import { maybe } from '../../reading/unknown';
import { amount, flag, text } from '../argument';
import { effectOf, textMap } from '../node-marks';
import { NO_UNITS } from '../../placement/units';

/** The taint of the pool that is kept for pods of the system. */
export const SYSTEM_TAINT = 'CriticalAddonsOnly';

/**
 * A pool of AKS, with the labels and taints that AKS puts on its nodes.
 * @see https://learn.microsoft.com/azure/aks/use-labels
 */
export function aksPoolFacts(pool: Subject, region: string | null, title: string, object: Declared): PoolFacts {
  const isSpot = text(pool, 'priority') === 'Spot';
  const isDefault = pool !== object;
  const mode = isDefault || text(pool, 'mode') === 'System' ? 'system' : 'user';
  const labels = new Map<string, readonly string[]>(textMap(pool, 'node_labels').map(([key, value]) => [key, [value]]));
  labels.set('kubernetes.azure.com/mode', [mode]);
  const name = maybe(() => text(pool, 'name'));
  if (name) labels.set('agentpool', [name]).set('kubernetes.azure.com/agentpool', [name]);
  if (isSpot) labels.set('kubernetes.azure.com/scalesetpriority', ['spot']);
  const scales = flag(pool, 'auto_scaling_enabled') ?? flag(pool, 'enable_auto_scaling') ?? false;
  const nodes = maybe(() => amount(pool, 'node_count'));
  return {
    title,
    zones: zonesOf(pool, region),
    labels,
    taints: [
      ...(isDefault ? [] : pool.strings('node_taints').map(taintIn)),
      ...(isDefault && flag(pool, 'only_critical_addons_enabled') === true ? [{ key: SYSTEM_TAINT, value: 'true', effect: 'NoSchedule' }] : []),
      ...(isSpot ? [{ key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' }] : []),
    ],
    minNodes: (scales ? maybe(() => amount(pool, 'min_count')) : nodes) ?? 0,
    maxNodes: (scales ? maybe(() => amount(pool, 'max_count')) : nodes) ?? null,
    isSpot,
    allocatable: null,
    atMost: NO_UNITS,
    object,
  };
}

/** Zones as nodes carry them: `eastus2-1`. A pool without zones is in none that a label names. */
function zonesOf(pool: Subject, region: string | null): readonly string[] | null {
  const zones = maybe(() => pool.items('zones').map(String));
  if (zones === null || region === null || zones.length === 0) return null;
  return zones.map((zone) => `${region.toLowerCase().replace(/\s/g, '')}-${zone}`);
}

function taintIn(written: string): Taint {
  const [, key = '', value = '', effect = ''] = /^([^=:]*)(?:=([^:]*))?:(.*)$/.exec(written) ?? [];
  return { key, value, effect: effectOf(effect) };
}
