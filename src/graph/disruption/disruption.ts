import { parseIntOrString, scaled } from '../reading/int-or-string';

/** The two fields of a PodDisruptionBudget that count; exactly one is to be written. */
export interface BudgetSpec {
  readonly minAvailable?: unknown;
  readonly maxUnavailable?: unknown;
}

/** Pods that a budget selects, together with all others of the same controller. */
export interface ControlledPods {
  /** How many of them the budget selects. */
  readonly pods: number;
  /** Replicas the controller is asked for; 0 for pods nobody controls; `null` where the kind has no scale subresource (DaemonSet, Job). */
  readonly scale: number | null;
}

/**
 * Why a budget refuses every eviction whatever the health of its pods:
 * `rejected` both fields are written, so the API server does not take it · `unspecified` neither is written ·
 * `sync-failed` it needs the scale of a kind that has none · `unmanaged` it needs a scale and nobody controls its pods.
 */
export type Blocked = 'rejected' | 'unspecified' | 'sync-failed' | 'unmanaged';

/** What a budget demands, as the disruption controller writes it into the status. */
export interface BudgetArithmetic {
  readonly expectedPods: number;
  readonly desiredHealthy: number;
  /** `null` when evictions depend on health alone. */
  readonly blocked: Blocked | null;
}

/**
 * What a budget demands over the pods it selects. Percentages round up, for both fields; they and `maxUnavailable` refer to the
 * scale of the controllers, a number of `minAvailable` to the pods themselves. Malformed values throw `Undecided`.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export function budgetArithmetic(spec: BudgetSpec, selected: readonly ControlledPods[]): BudgetArithmetic {
  const minAvailable = spec.minAvailable ?? null;
  const maxUnavailable = spec.maxUnavailable ?? null;
  if (minAvailable !== null && maxUnavailable !== null) return refusing('rejected');
  if (minAvailable === null && maxUnavailable === null) return refusing('unspecified');

  const present = selected.filter(({ pods }) => pods > 0);
  if (maxUnavailable === null && isCount(minAvailable)) {
    return { expectedPods: sum(present.map(({ pods }) => pods)), desiredHealthy: scaled(minAvailable, 0, 'up'), blocked: null };
  }
  if (present.some(({ scale }) => scale === null)) return refusing('sync-failed');
  const expectedPods = sum(present.map(({ scale }) => scale ?? 0));
  const desiredHealthy = maxUnavailable === null
    ? scaled(minAvailable, expectedPods, 'up')
    : Math.max(0, expectedPods - scaled(maxUnavailable, expectedPods, 'up'));
  return { expectedPods, desiredHealthy, blocked: expectedPods === 0 && present.length > 0 ? 'unmanaged' : null };
}

/** How many pods may be evicted while so many are healthy. 0 at full health is a deadlock: no node under these pods can be drained. */
export function disruptionsAllowed(budget: BudgetArithmetic, currentHealthy: number): number {
  return budget.blocked === null ? Math.max(0, currentHealthy - budget.desiredHealthy) : 0;
}

/** A pod somebody wants to evict. */
export interface EvictedPod {
  /** `Pending`, `Running`, `Succeeded`, `Failed` … */
  readonly phase: string;
  readonly ready: boolean;
}

/** A budget that selects the pod, and how its pods fare. */
export interface ProtectingBudget {
  readonly arithmetic: BudgetArithmetic;
  readonly currentHealthy: number;
  /** As written; the API server's default is `IfHealthyBudget`. */
  readonly unhealthyPodEvictionPolicy: string | null;
}

/** `refused` is worth another try later (HTTP 429); `several-budgets` never ends well (HTTP 500). */
export type EvictionAnswer = 'allowed' | 'refused' | 'several-budgets';

/** Phases in which a pod serves nobody, so that taking it away disrupts nothing. */
const NOT_COUNTED: ReadonlySet<string> = new Set(['Pending', 'Succeeded', 'Failed']);

/** What the eviction subresource answers for a pod under these budgets. */
export function evict(pod: EvictedPod, budgets: readonly ProtectingBudget[]): EvictionAnswer {
  const [budget, ...others] = budgets;
  if (NOT_COUNTED.has(pod.phase) || budget === undefined) return 'allowed';
  if (others.length > 0) return 'several-budgets';
  const { arithmetic, currentHealthy } = budget;
  if (!pod.ready) {
    if (budget.unhealthyPodEvictionPolicy === 'AlwaysAllow') return 'allowed';
    if (arithmetic.desiredHealthy > 0 && currentHealthy >= arithmetic.desiredHealthy) return 'allowed';
  }
  return disruptionsAllowed(arithmetic, currentHealthy) > 0 ? 'allowed' : 'refused';
}

function refusing(blocked: Blocked): BudgetArithmetic {
  return { expectedPods: 0, desiredHealthy: 0, blocked };
}

function isCount(written: unknown): boolean {
  const parsed = parseIntOrString(written);
  return parsed !== null && 'int' in parsed;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
