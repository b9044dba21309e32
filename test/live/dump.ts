import { LEFTOVERS, SHOP } from './shop';
import type { Stored } from './stored';
import { SYSTEM } from './system';

/** A cluster of EKS with two pools, what its add-ons are, an app, and leftovers; as one `kubectl get -A -o json` prints it. */
export const CLUSTER: readonly Stored[] = [...SYSTEM, ...SHOP, ...LEFTOVERS];

/** A list as kubectl prints it. */
export function listOf(items: readonly unknown[]): object {
  return { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items };
}
