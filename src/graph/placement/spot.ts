import type { Path } from '../../load/resource';
import type { Cloud } from '../../profile';
import type { Placement } from './placement';

/** How pods come to nodes that the cloud may take back. */
export interface SpotUse {
  readonly how: 'selected' | 'tolerated' | 'open';
  /** Seconds its pods have between the notice and the end of their node; `null` = not known. */
  readonly notice: number | null;
  /** In the pod. */
  readonly path: Path;
  /** The label, the taint or the pool that leads there. */
  readonly by: string;
}

/** Seconds from the notice to the end of a spot node, by cloud. GKE keeps half of its 30 for pods of the system. */
export const SPOT_NOTICE: Readonly<Record<Cloud, number | null>> = { aws: 120, azure: 30, gcp: 15, none: null };

/** Labels of nodes that can be taken back, with the cloud that sets them. */
const SPOT_LABELS: readonly (readonly [key: string, value: string, cloud: Cloud | null])[] = [
  ['eks.amazonaws.com/capacityType', 'SPOT', 'aws'],
  ['karpenter.sh/capacity-type', 'spot', null],
  ['kubernetes.azure.com/scalesetpriority', 'spot', 'azure'],
  ['cloud.google.com/gke-spot', 'true', 'gcp'],
  ['cloud.google.com/gke-preemptible', 'true', 'gcp'],
  ['cloud.google.com/gke-provisioning', 'spot', 'gcp'],
];

/** What its pods do to run on such nodes, or that nothing keeps them from a pool of these; `null` = they can't. */
export function spotUseOf(placement: Placement): SpotUse | null {
  const { pod, workload } = placement;
  const { cloud } = workload.graph.profile;
  const noticeOf = (ofCloud: Cloud | null) => SPOT_NOTICE[ofCloud ?? cloud ?? 'none'];
  for (const [key, value, ofCloud] of SPOT_LABELS) {
    const where = pod.selection.accepts(key, value);
    if (where !== null) return { how: 'selected', notice: noticeOf(ofCloud), path: ['spec', ...where], by: `${key}: ${value}` };
  }
  for (const { at, key, value, operator } of pod.tolerations) {
    const label = SPOT_LABELS.find(([name, spot]) => name === key && (operator === 'Exists' || value === spot));
    if (label && pod.selection.test({ values: (name) => (name === key ? [label[1]] : null) }, null) !== false) {
      return { how: 'tolerated', notice: noticeOf(label[2]), path: ['spec', ...at.steps], by: key };
    }
  }
  const pool = placement.open.certain.find(({ facts }) => facts.isSpot);
  return pool ? { how: 'open', notice: noticeOf(null), path: ['spec'], by: pool.title } : null;
}
