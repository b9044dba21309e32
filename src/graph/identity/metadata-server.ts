import { LaunchTemplate } from '../cloud/aws/launch-template';
import { GkeNodePool } from '../cloud/google/gke-node-pool';
import type { KubeObject } from '../object/kube-object';
import { hasInstanceMetadata, instanceMetadataOf, type InstanceMetadata } from './instance-metadata';

/** What says how nodes answer to requests for the credentials of their machine. */
export type MetadataServer = KubeObject | LaunchTemplate | GkeNodePool;

/** Does it say so, of nodes of a cluster? */
export function answersForNodes(at: MetadataServer): boolean {
  if (at instanceof LaunchTemplate) return at.has('metadata_options') && at.startsNodes;
  return at instanceof GkeNodePool || hasInstanceMetadata(at);
}

/** How they answer on AWS; `null` where pods need the metadata, or there is none. */
export function metadataOf(at: Exclude<MetadataServer, GkeNodePool>): InstanceMetadata | null {
  return at instanceof LaunchTemplate ? at.instanceMetadata : instanceMetadataOf(at);
}
