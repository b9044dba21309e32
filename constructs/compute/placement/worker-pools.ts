import type { Labels } from '../../labels';
import { isLaterNumber } from '../../props/later';
import { told } from '../../props/words';
import { demand } from '../../refusal';
import type { NodePool, Taint } from './node-pool';

/** The nodes that only what the cluster itself needs may use. */
export const SYSTEM_POOL: NodePool = { labels: { 'looplaw.dev/pool': 'system' }, taint: { key: 'CriticalAddonsOnly', value: 'true', effect: 'NoSchedule' } };

/** Serves compute/zonal-node-groups. @throws Refusal for a network without subnets, where no pool takes a pod that asks for none, and where one has the name of the pool that is always there. */
export function checkPools(where: string, { subnets }: { readonly subnets: Readonly<Record<string, string>> }, pools: Readonly<Record<string, { readonly for: 'stateless' | 'stateful'; readonly spot?: boolean }>>): void {
  demand(Object.keys(subnets).length > 0, where, 'compute/zonal-node-groups', () => ({
    found: 'a network without subnets', expected: 'the id of a subnet for each zone: nodes have to be somewhere', remedy: 'take a ClusterNetwork, or write { subnets: { [zone]: id } } of the network there is',
  }));
  demand(Object.values(pools).some((pool) => pool.for === 'stateless' && pool.spot !== true), where, 'compute/zonal-node-groups', () => ({
    found: `pools ${Object.keys(pools).join(', ') || 'of none'}`, expected: 'one for stateless pods that is not spot', remedy: 'add one: a pod that asks for no pool has to run somewhere',
  }));
  demand(pools['system'] === undefined, where, 'name', () => ({ found: 'pool "system"', expected: 'another name', remedy: 'set its size in `system`: that pool is always there' }));
}

/**
 * Refuses numbers of nodes that are none; those that are known later are let through.
 * @param most nodes a pool of the cloud has at most
 */
export function checkSize(where: string, { min, max }: { readonly min: number; readonly max: number }, most = Infinity): void {
  const isNumber = (nodes: number): boolean => isLaterNumber(nodes) || (Number.isInteger(nodes) && nodes >= 0 && nodes <= most);
  demand(isNumber(min) && isNumber(max) && (isLaterNumber(max) || max >= Math.max(1, min)), where, 'platform', () => ({
    found: `min ${min}, max ${max}`, expected: `whole numbers, 0 <= min <= max${Number.isFinite(most) ? ` <= ${most}` : ''}, and a max of one at least`, remedy: 'set both: max is what a runaway deployment may cost',
  }));
}

/** A pool that is kept for pods that ask for it. @throws Refusal for one that takes every pod, or that there is not. */
export function keptPool(where: string, name: string, pool: { readonly labels: Labels; readonly taint: Taint | null } | undefined): NodePool {
  const kept = pool?.taint == null ? null : { labels: pool.labels, taint: pool.taint };
  demand(kept !== null, where, 'platform', () => ({ found: `pool ${told(name)}`, expected: 'one that is kept: for stateful pods, or spot', remedy: 'leave dedicatedPool out: other pools take every pod' }));
  return kept;
}
