import { isAutomatic } from './automatic-label';
import type { NodePool } from './node-pool';
import type { Placement } from './placement';
import { shownTaint, tolerates, untolerated, type Taint, type Toleration } from './taint';

/** How tolerations and taints of a workload and its nodes go together. */
export interface Tolerance {
  /** The toleration that puts up with every taint, of one effect or all, and without an end; `null` = none does. */
  readonly everything: Toleration | null;
  /** A toleration of a team's own taint, on pods that ask for no node by label and so run beside the pool as well; `null` = none. */
  readonly stray: Toleration | null;
  /** The taint AKS puts on the spot nodes that the pods ask for and do not tolerate; `null` = no such. */
  readonly spotTaint: string | null;
  /** The first pool that has the labels the pods ask for, and the taint that keeps them out; `null` = no pool keeps them out. */
  readonly repulsion: { readonly pool: NodePool; readonly taint: string } | null;
}

/** @see https://learn.microsoft.com/azure/aks/spot-node-pool */
const AKS_SPOT: Taint = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' };

/** Reads the tolerance of a workload. */
export function toleranceOf(placement: Placement): Tolerance {
  const { pod: { tolerations }, selected } = placement;
  const everything = tolerations.find((t) => t.key === '' && t.operator === 'Exists' && !t.at.has('tolerationSeconds')) ?? null;
  const [pool] = [...selected.certain, ...selected.possible].filter((p) => placement.repels(p) !== null);
  const taint = pool ? placement.repels(pool) : null;
  return {
    everything,
    stray: tolerations.find((t) => isOwn(t) && strays(t, placement)) ?? null,
    spotTaint: asksForAksSpot(placement) && untolerated([AKS_SPOT], tolerations) !== null ? shownTaint(AKS_SPOT) : null,
    repulsion: pool && taint ? { pool, taint: shownTaint(taint) } : null,
  };
}

/** Is it about a taint that a team made up, to keep others out of a pool? */
function isOwn({ key, effect }: Toleration): boolean {
  return key !== '' && key !== 'CriticalAddonsOnly' && effect !== 'PreferNoSchedule' && !isAutomatic(key);
}

function strays(toleration: Toleration, { pod, workload, areAllKnown, open }: Placement): boolean {
  if (pod.selection.path !== null || workload.pod.spec.in('affinity').in('nodeAffinity').list('preferredDuringSchedulingIgnoredDuringExecution').length > 0) return false;
  const isDedicated = (pool: NodePool) => pool.facts.taints.some((taint) => tolerates(toleration, taint));
  return !areAllKnown || !open.certain.every(isDedicated);
}

function asksForAksSpot({ pod: { selection } }: Placement): boolean {
  const isRefusedElsewhere = selection.test({ values: (key) => (key === AKS_SPOT.key ? undefined : null) }, null) === false;
  return isRefusedElsewhere && selection.accepts(AKS_SPOT.key, AKS_SPOT.value) !== null;
}
