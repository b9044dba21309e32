import type { Labels } from '../../labels';
import type { Platform } from '../../platform';

/** Label of nodes in one failure domain of the cloud. */
export const ZONE = 'topology.kubernetes.io/zone';
/** Label of one node. */
export const HOST = 'kubernetes.io/hostname';

/**
 * Spread of a Deployment's pods over zones and hosts. `prefer` never blocks; with `require` a pod waits rather than share a zone, hosts are
 * preferred still. `pod-template-hash` counts each revision for itself, else the old pods of a rollout push the new ones together.
 * Serves compute/topology-spread, topology-spread-selector, topology-spread-satisfiable.
 */
export function spreadOf(selector: Labels, zones: 'prefer' | 'require' = 'prefer'): readonly object[] {
  return [[ZONE, zones], [HOST, 'prefer']].map(([topologyKey = '', how]) => ({
    ...constraint(topologyKey, selector), whenUnsatisfiable: how === 'require' ? 'DoNotSchedule' : 'ScheduleAnyway', matchLabelKeys: ['pod-template-hash'],
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
