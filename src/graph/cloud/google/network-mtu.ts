import type { Join } from '../../join';
import { maybe } from '../../reading/unknown';
import { amount } from '../argument';
import { clusterBelow } from '../managed-clusters';

/** The largest packet of the network a GKE cluster is in, where Terraform writes it; `null` = it does not. Throws `Undecided` where it is worked out. */
export const networkMtu: Join<number | null> = (graph) => {
  const cluster = graph.join(clusterBelow);
  const [network] = (cluster === null ? null : maybe(() => cluster.targets('network', ['google_compute_network'], ['name', 'id', 'self_link']))) ?? [];
  return network === undefined ? null : amount(network, 'mtu') ?? null;
};
