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

/** Where a pool of AKS is declared. */
interface PoolOrigin {
  readonly title: string;
  readonly object: Declared;
  /** Where its cluster is; `null` = not known. */
  readonly region: string | null;
  /** Is it the one every cluster has, which is of the system whatever it says? */
  readonly isDefault: boolean;
}

/**
 * A pool of AKS, with the labels and taints that AKS puts on its nodes.
 * @see https://learn.microsoft.com/azure/aks/use-labels
 */
export function aksPoolFacts(pool: Subject, { title, object, region, isDefault }: PoolOrigin): PoolFacts {
  const isSpot = text(pool, 'priority') === 'Spot';
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
      ...aksTaintsOf(pool),
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

/** The taints somebody gave to a pool: as texts, or by the switch that the default pool has for the one of the system. */
export function aksTaintsOf(pool: Subject): readonly Taint[] {
  const isKept = flag(pool, 'only_critical_addons_enabled') === true;
  return [...pool.strings('node_taints').map(taintIn), ...(isKept ? [{ key: SYSTEM_TAINT, value: 'true', effect: 'NoSchedule' }] : [])];
}

function taintIn(written: string): Taint {
  const [, key = '', value = '', effect = ''] = /^([^=:]*)(?:=([^:]*))?:(.*)$/.exec(written) ?? [];
  return { key, value, effect: effectOf(effect) };
}
