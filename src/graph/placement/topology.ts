import { Undecided } from '../reading/unknown';
import type { SchedulableNode } from './schedulable';

/** The domain a node is in by this label; `undefined` = it has none. Throws `Undecided` where that is not known. */
export function domainOf({ labels, name }: SchedulableNode, topologyKey: string): string | undefined {
  const values = labels.values(topologyKey);
  if (values === undefined) return undefined;
  const [only, ...others] = values ?? [];
  if (only === undefined || others.length > 0) throw new Undecided(`which ${topologyKey} node ${name} has is not known`);
  return only;
}
