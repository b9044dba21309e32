import { isLaterNumber } from '../props/later';
import { demand } from '../refusal';
import type { DefaultPool } from './system-pool';
import type { ZonedNetwork } from './zoned-network';

/** Pods of a node where nobody says how many: AKS reckons so without an overlay. */
const PODS = 30;
/** During an upgrade a third of the nodes is there twice. */
const SURGE = 4 / 3;

/** Refuses pools that may grow further than the network has addresses for. Serves network/pod-ip-headroom. */
export function checkRoom(where: string, network: ZonedNetwork, pools: readonly { readonly max: number; readonly maxPods?: number }[], defaultPool: DefaultPool): void {
  const { subnets, addressesPerZone = Infinity, nodesInOverlay = Infinity, drainsNodeSubnets = false } = network;
  // The default pool may be in the subnet of any zone.
  const all = [...pools, defaultPool].filter(({ max, maxPods }) => !isLaterNumber(max) && !isLaterNumber(maxPods));
  const nodes = all.reduce((sum, { max }) => sum + Math.ceil(max * SURGE), 0);
  const wanted = drainsNodeSubnets ? all.reduce((sum, { max, maxPods = PODS }) => sum + Math.ceil(max * SURGE) * (maxPods + 1), 0) : nodes;
  demand(wanted <= addressesPerZone, where, 'network/pod-ip-headroom', () => ({
    found: `pools that take ${wanted} addresses of a zone: ${nodes} nodes with those of an upgrade${drainsNodeSubnets ? ', and their pods' : ''}`,
    expected: `at most ${addressesPerZone}, which its subnet has`, remedy: drainsNodeSubnets ? 'lower max or maxPods, or take the overlay' : 'lower max, or take a larger cidr',
  }));
  const everywhere = nodes * Object.keys(subnets).length;
  demand(everywhere <= nodesInOverlay, where, 'network/pod-ip-headroom', () => ({
    found: `pools of ${everywhere} nodes with those of an upgrade`, expected: `at most ${nodesInOverlay}: each takes a /24 of the range of pods`, remedy: 'lower max, or take a larger range of pods: nothing routes it',
  }));
}
