import { KubeObject } from '../object/kube-object';
import type { Quantity } from '../reading/quantity';
import type { Subject } from '../reading/subject';
import { every } from '../reading/unknown';
import { amountsIn, type Amounts } from './amounts';
import type { PodBudget } from './pod-budget';

/** What a quota can demand of every container before it counts its pod. */
const DEMANDS: ReadonlyMap<string, readonly [kind: 'requests' | 'limits', resource: 'cpu' | 'memory']> = new Map([
  ['cpu', ['requests', 'cpu']],
  ['memory', ['requests', 'memory']],
  ['requests.cpu', ['requests', 'cpu']],
  ['requests.memory', ['requests', 'memory']],
  ['limits.cpu', ['limits', 'cpu']],
  ['limits.memory', ['limits', 'memory']],
]);

/** Something a quota asks every container for. */
export interface Demand {
  /** As the quota writes it, e.g. `requests.cpu`. */
  readonly key: string;
  readonly kind: 'requests' | 'limits';
  readonly resource: 'cpu' | 'memory';
}

/**
 * A ResourceQuota.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class ResourceQuota extends KubeObject {
  /** The most the namespace may use of each resource. */
  get hard(): Amounts<Quantity> {
    return amountsIn(this.spec.in('hard'));
  }

  /** What each container of a pod it counts must say. */
  get demands(): readonly Demand[] {
    return this.spec.in('hard').keys().flatMap((key) => {
      const demand = DEMANDS.get(key);
      return demand === undefined ? [] : [{ key, kind: demand[0], resource: demand[1] }];
    });
  }

  /** Does it bound what all pods of its namespace together request? */
  get boundsRequests(): boolean {
    const bounded = new Set(this.demands.filter(({ kind }) => kind === 'requests').map(({ resource }) => resource));
    return bounded.size === 2 && !this.isScoped;
  }

  /** Does it count only some pods of its namespace? Things that are no pods it then does not count at all. */
  get isScoped(): boolean {
    return this.scopes.length > 0;
  }

  /** Does it count this pod? */
  counts(budget: PodBudget): boolean {
    return every(this.scopes, (scope) => isIn(scope, budget));
  }

  private get scopes(): readonly Scope[] {
    const plain = this.spec.strings('scopes').map((name): Scope => ({ name, operator: 'Exists', values: [], at: this.spec }));
    const selected = this.spec.in('scopeSelector').list('matchExpressions')
      .map((at): Scope => ({ name: at.string('scopeName') ?? '', operator: at.string('operator') ?? '', values: at.strings('values'), at }));
    return [...plain, ...selected];
  }
}

interface Scope {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly string[];
  readonly at: Subject;
}

function isIn({ name, operator, values, at }: Scope, budget: PodBudget): boolean {
  const { pod } = budget;
  switch (name) {
    case 'BestEffort':
      return budget.qosClass === 'BestEffort';
    case 'NotBestEffort':
      return budget.qosClass !== 'BestEffort';
    case 'Terminating':
      return pod.spec.has('activeDeadlineSeconds');
    case 'NotTerminating':
      return !pod.spec.has('activeDeadlineSeconds');
    case 'PriorityClass':
      return isNamed(pod.spec.string('priorityClassName'), operator, values);
    default:
      throw at.unknown('scopeName');
  }
}

function isNamed(name: string | undefined, operator: string, values: readonly string[]): boolean {
  if (operator === 'Exists') return name !== undefined;
  if (operator === 'DoesNotExist') return name === undefined;
  const isListed = name !== undefined && values.includes(name);
  return operator === 'In' ? isListed : !isListed;
}
