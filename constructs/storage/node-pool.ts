import type { Labels } from '../labels';

/** Nodes kept for one kind of work: a label that attracts it and a taint that keeps the rest away. */
export interface NodePool {
  readonly labels: Labels;
  readonly taint: { readonly key: string; readonly value: string; readonly effect: 'NoSchedule' | 'NoExecute' };
}

/** Both halves, because either alone does not dedicate anything. Serves compute/dedicated-node-toleration, storage/dedicated-database-nodes. */
export function dedicatedTo({ labels, taint }: NodePool): object {
  return { nodeSelector: labels, tolerations: [{ ...taint, operator: 'Equal' }] };
}
