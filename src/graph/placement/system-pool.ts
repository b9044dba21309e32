import type { Path } from '../../load/resource';
import type { Placement } from './placement';

/** How pods come to the pool that is kept for pods of the system. */
export interface SystemPoolUse {
  readonly how: 'tolerated' | 'selected';
  /** In the pod. */
  readonly path: Path;
  /** The taint or the label that leads there. */
  readonly by: string;
}

/** Labels of such pools: of AKS, and of the one that EKS Auto Mode comes with. */
const LABELS: readonly (readonly [key: string, value: string])[] = [['kubernetes.azure.com/mode', 'system'], ['karpenter.sh/nodepool', 'system']];
const TAINT = 'CriticalAddonsOnly';

/** What brings its pods there by name; `null` = nothing. */
export function systemPoolUseOf({ pod }: Placement): SystemPoolUse | null {
  const toleration = pod.tolerations.find(({ key }) => key === TAINT);
  if (toleration) return { how: 'tolerated', path: ['spec', ...toleration.at.steps, 'key'], by: TAINT };
  for (const [key, value] of LABELS) {
    const path = pod.selection.accepts(key, value);
    if (path !== null) return { how: 'selected', path: ['spec', ...path], by: `${key}: ${value}` };
  }
  return null;
}
