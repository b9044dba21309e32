import { zonalDistribution } from '../../src/graph/network/zone-locality';
import type { KubeVersion, Platform } from '../platform';

/** Prefer the zone of the caller: traffic between zones costs money and time. Serves network/zone-local-traffic. */
export function zoneLocality(platform: Platform): { readonly trafficDistribution?: string } {
  const value = platform.zones.length === 1 ? null : zonalDistribution((version) => platform.isAtLeast(version as KubeVersion));
  return value === null ? {} : { trafficDistribution: value };
}
