import type { Path } from '../../../load/resource';
import { block, text } from '../argument';
import { CloudResource } from '../cloud-resource';

/** A pool of nodes of GKE. */
export class GkeNodePool extends CloudResource {
  /** Where it says how its nodes answer to pods that ask for the credentials of the machine. */
  get metadataField(): Path {
    const config = block(block(this, 'node_config'), 'workload_metadata_config');
    return [...config.path, 'mode'];
  }

  /**
   * Do pods get the credentials of their node? Pools of a cluster with Workload Identity keep them back unless they are told otherwise.
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
   */
  get sharesCredentials(): boolean {
    const mode = text(block(block(this, 'node_config'), 'workload_metadata_config'), 'mode');
    if (mode !== undefined) return mode !== 'GKE_METADATA';
    const [cluster] = this.targets('cluster', ['google_container_cluster'], ['name', 'id']);
    if (cluster === undefined) throw this.unknown('cluster');
    return !cluster.has('workload_identity_config');
  }
}
