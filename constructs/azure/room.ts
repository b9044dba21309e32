import { sizeOf } from '../network/address-plan';
import type { Cidr } from '../platform';
import { demand } from '../refusal';
import type { AzureCni } from './cni';

/** How far the pools may grow. */
export interface Growth {
  /** Nodes of one zone at most, all pools together. */
  readonly nodesPerZone: number;
  /** Pods of one node at most: `max_pods` of the pools. Default 30 in `node-subnet`, 250 in `overlay`. */
  readonly podsPerNode?: number;
}

/** Addresses of each subnet that Azure keeps. */
const RESERVED = 5;
/** Addresses a node takes of the range of an overlay. */
const OVERLAY_PER_NODE = 256;

/** Refuses ranges that are full before the pools are. During an upgrade a third of the nodes is there twice. Serves network/pod-ip-headroom. */
export function checkRoom(where: string, use: string, subnet: Cidr, cni: AzureCni, { nodesPerZone, podsPerNode = 30 }: Growth, zones: number): void {
  demand(Number.isInteger(nodesPerZone) && nodesPerZone >= 1 && Number.isInteger(podsPerNode) && podsPerNode >= 10 && podsPerNode <= 250, where, 'network/pod-ip-headroom', () => ({
    found: `${nodesPerZone} nodes with ${podsPerNode} pods`, expected: 'whole numbers: a node at least, and 10 to 250 pods on it', remedy: 'take max_count and max_pods of the pools together',
  }));
  const nodes = Math.ceil(nodesPerZone * 4 / 3);
  const wanted = cni.mode === 'overlay' ? nodes : nodes * (podsPerNode + 1);
  const free = sizeOf(where, use, subnet) - RESERVED;
  demand(free >= wanted, where, 'network/pod-ip-headroom', () => ({
    found: `${subnet} for ${use}, which has ${free} addresses`, expected: `${wanted}: ${nodesPerZone} nodes, a third more during upgrades${cni.mode === 'overlay' ? '' : ', with their pods'}`,
    remedy: 'take a larger range; a subnet with nodes in it cannot grow',
  }));
  if (cni.mode !== 'overlay') return;
  const pieces = Math.floor(sizeOf(where, 'pods', cni.pods) / OVERLAY_PER_NODE);
  demand(pieces >= nodes * zones, where, 'network/pod-ip-headroom', () => ({
    found: `${cni.pods} for pods, which has a /24 for ${pieces} nodes`, expected: `one for each of ${nodes * zones} nodes: ${nodes} in ${zones} zones`, remedy: 'take a larger range, e.g. a /16; nothing routes it',
  }));
}
