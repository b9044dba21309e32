import { SPOT_NOTICE } from '../../../src/graph/placement/spot';
import { CLOUDS } from '../../clouds';
import type { Platform } from '../../platform';
import type { NodePool } from './node-pool';

/** How pods get on to nodes that the cloud may take back. On EKS such nodes have no taint, so the label alone decides. */
export interface SpotPool {
  readonly labels: NodePool['labels'];
  readonly taint: NodePool['taint'] | null;
}

/** The spot nodes of a platform. @see https://learn.microsoft.com/azure/aks/spot-node-pool */
export function spotPool({ cloud, facts }: Platform): SpotPool {
  const isKarpenter = 'autoMode' in facts && facts.autoMode;
  const { label: [key, value], isTainted } = CLOUDS[cloud].spot;
  if (isKarpenter) return { labels: { 'karpenter.sh/capacity-type': 'spot' }, taint: null };
  return { labels: { [key]: value }, taint: isTainted ? { key, value, effect: 'NoSchedule' } : null };
}

/** Seconds between the notice and the end of a spot node; pods have to be gone by then. */
export function spotNotice({ cloud }: Platform): number {
  return SPOT_NOTICE[cloud] ?? Infinity;
}
