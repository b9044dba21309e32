import type { Labels } from '../labels';
import type { Platform } from '../platform';

const ZONE = 'topology.kubernetes.io/zone';
const HOST = 'kubernetes.io/hostname';

/**
 * Spread that never blocks: it prefers other zones and other hosts. `pod-template-hash` counts each revision for itself,
 * else the old pods of a rollout push the new ones together. Serves compute/topology-spread, topology-spread-selector.
 */
export function softSpread(selector: Labels): readonly object[] {
  return [ZONE, HOST].map((topologyKey) => ({
    ...constraint(topologyKey, selector), whenUnsatisfiable: 'ScheduleAnyway', matchLabelKeys: ['pod-template-hash'],
  }));
}

/**
 * Spread that data needs: a replica waits for its own zone rather than share one, because its disk will stay there.
 * `minDomains` makes zones count that have no node yet. Serves storage/statefulset-zone-spread.
 */
export function hardZoneSpread(selector: Labels, replicas: number, platform: Platform): readonly object[] {
  const minDomains = Math.min(3, platform.zones.length, replicas);
  return [
    { ...constraint(ZONE, selector), whenUnsatisfiable: 'DoNotSchedule', ...(minDomains > 1 && { minDomains }) },
    { ...constraint(HOST, selector), whenUnsatisfiable: 'ScheduleAnyway' },
  ];
}

/** Nodes whose taints keep the pod away must not count as empty places, which they do unless told otherwise. */
function constraint(topologyKey: string, selector: Labels): object {
  return { maxSkew: 1, topologyKey, nodeTaintsPolicy: 'Honor', labelSelector: { matchLabels: selector } };
}
