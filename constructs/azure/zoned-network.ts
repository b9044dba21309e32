import { CLOUDS } from '../clouds';
import { demand } from '../refusal';
import type { NetworkProfile } from './cni';

/** A network with a subnet for nodes in each zone: a `ClusterNetwork`, or plain data about one that is there already. */
export interface ZonedNetwork {
  /** Ids of subnets, by the zone whose nodes they are for, as the label of nodes writes it. @filled */
  readonly subnets: Readonly<Record<string, string>>;
  /** Addresses each of them has for nodes, and for pods where these take some. Default: not known, and not checked. */
  readonly addressesPerZone?: number;
  /** Nodes all zones together have a range of pods for. Default: not known, and not checked. */
  readonly nodesInOverlay?: number;
  /** Do pods take addresses of the subnets of their nodes? Default `false`: the overlay. */
  readonly drainsNodeSubnets?: boolean;
  /** What the cluster says of it. Default: written elsewhere. */
  readonly profile?: NetworkProfile;
}

/** The region of some zones. @throws Refusal for zones of several regions, one that is none, one that is named twice. */
export function regionOf(where: string, zones: readonly string[]): string {
  const regions = [...new Set(zones.map((zone) => zone.slice(0, zone.lastIndexOf('-'))))];
  const { form, example } = CLOUDS.azure.zone;
  const [region] = regions;
  demand(region !== undefined && regions.length === 1 && zones.every((zone) => form.test(zone)) && new Set(zones).size === zones.length, where, 'platform', () => ({
    found: `zones ${zones.join(', ') || 'none'}`, expected: `zones of one region, each once, such as "${example}"`, remedy: 'copy them from `kubectl get nodes -L topology.kubernetes.io/zone`',
  }));
  return region;
}

/** As resources of Azure call a zone: `1` of `westeurope-1`. */
export function numberOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('-') + 1);
}
