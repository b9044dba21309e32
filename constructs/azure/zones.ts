import type { Platform } from '../platform';
import { demand } from '../refusal';

/** Zones of one region, as the resources of Azure name both: `westeurope` and `1`, where nodes say `westeurope-1`. */
export interface Zones {
  readonly region: string;
  /** In the order of the platform. */
  readonly numbers: readonly [string, ...string[]];
}

/** The region and zones of a platform. @throws Refusal for zones of two regions */
export function zonesOf(where: string, { zones }: Platform<'azure'>): Zones {
  const [region, ...others] = [...new Set(zones.map((zone) => zone.slice(0, zone.lastIndexOf('-'))))];
  demand(region !== undefined && others.length === 0, where, 'platform', () => ({
    found: `zones of ${[region, ...others].join(' and ')}`, expected: 'the zones of one region', remedy: 'make a cluster, and a network, for each region',
  }));
  return { region, numbers: zones.map(numberOf) as [string, ...string[]] };
}

/** `1` of `westeurope-1`. */
export function numberOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('-') + 1);
}
