import type { Graph } from '../graph';
import { ServiceAccount } from '../identity/service-account';

/** An account that a cloud trusts, as the set knows it. */
export type TrustedAccount =
  | { readonly is: 'there'; readonly account: ServiceAccount }
  /** Not in that namespace, but in another one of the set. */
  | { readonly is: 'elsewhere'; readonly account: ServiceAccount }
  /** The set does not tell. */
  | { readonly is: 'unknown' }
  | { readonly is: 'missing' };

/** The account of a name and a namespace that a trust names. It is missing only where the set is closed for accounts. */
export function trustedAccount(graph: Graph, namespace: string, name: string): TrustedAccount {
  const named = graph.all(ServiceAccount).filter((account) => account.name === name);
  const there = named.find((account) => account.namespace === namespace);
  if (there) return { is: 'there', account: there };
  // One without a namespace may be meant for that one.
  const [elsewhere] = named;
  if (elsewhere && named.every((account) => account.namespace !== '')) return { is: 'elsewhere', account: elsewhere };
  return { is: elsewhere === undefined && graph.objects.length > 0 && graph.isClosed('ServiceAccount') ? 'missing' : 'unknown' };
}
