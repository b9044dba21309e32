import { some } from '../reading/unknown';
import type { Pod } from '../workload/pod';

/** Labels every node has: to select by them picks no pool. */
const COMMON_LABEL = /^(?:(?:beta\.)?kubernetes\.io\/(?:os|arch|hostname)|(?:failure-domain\.beta|topology)\.kubernetes\.io\/.*|node\.kubernetes\.io\/instance-type)$/;
/** Taints every node may get by itself. */
const COMMON_TAINT = /^node\.kubernetes\.io\//;

/** Do the pods select a label of certain nodes, and tolerate a taint that keeps others off them? Either alone dedicates nothing. */
export function isOnDedicatedNodes({ spec }: Pod): boolean {
  const isPool = (key: string) => !COMMON_LABEL.test(key);
  const terms = spec.in('affinity').in('nodeAffinity').in('requiredDuringSchedulingIgnoredDuringExecution').list('nodeSelectorTerms');
  const selects = spec.in('nodeSelector').keys().some(isPool)
    || (terms.length > 0 && terms.every((term) => some(term.list('matchExpressions'), (e) => isPool(e.string('key') ?? '') && ['In', 'Exists'].includes(e.string('operator') ?? ''))));
  return selects && some(spec.list('tolerations'), (toleration) => {
    const key = toleration.string('key') ?? '';
    return key !== '' && !COMMON_TAINT.test(key);
  });
}
