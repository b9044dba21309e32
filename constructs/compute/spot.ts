import { SPOT_NOTICE } from '../../src/graph/placement/spot';
import type { Platform } from '../platform';
import type { NodePool } from './node-pool';

/** How pods get on to nodes that the cloud may take back. On EKS such nodes have no taint, so the label alone decides. */
export interface SpotPool {
  readonly labels: NodePool['labels'];
  readonly taint: NodePool['taint'] | null;
}

/** The spot nodes of a platform. @see https://learn.microsoft.com/azure/aks/spot-node-pool */
export function spotPool({ cloud, facts }: Platform): SpotPool {
  if (cloud === 'azure') return tainted('kubernetes.azure.com/scalesetpriority', 'spot');
  if (cloud === 'gcp') return tainted('cloud.google.com/gke-spot', 'true');
  const isKarpenter = 'autoMode' in facts && facts.autoMode;
  return { labels: isKarpenter ? { 'karpenter.sh/capacity-type': 'spot' } : { 'eks.amazonaws.com/capacityType': 'SPOT' }, taint: null };
}

/** Seconds between the notice and the end of a spot node; pods have to be gone by then. */
export function spotNotice({ cloud }: Platform): number {
  return SPOT_NOTICE[cloud] ?? Infinity;
}

function tainted(key: string, value: string): SpotPool {
  return { labels: { [key]: value }, taint: { key, value, effect: 'NoSchedule' } };
}
